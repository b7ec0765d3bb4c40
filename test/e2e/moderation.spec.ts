/** Moderation: roles, silence, bans, locks, settings and export. */

import { readFile } from 'node:fs/promises';
import { startServer } from '../support/server.ts';
import { expect, type Person, PHONE, test } from './fixtures.ts';

/** Opens the menu of a member. */
async function manage(person: Person, name: string) {
  await person.page.getByRole('complementary', { name: 'Members' }).getByRole('button', { name }).click();
  return person.page.getByRole('dialog', { name: `Actions for ${name}` });
}

async function enterAs(person: Person, url: string, name: string): Promise<void> {
  await person.enter(url);
  await person.say(`/name ${name}`);
  await expect(person.page.getByRole('button', { name: new RegExp(`^${name}.*Change your name$`) })).toBeVisible();
}

/** The page offers nothing that the room would refuse, and what it says is true. */
async function expectOutside({ page, field }: Person, state: string): Promise<void> {
  await expect(page.locator('.self small')).toHaveText(state);
  await expect(page.getByRole('navigation', { name: 'Rooms' }).locator('[aria-current]')).toContainText(state);
  await expect(page.getByText(/No connection|Not connected/)).toHaveCount(0);
  await expect(field).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Members' })).toHaveCount(0);
  for (const name of [
    'Search this room',
    'Room settings',
    /^Notifications/,
    /^Members/,
    'Choose a name',
    'Reply',
    'React',
  ])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog', { name: /^Search/ })).toHaveCount(0);
}

test('an owner silences members, appoints moderators, and deletes other members’ messages', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await enterAs(ana, `${server.url}/r/order`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await enterAs(bo, `${server.url}/r/order`, 'Bo');
  await bo.say('something rude');
  await expect(ana.messages.last()).toContainText('something rude');

  await ana.messages.last().hover();
  await ana.page.getByRole('button', { name: 'More', exact: true }).click();
  await ana.page.getByRole('button', { name: /^Delete/ }).click();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(bo.messages.last()).toContainText('Message deleted');

  await (await manage(ana, 'Bo')).getByRole('button', { name: 'Silence Bo' }).click();
  await ana.page.getByRole('dialog').getByRole('radio', { name: '10 minutes' }).check();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Silence', exact: true }).click();
  for (const person of [ana, bo]) await expect(person.page.locator('.notices').last()).toContainText('Ana silenced Bo');
  await expect(bo.page.getByText(/^You’re silenced until/)).toBeVisible();
  await bo.say('hello?');
  await expect(bo.messages.last()).toContainText('Not sent: you’re silenced in this room.');

  // An action that the room would refuse isn't offered, even if the page didn't see the reason happen.
  await ana.page.reload();
  await expect((await manage(ana, 'Bo')).getByRole('button', { name: 'Unsilence' })).toBeVisible();
  await expect(ana.page.getByRole('button', { name: /^Make/ })).toHaveCount(0);
  await ana.page.keyboard.press('Escape');
  await ana.field.fill('/op Bo');
  await ana.field.press('Enter');
  await expect(ana.page.getByText(/^Bo is silenced\. Use \/unsilence first/)).toBeVisible();
  await ana.field.fill('');
  await (await manage(ana, 'Bo')).getByRole('button', { name: 'Unsilence' }).click();
  await expect(bo.page.getByText(/^You’re (permanently )?silenced/)).toHaveCount(0);
  await (await manage(ana, 'Bo')).getByRole('button', { name: 'Make a moderator' }).click();
  await expect(bo.page.getByRole('button', { name: 'Room settings' })).toBeVisible();
  await expect(bo.page.locator('.notices').last()).toContainText('Ana made Bo a moderator');

  // The old refusal is in the past tense, at the end of the list and below newer messages.
  const refused = bo.messages.filter({ hasText: 'hello?' });
  await expect(refused).toContainText('Not sent: you were silenced at the time. You can send it now.');
  await bo.page.reload();
  await expect(refused).toContainText('You can send it now.');
  await bo.say('I can speak again');
  await expect(bo.messages.last()).toContainText('hello?');
  await bo.page.clock.setFixedTime(Date.now() + 86_400_000);
  await bo.page.reload();
  await expect(refused.locator('time')).toContainText(String(new Date().getFullYear()));
  await refused.getByRole('button', { name: 'Retry' }).click();
  await expect(ana.messages.last()).toContainText('hello?');

  // The log links to the place of the deleted message, because its number means nothing to people.
  await ana.page.getByRole('button', { name: 'Room settings' }).click();
  await ana.page.locator('[aria-describedby=setting-audit]').click();
  await ana.page.getByRole('button', { name: 'deleted a message by Bo' }).click();
  await expect(ana.page.locator('article:focus')).toContainText('Message deleted');
});

test('a moderator steps down, on a wide screen and on a phone', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await enterAs(ana, `${server.url}/r/down`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await enterAs(bo, `${server.url}/r/down`, 'Bo');
  for (const isWide of [true, false]) {
    await (await manage(ana, 'Bo')).getByRole('button', { name: 'Make a moderator' }).click();
    await expect(bo.page.getByRole('button', { name: 'Room settings' })).toBeVisible();
    if (isWide) await (await manage(bo, 'Bo')).getByRole('button', { name: 'Step down' }).click();
    else {
      await bo.page.setViewportSize({ width: 400, height: 800 });
      await bo.page.locator('.members-toggle').click();
      await bo.page.getByRole('button', { name: 'Actions for Bo' }).click();
      await bo.page.getByRole('button', { name: 'Step down' }).click();
    }
    await expect(ana.page.locator('.notices').last()).toContainText('Bo');
    await expect(bo.page.getByRole('button', { name: 'Room settings' })).toHaveCount(0);
  }
});

test('a silenced member is told so until the silence ends', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await bo.page.clock.install();
  await enterAs(ana, `${server.url}/r/order-time`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await enterAs(bo, `${server.url}/r/order-time`, 'Bo');
  await (await manage(ana, 'Bo')).getByRole('button', { name: 'Silence Bo' }).click();
  await ana.page.getByRole('dialog').getByRole('radio', { name: '10 minutes' }).check();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(bo.page.getByText(/^You’re silenced until/)).toBeVisible();
  await bo.page.clock.fastForward('11:00');
  await expect(bo.page.getByText(/^You’re (permanently )?silenced/)).toHaveCount(0);
});

test('a ban lasts until it is lifted in the moderation log', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await enterAs(ana, `${server.url}/r/bans`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('Sent');
  await enterAs(bo, `${server.url}/r/bans`, 'Bo');
  await bo.messages.last().focus();
  await bo.page.keyboard.press('+');
  await bo.page.getByRole('dialog').getByRole('button', { name: '👍' }).first().click();
  await expect(bo.page.getByRole('button', { name: /^👍/ })).toBeEnabled();
  await expect(bo.page.getByRole('button', { name: 'Add reaction' })).toBeEnabled();
  await ana.say('/ban Bo forever');
  await expect(bo.page.getByText('You’re permanently banned from this room.')).toBeVisible();
  await expect(bo.page.locator('.notices').last()).toHaveText(/Ana banned Bo permanently, 1 here$/);
  await expect(ana.page.locator('.notices').last()).toHaveText(/Ana banned Bo permanently, 1 here$/);
  await expect(ana.page.locator('.notices').last()).not.toContainText('was banned');
  for (const again of [false, true]) {
    if (again) await bo.page.reload();
    await expect(bo.page.getByText('You’re permanently banned from this room.')).toBeVisible();
    await expectOutside(bo, 'Banned');
    if (again) continue;
    // Reactions are visible but can't be changed.
    await expect(bo.page.getByRole('button', { name: /^👍/ })).toBeDisabled();
    await expect(bo.page.getByRole('button', { name: 'Add reaction' })).toHaveCount(0);
  }

  await ana.page.getByRole('button', { name: 'Room settings' }).click();
  await ana.page.getByRole('button', { name: 'Show', description: 'Moderation log' }).click();
  const audit = ana.page.getByRole('dialog', { name: 'Moderation log' });
  await expect(audit).toContainText('Ana banned Bo permanently');
  await expect(audit.getByRole('listitem').filter({ hasText: 'Unban' })).toContainText('permanently');
  await audit.getByRole('button', { name: 'Unban' }).click();
  await expect(audit.getByRole('button', { name: 'Unban' })).toHaveCount(0);
  await bo.page.getByRole('button', { name: 'Reconnect' }).click();
  await expect(bo.page.getByText('Connected', { exact: true })).toBeVisible();
});

test('a command that bans or silences states the duration, or asks for it', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await enterAs(ana, `${server.url}/r/lasting`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await enterAs(bo, `${server.url}/r/lasting`, 'Bo Li');
  const last = ana.page.locator('.notices').last();
  await ana.say('/silence Bo Li 10m');
  await expect(last).toHaveText(/Ana silenced Bo Li until \d.*, 2 here$/);
  await expect(bo.page.getByText(/^You’re silenced until \d/)).toBeVisible();

  await ana.say('/silence Bo Li');
  const silence = ana.page.getByRole('dialog', { name: 'Silence Bo Li' });
  await silence.getByRole('radio', { name: 'Permanently' }).check();
  await silence.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(last).toHaveText(/Ana silenced Bo Li permanently, 2 here$/);
  await expect(bo.page.getByText(/^You’re permanently silenced/)).toBeVisible();

  await ana.say('/ban Bo');
  const ban = ana.page.getByRole('dialog', { name: 'Ban Bo Li' });
  await ban.getByRole('button', { name: 'Cancel' }).click();
  await expect(ana.field).toBeFocused();
  await ana.say('/ban @Bo Li 1 day');
  await expect(last).toHaveText(/Ana banned Bo Li until \d.*, 1 here$/);
  await expect(bo.page.getByText(/^You’re banned from this room until \d/)).toBeVisible();
});

test('a menu about a member closes when the member leaves, and stays closed when they return', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody({ viewport: { width: 390, height: 844 } })];
  await enterAs(ana, `${server.url}/r/gone`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await bo.page.goto(`${server.url}/r/gone`);
  await bo.say('/name Bo');
  const menu = await manage(ana, 'Bo');
  await expect(menu).toBeVisible();
  await bo.page.getByRole('button', { name: 'Room actions' }).click();
  await bo.page.getByRole('button', { name: 'Leave gone' }).click();
  await expect(menu).toHaveCount(0);

  await bo.page.goto(`${server.url}/r/gone`);
  await bo.page.getByRole('button', { name: /^Members/ }).click();
  const dialog = bo.page.getByRole('dialog');
  await expect(dialog).toContainText('Ana');
  await expect(ana.page.getByRole('complementary', { name: 'Members' })).toContainText('Bo');
  await expect(ana.page.getByRole('dialog')).toHaveCount(0);
  await ana.say('/kick Bo');
  await expect(bo.page.getByText('A moderator removed you from this room.')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await bo.page.getByRole('button', { name: 'Reconnect' }).click();
  await expect(bo.field).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'Members, 2 here' })).toBeVisible();
  await expect(dialog).toHaveCount(0);

  await bo.page.getByRole('button', { name: 'Search this room' }).click();
  await expect(dialog).toBeVisible();
  await expect(ana.page.getByRole('complementary', { name: 'Members' })).toContainText('Bo');
  await ana.say('/kick Bo');
  await expect(bo.page.getByText('A moderator removed you from this room.')).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test('a banned member sees when the ban ends and that it has ended, and a removed member may return', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await bo.page.clock.install();
  await enterAs(ana, `${server.url}/r/ban-time`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await bo.enter(`${server.url}/r/ban-time`);
  await expect(bo.page.getByRole('button', { name: 'Choose a name' })).toBeVisible();
  const expel = async (what: string) => {
    await ana.page
      .getByRole('complementary', { name: 'Members' })
      .getByRole('button', { name: /^guest-/ })
      .click();
    await ana.page.getByRole('button', { name: new RegExp(`^${what} guest-`) }).click();
  };
  await expel('Remove');
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(bo.page.getByText('A moderator removed you from this room.')).toBeVisible();
  await expectOutside(bo, 'Removed from the room');
  await bo.page.getByRole('button', { name: 'Reconnect' }).click();
  await expect(bo.field).toBeFocused();

  await expel('Ban');
  await ana.page.getByRole('dialog').getByRole('radio', { name: '10 minutes' }).check();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Ban', exact: true }).click();
  for (const again of [false, true]) {
    if (again) await bo.page.reload();
    await expect(bo.page.getByText(/^You’re banned from this room until \d/)).toBeVisible();
    await expectOutside(bo, 'Banned');
  }
  await bo.page.clock.fastForward('11:00');
  await expect(bo.page.getByText('Your ban from this room has ended.')).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'Reconnect' })).toBeVisible();
});

test('a locked room asks for its passphrase, and its invite link contains the key', async ({ server, somebody }) => {
  const [ana, bo, cy] = [await somebody(), await somebody(), await somebody()];
  const dee = await somebody(PHONE);
  const url = `${server.url}/r/secret`;
  await enterAs(ana, url, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('Sent');
  await ana.field.fill('/lock password1234');
  await ana.field.press('Enter');
  await expect(ana.page.getByText(/^Too easy to guess/)).toBeVisible();
  await expect(ana.field).toHaveValue('/lock password1234');
  await ana.say('/lock sesame under the lime tree');
  await expect(ana.page.locator('.bar').getByText(/^Locked:/)).toBeAttached();
  await ana.page.getByRole('button', { name: 'Share this room' }).click();
  const link = await ana.page.getByRole('textbox', { name: 'Link to this room' }).inputValue();
  expect(link).toMatch(/\/r\/secret#key=[\w-]{43}$/);

  // On a phone, people read first after joining. Focus in the field would raise the keyboard.
  await dee.page.goto(url);
  const asked = dee.page.getByRole('dialog', { name: '#secret is locked' });
  await asked.getByLabel('Passphrase').fill('sesame under the lime tree');
  await asked.getByRole('button', { name: 'Join' }).tap();
  await expect(dee.messages).toContainText(['my room']);
  expect(await dee.page.evaluate(() => document.activeElement?.closest('.scroller') !== null)).toBe(true);
  await dee.page.close();

  // The reason is explained by a late part. Until then, the page must not blame the connection.
  const gate = Promise.withResolvers<void>();
  await bo.page.route(/assets\/late-/, async (route) => {
    await gate.promise;
    await route.continue();
  });
  await bo.page.goto(url);
  await expect(bo.page.getByRole('heading', { name: 'secret' })).toBeVisible();
  await expect(bo.field).toHaveCount(0);
  await expect(bo.page.getByText(/No connection/)).toHaveCount(0);
  gate.resolve();
  const prompt = bo.page.getByRole('dialog', { name: '#secret is locked' });
  await expect(prompt).toBeVisible();
  await expect(bo.page.getByText('Joining…')).toHaveCount(0);
  await bo.page.keyboard.press('Escape');
  await expect(prompt).toHaveCount(0);
  await expectOutside(bo, 'Locked');
  await bo.page.getByRole('button', { name: 'Enter passphrase' }).click();
  await prompt.getByLabel('Passphrase').fill('wrong');
  await prompt.getByRole('button', { name: 'Join' }).click();
  await expect(prompt.getByRole('alert')).toHaveText('Wrong passphrase, or it has been changed.');
  // The typed text is still there, to be corrected or overwritten.
  await expect(prompt.getByLabel('Passphrase')).toBeFocused();
  await expect(prompt.getByLabel('Passphrase')).toHaveValue('wrong');
  expect(
    await prompt
      .getByLabel('Passphrase')
      .evaluate((input: HTMLInputElement) => [input.selectionStart, input.selectionEnd]),
  ).toEqual([0, 5]);
  await prompt.getByLabel('Passphrase').fill('sesame under the lime tree');
  await prompt.getByRole('button', { name: 'Join' }).click();
  await expect(bo.page.getByText('Connected', { exact: true })).toBeVisible();
  await expect(bo.field).toBeFocused();
  await expect(bo.field).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'Search this room' })).toBeVisible();
  await bo.page.reload();
  await expect(bo.page.getByText('Connected', { exact: true })).toBeVisible();

  await cy.enter(link);
  expect(cy.page.url()).toBe(url);
});

test('only people with the right may change settings, and a room can be exported as text', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await enterAs(ana, `${server.url}/r/rules`, 'Ana');
  await ana.say('to be kept');
  await expect(ana.messages.last()).toContainText('Sent');
  await bo.enter(`${server.url}/r/rules`);
  await expect(bo.page.getByRole('button', { name: 'Room settings' })).toHaveCount(0);
  await ana.page.getByRole('button', { name: 'Room settings' }).click();
  const settings = ana.page.getByRole('dialog', { name: 'Settings for #rules' });
  await settings.getByLabel('Slow mode').selectOption('One message every 1 min');
  await expect(bo.page.getByText('Slow mode: one message every 1 min')).toBeVisible();
  const download = ana.page.waitForEvent('download');
  await settings.getByRole('button', { name: 'Text' }).click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('to be kept');
  await settings.getByLabel('Topic').fill('Be brief');
  await settings.getByLabel('Topic').press('Enter');
  await expect(bo.page.locator('.topic')).toHaveText('Be brief');
});

test('each setting is saved on change and says so, and nobody’s change is overwritten unseen', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await enterAs(ana, `${server.url}/r/saving`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await enterAs(bo, `${server.url}/r/saving`, 'Bo');
  await (await manage(ana, 'Bo')).getByRole('button', { name: 'Make a moderator' }).click();
  await expect(bo.page.getByRole('button', { name: 'Room settings' })).toBeVisible();

  await ana.page.getByRole('button', { name: 'Room settings' }).click();
  const settings = ana.page.getByRole('dialog', { name: 'Settings for #saving' });
  const saved = settings.getByRole('status').filter({ hasText: 'Saved' });
  const topic = settings.getByLabel('Topic');
  await settings.getByLabel('Slow mode').selectOption('One message every 10 s');
  await expect(saved).toHaveCount(1);
  // Leaving the field saves it, and Esc restores the old value.
  await topic.fill('Tea');
  await settings.getByLabel('Slow mode').focus();
  await expect(saved).toHaveCount(2);
  await expect(bo.page.locator('.topic')).toHaveText('Tea');
  await topic.fill('Coffee');
  await topic.press('Escape');
  await expect(settings).toHaveCount(0);
  await expect(ana.page.locator('.topic')).toHaveText('Tea');

  await ana.page.getByRole('button', { name: 'Room settings' }).click();
  await topic.fill('Coffee');
  await bo.say('/topic Cocoa');
  await expect(ana.page.locator('.topic')).toHaveText('Cocoa');
  await topic.press('Enter');
  await expect(settings.getByRole('alert').filter({ hasText: 'changed the topic to “Cocoa”' })).toBeVisible();
  await expect(bo.page.locator('.topic')).toHaveText('Cocoa');
  await topic.press('Enter');
  await expect(bo.page.locator('.topic')).toHaveText('Coffee');

  // The moderation log leads back to where it was opened from.
  await bo.page.getByRole('button', { name: 'Room settings' }).click();
  const others = bo.page.getByRole('dialog', { name: 'Settings for #saving' });
  await others.getByRole('button', { name: 'Show', description: 'Moderation log' }).click();
  const audit = bo.page.getByRole('dialog', { name: 'Moderation log' });
  await expect(audit).toContainText('set the topic to “Coffee”');
  await audit.getByRole('button', { name: 'Back' }).click();
  await expect(others.getByRole('button', { name: 'Show', description: 'Moderation log' })).toBeFocused();
  await bo.page.keyboard.press('Escape');
  await expect(bo.page.getByRole('button', { name: 'Room settings' })).toBeFocused();
});

test('locking requires a strong passphrase, generates one on request, and confirms', async ({ server, somebody }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.page.context().grantPermissions(['clipboard-write']);
  await enterAs(ana, `${server.url}/r/worth`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('Sent');
  await ana.page.getByRole('button', { name: 'Room settings' }).click();
  const settings = ana.page.getByRole('dialog', { name: 'Settings for #worth' });
  const field = settings.locator('#setting-lock');
  await field.fill('abc');
  await field.press('Enter');
  await expect(settings.getByRole('alert').filter({ hasText: 'add 9 more characters' })).toBeVisible();
  await expect(field).toHaveValue('abc');
  await settings.getByRole('button', { name: 'Generate' }).click();
  await expect(field).toHaveAttribute('type', 'text');
  const passphrase = await field.inputValue();
  expect(passphrase).toMatch(/^(?:[a-z]{4}-){4}[a-z]{4}$/);
  await settings.getByRole('button', { name: 'Copy passphrase' }).click();
  await expect(settings.getByText('Text copied')).toBeVisible();
  await field.fill('');
  await field.press('ControlOrMeta+v');
  await expect(field).toHaveValue(passphrase);
  await settings.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(settings.getByRole('status').filter({ hasText: /^Locked\. Anyone with the invite link/ })).toBeVisible();
  await settings.getByRole('button', { name: 'Copy invite link' }).click();
  await expect(settings.getByText('Link copied')).toBeVisible();

  await bo.page.goto(`${server.url}/r/worth`);
  const prompt = bo.page.getByRole('dialog', { name: '#worth is locked' });
  await prompt.getByLabel('Passphrase').fill(passphrase);
  await prompt.getByRole('button', { name: 'Show' }).click();
  await expect(prompt.getByLabel('Passphrase')).toHaveAttribute('type', 'text');
  await prompt.getByRole('button', { name: 'Join' }).click();
  await expect(bo.page.getByText('Connected', { exact: true })).toBeVisible();
  await settings.getByRole('button', { name: 'Unlock' }).click();
  await expect(settings.getByRole('status').filter({ hasText: /^Unlocked/ })).toBeVisible();
  await ana.page.keyboard.press('Escape');
  await ana.field.press('ControlOrMeta+v');
  await expect(ana.field).toHaveValue(/\/r\/worth#/);
});

test('in slow mode a message says when it will be sent, and is sent by itself and in order, even after a reload', async ({
  server,
  somebody,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await enterAs(ana, `${server.url}/r/slowly`, 'Ana');
  await ana.say('my room');
  await expect(ana.messages.last()).toContainText('owner');
  await ana.say('/slow 6');
  await enterAs(bo, `${server.url}/r/slowly`, 'Bo');
  await expect(bo.page.getByText('Slow mode: one message every 6 s')).toBeVisible();
  for (const text of ['first', 'second', 'third', 'fourth']) await bo.say(text);
  const row = (text: string) => bo.messages.filter({ hasText: text });
  await expect(row('second')).toContainText(/Slow mode: sends in \d s/);
  await expect(row('third')).toContainText(/Sends in \d+ s/);
  await expect(bo.page.getByText(/Slow mode: 3 messages waiting, the first sends in \d s/)).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'Edit again' })).toHaveCount(0);
  await expect(bo.messages.getByText('Not sent')).toHaveCount(0);
  await row('fourth').getByRole('button', { name: 'Delete' }).click();
  await bo.page.reload();
  await expect(row('second')).toContainText(/[Ss]ends in \d s/);
  await expect.poll(() => ana.texts(), { timeout: 20_000 }).toEqual(['my room', 'first', 'second']);
  await expect(row('third')).toContainText(/Slow mode: sends in \d s/);
  await row('third').getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(row('third')).toHaveCount(0);
  await expect(bo.field).toHaveValue('third');
  await expect(bo.field).toBeFocused();
});

test('a full room says so, and lets people in once somebody leaves', async ({ somebody }) => {
  const server = await startServer({ vars: { RATE_LIMITS: 'off', MAX_MEMBERS: '1' } });
  try {
    const [ana, bo] = [await somebody(), await somebody()];
    await ana.enter(`${server.url}/r/full`);
    await bo.page.goto(`${server.url}/r/full`);
    const banner = bo.page.getByRole('status').filter({ hasText: 'The room is full.' });
    await expect(banner).toBeVisible();
    await ana.page.getByRole('button', { name: 'Leave full' }).click();
    // The client retries by itself after some seconds.
    await expect(bo.page.getByText('Connected', { exact: true })).toBeVisible({ timeout: 45_000 });
    await expect(banner).toHaveCount(0);
  } finally {
    await server.stop();
  }
});
