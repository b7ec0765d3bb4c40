/** Undo and redo in the composer's field, with real keys. */

import { expect, type Person, test } from './fixtures.ts';

const undo = (of: Person) => of.page.keyboard.press('ControlOrMeta+z');
const redo = (of: Person) => of.page.keyboard.press('ControlOrMeta+Shift+z');

test('undo removes typed text, and never restores what was sent, saved or written elsewhere', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/undo-other`);
  await ana.enter(`${server.url}/r/undo`);
  const { field, page } = ana;
  // The guard of the field loads together with the help button.
  await expect(page.getByRole('button', { name: 'Keyboard shortcuts and commands' })).toBeVisible();
  /** Expects that the field stays as it is, whatever is undone or redone. */
  const expectNothing = async (value: string) => {
    for (const step of [undo, undo, redo, undo, redo, redo, redo]) {
      await step(ana);
      await expect(field).toHaveValue(value);
      await expect(field).toBeFocused();
    }
  };
  const send = async () => {
    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('');
  };

  await field.pressSequentially('sent once');
  await send();
  await expectNothing('');

  // Text typed after that can be undone and redone, and nothing before it.
  await field.pressSequentially('sent twice');
  await send();
  // Inserts the text in one step, because on a busy machine the last keys would become an undo step of their own.
  await page.keyboard.insertText('new');
  await undo(ana);
  await expect(field).toHaveValue('');
  await redo(ana);
  await expect(field).toHaveValue('new');
  await undo(ana);
  await undo(ana);
  await expect(field).toHaveValue('');
  await expectNothing('');

  // Undo half of the text, then send it. None of it can be redone.
  await field.pressSequentially('one');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('End');
  await page.keyboard.insertText(' two');
  await undo(ana);
  await expect(field).toHaveValue('one');
  await send();
  await redo(ana);
  await expect(field).toHaveValue('');
  await expectNothing('');

  // A completion is undone in one step, and doesn't come back after sending.
  await field.pressSequentially(':rocke');
  await expect(page.getByRole('option', { name: /:rocket:/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('🚀 ');
  await undo(ana);
  await expect(field).toHaveValue(':rocke');
  await redo(ana);
  await expect(field).toHaveValue('🚀 ');
  await page.keyboard.press('Escape');
  await send();
  await expectNothing('');

  // An edit can be undone down to the original text, and not into what was typed before.
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveValue('🚀 ');
  await expectNothing('🚀 ');
  await field.pressSequentially('up');
  await undo(ana);
  await expect(field).toHaveValue('🚀 ');
  await redo(ana);
  await expect(field).toHaveValue('🚀 up');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await expectNothing('');

  // Another room has its own field.
  await field.pressSequentially('draft of this room');
  const rooms = page.getByRole('navigation', { name: 'Rooms' });
  await rooms.getByRole('link', { name: /undo-other/ }).click();
  await expect(page.getByLabel('Message to undo-other')).toBeFocused();
  await expectNothing('');
  await rooms.getByRole('link', { name: /\bundo\b(?!-)/ }).click();
  await expect(page.getByLabel('Message to undo', { exact: true })).toBeFocused();
  await expectNothing('draft of this room');
});
