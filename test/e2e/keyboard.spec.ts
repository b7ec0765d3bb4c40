/** Using the page by keyboard alone: focus is always visible, and returns to the opener of a dialog. */

import type { Page } from '@playwright/test';
import { expect, type Person, test } from './fixtures.ts';

/** Says what is wrong with the focus: it isn't visible, or more than one ring is. */
function unseenFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: focus } = document;
    if (!focus || focus === document.body) return 'Nothing is in focus.';
    const ringed = [...document.querySelectorAll('*')].filter((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
    // The box around a text field shows its focus.
    const isBox = ringed[0]?.matches('.box, .join-box') && focus.matches('textarea, input');
    if (ringed.length !== 1 || !(ringed[0] === focus || (isBox && focus.parentElement === ringed[0])))
      return `Not shown by one ring: ${focus.outerHTML.slice(0, 120)}`;
    const { top, bottom, left, right } = focus.getBoundingClientRect();
    const isThere = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return isThere ? '' : `Not on the screen: ${focus.outerHTML.slice(0, 120)}`;
  });
}

/** A keyboard that checks the focus after each key press. */
function keys(page: Page) {
  return async (...pressed: string[]): Promise<void> => {
    for (const key of pressed) {
      await page.keyboard.press(key);
      await expect.poll(() => unseenFocus(page), { message: `after ${key}` }).toBe('');
    }
  };
}

/** Presses `key` until `name` has focus, with a limit on the number of presses. */
async function until(person: Person, key: string, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  const wanted = person.page.getByRole(role, { name, exact: typeof name === 'string' });
  const press = keys(person.page);
  for (let step = 0; step < 20; step++) {
    await press(key);
    if (await wanted.evaluateAll((found) => found.some((element) => element.matches(':focus')))) return;
  }
  throw new Error(`${key} does not lead to ${name}.`);
}

test('a person can join, take a name, write, reply, edit, react, search and switch rooms by keyboard', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  const { page } = ana;
  const press = keys(page);
  await page.goto(server.url);
  await expect(page.getByRole('textbox', { name: 'Name of the room' })).toBeFocused();
  await page.keyboard.type('keyboard-walk');
  await press('Enter');
  await expect(ana.field).toBeFocused();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();

  await until(ana, 'Shift+Tab', 'button', 'Choose a name');
  await press('Enter');
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await press('Escape');
  await expect(page.getByRole('button', { name: 'Choose a name' })).toBeFocused();
  await press('Enter');
  await page.keyboard.type('Ana');
  await press('Enter');
  await expect(ana.field).toBeFocused();
  await expect(page.getByRole('complementary', { name: 'Members' })).toContainText('Ana');

  const hose = await tool('/ws/keyboard-walk?name=Hose');
  hose.say('first, with a [link](https://example.com)');
  await expect(ana.messages.last()).toContainText('first');
  await page.keyboard.type('hello :tada');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
  await press('Enter', 'Enter');
  await expect(ana.messages.last()).toContainText('hello 🎉');
  await expect(ana.messages.last()).toContainText('Sent');

  // Moves from the field to the messages, through them, into one of them and out again.
  await press('Shift+Tab');
  await expect(ana.messages.last()).toBeFocused();
  await press('ArrowUp');
  await expect(ana.messages.first()).toBeFocused();
  await press('Tab');
  await expect(page.getByRole('link', { name: 'link' })).toBeFocused();
  await press('Shift+Tab');
  await expect(ana.messages.first()).toBeFocused();
  await press('Enter');
  const menu = page.getByRole('dialog', { name: 'Message actions' });
  // The first button has the most recently used emoji.
  await expect(menu.getByRole('button', { name: '🎉' })).toBeFocused();
  await press('Escape');
  await expect(ana.messages.first()).toBeFocused();
  await press('+');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('rocket');
  await expect(page.locator('.grid button').first()).toHaveText('🚀');
  await press('Enter');
  await expect(ana.messages.first().getByRole('button', { name: '🚀: 1 person' })).toBeVisible();
  await expect(ana.messages.first()).toBeFocused();

  await press('r');
  await expect(ana.field).toBeFocused();
  await page.keyboard.type('answered');
  await press('Enter');
  await expect(ana.messages.last()).toContainText('answered');
  await expect(ana.messages.last()).toContainText('Sent');
  await press('ArrowUp');
  await expect(ana.field).toHaveValue('answered');
  await page.keyboard.type('!');
  await press('Enter');
  await expect(ana.messages.last()).toContainText('answered!');
  await expect(ana.field).toBeFocused();

  // Moves from the list to the element before it, and back.
  await press('Shift+Tab', '/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('first');
  await expect(page.locator('mark')).toHaveText('first');
  await press('Tab', 'Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('.message.lit')).toContainText('first');

  await press('Control+k');
  const choice = page.getByRole('combobox', { name: 'Name of the room' });
  const chosen = page.getByRole('listbox', { name: 'Rooms' }).getByRole('option', { selected: true });
  await expect(choice).toBeFocused();
  await page.keyboard.type('elsewhere');
  await expect(chosen).toHaveText('Open #elsewhere');
  await press('Enter');
  await expect(page).toHaveURL(/\/r\/elsewhere$/);
  await expect(ana.field).toBeFocused();
  hose.say('news');
  await expect(page.getByRole('link', { name: /keyboard-walk .*1 unread/ })).toBeVisible();
  await press('Control+k');
  await expect(chosen).toContainText('keyboard-walk');
  await expect(chosen).toContainText('1 unread');
  await press('Enter');
  await expect(page).toHaveURL(/\/r\/keyboard-walk$/);
  await expect(ana.field).toBeFocused();
  await press('Alt+ArrowDown');
  await expect(page).toHaveURL(/\/r\/elsewhere$/);
  hose.say('more news');
  await expect(page.getByRole('link', { name: /keyboard-walk .*1 unread/ })).toBeVisible();
  await press('Alt+Shift+ArrowUp');
  await expect(page).toHaveURL(/\/r\/keyboard-walk$/);
});

test('every dialog can be opened and closed by keyboard, and returns focus to its opener', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  const { page } = ana;
  const press = keys(page);
  await ana.enter(`${server.url}/r/keyboard-dialogs`);
  await ana.say('mine');
  await expect(ana.messages.last()).toContainText('owner');
  const dialogs = [
    { opener: 'Search this room', dialog: 'Search #keyboard-dialogs' },
    { opener: 'Room settings', dialog: 'Settings for #keyboard-dialogs' },
    { opener: 'Notifications: Off', dialog: 'Notifications for #keyboard-dialogs' },
    { opener: 'Share this room', dialog: 'Share #keyboard-dialogs' },
    { opener: 'Keyboard shortcuts and commands', dialog: 'Keyboard shortcuts and commands' },
    { opener: /Open another room/, dialog: 'Go to a room' },
    { opener: 'Emoji', dialog: 'Emoji' },
  ];
  for (const { opener, dialog } of dialogs) {
    const button = page.getByRole('button', { name: opener, exact: typeof opener === 'string' });
    await button.focus();
    await press('Enter');
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    if (dialog !== 'Keyboard shortcuts and commands') await page.keyboard.type('x');
    await press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(button).toBeFocused();
  }
  // A dialog opened by a key also returns the focus, and nothing behind it moves meanwhile.
  await press('Shift+Tab', 'Shift+Tab');
  await ana.messages.last().focus();
  await page.keyboard.press('ArrowUp');
  for (const key of ['?', 'Delete', '+', 'Enter', '/', 'Control+k']) {
    await press(key);
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await press('Alt+ArrowDown', 'Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(ana.messages.last()).toBeFocused();
  }
});

test('Esc first closes, then cancels, then goes to the latest message', async ({ server, somebody, tool }) => {
  const ana = await somebody({ viewport: { width: 1000, height: 480 } });
  const { page } = ana;
  await ana.enter(`${server.url}/r/keyboard-escape`);
  const hose = await tool('/ws/keyboard-escape');
  for (let line = 1; line <= 40; line++) hose.say(`drop ${line}`);
  await expect(ana.messages.last()).toContainText('drop 40');
  await page.getByRole('region', { name: 'Messages in keyboard-escape' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('r');
  await expect(ana.field).toBeFocused();
  const toLatest = page.getByRole('button', { name: 'Jump to latest message' });
  await expect(toLatest).toBeVisible();
  await page.keyboard.type('@');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toHaveCount(0);
  await expect(page.locator('.writing')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.writing')).toHaveCount(0);
  await expect(toLatest).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(toLatest).toHaveCount(0);
  await expect(ana.messages.last()).toBeInViewport();
});

test('Tab reaches everything between the messages and the field, in both directions', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody({ viewport: { width: 1000, height: 480 } });
  const { page } = ana;
  const press = keys(page);
  await ana.enter(`${server.url}/r/keyboard-between`);
  const hose = await tool('/ws/keyboard-between');
  for (let line = 1; line <= 40; line++) hose.say(`drop ${line}`);
  await expect(ana.messages.last()).toContainText('drop 40');
  const list = page.getByRole('region', { name: 'Messages in keyboard-between' });
  await list.focus();
  await page.keyboard.press('Home');
  await press('r');
  await until(ana, 'Shift+Tab', 'button', 'Cancel reply');
  await until(ana, 'Shift+Tab', 'button', 'Choose a name');
  await until(ana, 'Shift+Tab', 'button', 'Jump to latest message');
  await press('Shift+Tab');
  await expect(page.locator('article:focus')).toHaveCount(1);
  await until(ana, 'Tab', 'button', 'Jump to latest message');
  await page.locator('article').first().focus();
  await press('Shift+Tab');
  await expect(list).toBeFocused();
  await press('Shift+Tab');
  await expect(page.getByRole('button', { name: /^Members/ })).toBeFocused();
});

test('Ctrl and a letter format the selection, and remove the format again', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/keyboard-marks`);
  await ana.field.fill('word');
  for (const [key, mark] of [
    ['b', '**'],
    ['i', '*'],
    ['e', '`'],
  ]) {
    await ana.field.press('Control+a');
    await ana.field.press(`Control+${key}`);
    await expect(ana.field).toHaveValue(`${mark}word${mark}`);
    await ana.field.press(`Control+${key}`);
    await expect(ana.field).toHaveValue('word');
  }
});

test('shortcuts work on keyboards without Latin letters, with Caps Lock, and by letter on all others', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  const { page } = ana;
  /** A key press as the person's keyboard layout produces it. */
  const type = (key: string, code: string, held: Record<string, boolean> = {}) =>
    page.evaluate(
      ([key, code, held]) =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...held }),
        ),
      [key, code, held] as const,
    );
  const dialog = page.getByRole('dialog');
  await ana.enter(`${server.url}/r/layouts`);
  await ana.say('/name Ana');
  await ana.say('mine');
  await expect(ana.messages.last()).toContainText('Sent');

  await ana.field.fill('word');
  await ana.field.press('ControlOrMeta+a');
  for (const [key, code, marked] of [
    ['и', 'KeyB', '**word**'],
    ['I', 'KeyI', '***word***'],
    ['ק', 'KeyE', '***`word`***'],
    // Dvorak has its b on the n key of other layouts. The letter counts.
    ['x', 'KeyB', '***`word`***'],
  ] as const) {
    await type(key, code, { ctrlKey: true });
    await expect(ana.field).toHaveValue(marked);
  }
  // AltGr types a character and formats nothing.
  await type('€', 'KeyE', { ctrlKey: true, altKey: true, modifierAltGraph: true });
  await expect(ana.field).toHaveValue('***`word`***');
  await ana.field.fill('');
  for (const key of ['л', 'K', 'κ']) {
    await type(key, 'KeyK', { ctrlKey: true });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }

  await page.keyboard.press('Shift+Tab');
  await expect(ana.messages.last()).toBeFocused();
  await type('.', 'Slash');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(ana.messages.last()).toBeFocused();
  await type('؟', 'Slash', { shiftKey: true });
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts and commands' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ana.messages.last()).toBeFocused();
  // A German keyboard has its hyphen where others have their slash.
  await type('-', 'Slash');
  await type('ק', 'KeyE', { modifierAltGraph: true });
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Editing your message')).toHaveCount(0);
  await type('у', 'KeyE');
  await expect(page.getByText('Editing your message')).toBeVisible();
  await expect(ana.field).toHaveValue('mine');
});
