/** Actions on messages: reply, edit, delete, react, and link. */

import type { Page } from '@playwright/test';
import { expect, type Person, PHONE, row, test } from './fixtures.ts';

/** Opens the menu of a message. */
async function openMenu(person: Person, text: string) {
  await row(person, text).hover();
  await person.page.getByRole('button', { name: 'More', exact: true }).click();
  return person.page.getByRole('dialog', { name: 'Message actions' });
}

const isFocused = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted), selector);

test('a reply quotes its original to everybody, and a click on the quote goes to the original', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/replies`);
  const hose = await tool('/ws/replies?name=Hose');
  hose.say('who **waters** the `garden`?');
  for (let line = 1; line <= 40; line++) hose.say(`drop ${line}`);
  await expect(row(ana, 'drop 40')).toBeVisible();
  await row(ana, 'drop 40').hover();
  await row(ana, 'who waters').hover();
  await ana.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(ana.field).toBeFocused();
  await expect(ana.page.locator('.writing')).toContainText('Hose who waters the garden?');
  // The reply is stored with its draft.
  await ana.field.pressSequentially('I do');
  await ana.page.reload();
  await expect(ana.page.locator('.writing')).toContainText('who waters the garden?');
  await expect(ana.field).toHaveValue('I do');
  await ana.field.press('Enter');
  await expect(ana.page.locator('.writing')).toHaveCount(0);
  const quote = row(ana, 'I do').getByRole('button', { name: /In reply to/ });
  await expect(quote).toContainText('who waters the garden?');
  await expect.poll(() => hose.frames.some((frame) => frame.type === 'broadcast' && frame.re === 1)).toBe(true);

  await ana.page.setViewportSize({ width: 1000, height: 420 });
  await expect(row(ana, 'who waters the garden?').first()).not.toBeInViewport();
  await quote.click();
  await expect(ana.page.locator('.message.lit')).toContainText('who waters the garden?');
  await expect(ana.page.locator('.message.lit')).toBeInViewport();
});

test("↑ edits the reader's last message in the composer, and the draft is kept meanwhile", async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/edits`);
  await bo.enter(`${server.url}/r/edits`);
  await ana.say('good mornnig');
  await expect(row(ana, 'good mornnig')).toContainText('Sent');
  await ana.field.press('ArrowUp');
  await expect(ana.field).toHaveValue('good mornnig');
  await ana.field.press('Escape');
  await expect(ana.field).toHaveValue('');
  await ana.field.fill('a draft');
  await row(ana, 'good mornnig').hover();
  await ana.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(ana.field).toHaveValue('good mornnig');
  await ana.field.fill('good morning');
  await ana.field.press('Enter');
  await expect(ana.field).toHaveValue('a draft');
  for (const person of [ana, bo]) {
    await expect(row(person, 'good morning')).toContainText('edited');
    await expect(row(person, 'good mornnig')).toHaveCount(0);
  }
  // Other members' messages can't be edited.
  await row(bo, 'good morning').hover();
  await expect(bo.page.getByRole('button', { name: 'Reply', exact: true })).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);
});

test("the reader's own message is deleted after a confirmation, and leaves a placeholder", async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/deletes`);
  await bo.enter(`${server.url}/r/deletes`);
  await ana.say('oh no');
  await expect(row(bo, 'oh no')).toBeVisible();
  const menu = await openMenu(ana, 'oh no');
  await menu.getByRole('button', { name: /^Delete/ }).click();
  const question = ana.page.getByRole('dialog', { name: 'Delete this message?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(ana, 'oh no')).toBeVisible();
  await (await openMenu(ana, 'oh no')).getByRole('button', { name: /^Delete/ }).click();
  await question.getByRole('button', { name: 'Delete' }).click();
  for (const person of [ana, bo]) await expect(person.messages.last()).toContainText('Message deleted');
});

test('a reaction is added with one click, counted, and taken back', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/reactions`);
  await bo.enter(`${server.url}/r/reactions`);
  await ana.say('lunch?');
  await (await openMenu(bo, 'lunch?')).getByRole('button', { name: '🎉' }).click();
  const chip = row(ana, 'lunch?').getByRole('button', { name: '🎉: 1 person' });
  await expect(chip).toHaveAttribute('aria-pressed', 'false');
  await chip.click();
  const both = row(ana, 'lunch?').getByRole('button', { name: '🎉: 2 people' });
  await expect(both).toHaveAttribute('aria-pressed', 'true');
  await both.hover();
  await expect(both).toHaveAttribute('title', /guest-.{4}, you|you, guest-.{4}/);
  await (await openMenu(ana, 'lunch?')).getByRole('button', { name: 'Who reacted' }).click();
  await expect(ana.page.getByRole('dialog', { name: 'Reactions' })).toContainText('you');
  await ana.page.keyboard.press('Escape');
  await both.click();
  await expect(row(bo, 'lunch?').getByRole('button', { name: '🎉: 1 person' })).toHaveAttribute('aria-pressed', 'true');
});

test('a message link opens the message, loading older ones if necessary', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.page.context().grantPermissions(['clipboard-write']);
  await ana.enter(`${server.url}/r/links`);
  await ana.say('the first of many');
  await (await openMenu(ana, 'the first')).getByRole('button', { name: 'Copy link to message' }).click();
  await expect(ana.page.getByText('Link copied')).toBeVisible();
  const link = `${server.url}/r/links#m1`;
  await ana.field.press('ControlOrMeta+v');
  await expect(ana.field).toHaveValue(link);

  const ear = await tool('/ws/links');
  const hoses = await Promise.all([1, 2, 3, 4].map(() => tool('/ws/links')));
  // More messages than a newcomer loads at once, within the rate of one member.
  for (const hose of hoses) for (let line = 1; line <= 20; line++) hose.say(`drop ${line}`);
  await expect.poll(() => ear.heard.length).toBe(80);

  const bo = await somebody();
  await bo.page.goto(link);
  const lit = bo.page.locator('.message.lit');
  await expect(lit).toContainText('the first of many');
  await expect(lit).toBeInViewport();

  await bo.page.goto(`${server.url}/r/links#m9999`);
  await expect(bo.page.getByText('That message is no longer here.')).toBeVisible();
});

test('single keys reply to, edit and delete the focused message', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/row-keys`);
  await ana.say('one');
  await ana.say('two');
  await expect(row(ana, 'two')).toContainText('Sent');
  await ana.page.getByRole('region', { name: 'Messages in row-keys' }).focus();
  await ana.page.keyboard.press('ArrowUp');
  await ana.page.keyboard.press('ArrowUp');
  await expect(ana.messages.first()).toBeFocused();
  await ana.page.keyboard.press('r');
  await expect(ana.page.locator('.writing')).toContainText('one');
  await expect(ana.field).toBeFocused();
  await ana.page.keyboard.press('Escape');
  await expect(ana.page.locator('.writing')).toHaveCount(0);

  await ana.messages.first().focus();
  await ana.page.keyboard.press('ArrowDown');
  await ana.page.keyboard.press('e');
  await expect(ana.field).toHaveValue('two');
  await ana.page.keyboard.press('Escape');
  await ana.page.getByRole('region', { name: 'Messages in row-keys' }).focus();
  await ana.page.keyboard.press('End');
  await ana.page.keyboard.press('Delete');
  await expect(ana.page.getByRole('dialog', { name: 'Delete this message?' })).toBeVisible();
  await ana.page.keyboard.press('Escape');
  await expect(ana.page.getByRole('dialog')).toHaveCount(0);
  expect(await isFocused(ana.page, 'article')).toBe(true);
});

test('on a phone, a long press or a tap opens the message menu', async ({ server, somebody }) => {
  const ana = await somebody(PHONE);
  await ana.page.goto(`${server.url}/r/touch`);
  // Enter breaks the line on a touch screen.
  await ana.field.fill('touch me');
  await ana.page.getByRole('button', { name: 'Send' }).tap();
  await ana.field.blur();
  await expect(row(ana, 'touch me')).toContainText('Sent');
  await row(ana, 'touch me').locator('.text').tap();
  const sheet = ana.page.getByRole('dialog', { name: 'Message actions' });
  await sheet.getByRole('button', { name: '👍' }).tap();
  await expect(row(ana, 'touch me').getByRole('button', { name: '👍: 1 person' })).toBeVisible();

  const box = await row(ana, 'touch me').locator('.text').boundingBox();
  const touch = await ana.page.context().newCDPSession(ana.page);
  const point = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 8 };
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await expect(sheet).toBeVisible();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(sheet).toBeVisible();
});

test('a tap before the late part has loaded opens the message menu once it has', async ({ server, somebody }) => {
  const ana = await somebody(PHONE);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await ana.page.route('**/assets/late-*.js', async (route) => {
    await held;
    await route.continue();
  });
  const asked = ana.page.waitForRequest('**/assets/late-*.js');
  await ana.page.goto(`${server.url}/r/touch-early`);
  await asked;
  await ana.field.fill('touch me');
  await ana.page.getByRole('button', { name: 'Send' }).tap();
  await ana.field.blur();
  await expect(row(ana, 'touch me')).toContainText('Sent');
  await row(ana, 'touch me').locator('.text').tap();
  release();
  await expect(ana.page.getByRole('dialog', { name: 'Message actions' })).toBeVisible();
});

test('an empty field never replaces the text of an edit that was left for another room', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/edit-elsewhere`);
  await ana.enter(`${server.url}/r/edit-left`);
  await ana.say('to be kept');
  await expect(row(ana, 'to be kept')).toContainText('Sent');
  await ana.field.press('ArrowUp');
  await expect(ana.field).toHaveValue('to be kept');
  const rooms = ana.page.getByRole('navigation', { name: 'Rooms' });
  await rooms.getByRole('link', { name: /edit-elsewhere/ }).click();
  await expect(ana.page).toHaveURL(/edit-elsewhere$/);
  await rooms.getByRole('link', { name: /edit-left/ }).click();
  await expect(row(ana, 'to be kept')).toBeVisible();
  // Either the edit continues with its text, or it is over. An empty field must never overwrite the message.
  const isEditing = await ana.page.getByText('Editing your message').isVisible();
  await expect(ana.field).toHaveValue(isEditing ? 'to be kept' : '');
});

test('a reply continues after another message has been edited', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/reply-waits`);
  const hose = await tool('/ws/reply-waits?name=Hose');
  await ana.say('mine');
  await expect(row(ana, 'mine')).toContainText('Sent');
  hose.say('who comes?');
  await row(ana, 'who comes?').hover();
  await ana.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await ana.field.fill('I do');
  await row(ana, 'mine').hover();
  await ana.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(ana.field).toHaveValue('mine');
  await ana.field.press('Escape');
  await expect(ana.field).toHaveValue('I do');
  await expect(ana.page.getByRole('button', { name: /^In reply to Hose/ })).toBeVisible();
});

test('the text of an edit is kept when its message is deleted meanwhile', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/edit-deleted`);
  await ana.say('short');
  await expect(row(ana, 'short')).toContainText('Sent');
  await ana.field.press('ArrowUp');
  await ana.field.fill('long, and thought over');
  await (await openMenu(ana, 'short')).getByRole('button', { name: /^Delete/ }).click();
  const question = ana.page.getByRole('dialog', { name: 'Delete this message?' });
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(ana.messages.last()).toContainText('Message deleted');
  await expect(ana.messages.last()).not.toContainText('Sent');
  await ana.field.press('Enter');
  await expect(ana.field).toHaveValue('long, and thought over');
});
