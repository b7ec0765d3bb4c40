/** Writing with help: names, emoji, commands; and what comes of a mention. */

import { expect, needNotifications, test } from './fixtures.ts';

test('a name is completed, its owner is called, and that is counted apart', async ({ server, somebody, tool }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/elsewhere`);
  await ana.enter(`${server.url}/r/mentions`);
  await bo.enter(`${server.url}/r/mentions`);
  await bo.page.getByRole('button', { name: 'Change your name' }).click();
  await bo.page.getByRole('textbox', { name: 'Your name' }).fill('Bo Ek');
  await bo.page.keyboard.press('Enter');
  await expect(ana.page.getByRole('complementary', { name: 'Members' })).toContainText('Bo Ek');
  await bo.enter(`${server.url}/r/elsewhere`);
  const link = bo.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: /mentions/ });

  await ana.field.pressSequentially('hello @b');
  const options = ana.page.getByRole('listbox', { name: 'Suggestions' });
  await expect(options.getByRole('option', { name: /Bo Ek/ })).toHaveAttribute('aria-selected', 'true');
  await expect(ana.page.getByRole('textbox', { name: 'Message to mentions' })).toBeFocused();
  await ana.page.keyboard.press('Enter');
  await expect(ana.field).toHaveValue('hello @Bo Ek ');
  await expect(options).toHaveCount(0);
  await ana.page.keyboard.press('Enter');
  await ana.say('and nobody in particular');
  await expect(ana.messages.filter({ hasText: 'hello' }).locator('.at')).toHaveText('@Bo Ek');
  await expect(link).toContainText('1 mention of you');
  await expect(link).toContainText('2 unread');
  await link.click();
  await expect(bo.page.locator('.message.called')).toHaveCount(1);
  await expect(bo.page.locator('.message.called')).toContainText('hello @Bo Ek');

  const hose = await tool('/ws/mentions');
  hose.say('mail bo@Bo.example');
  await expect(bo.messages.last()).toContainText('mail');
  await expect(bo.page.locator('.message.called')).toHaveCount(1);
});

test('an emoji is found by its name, in the list, the picker and between colons', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/emoji`);
  await ana.field.pressSequentially('well done :tad');
  await expect(ana.page.getByRole('option', { name: /:tada:/ })).toBeVisible();
  await ana.page.keyboard.press('Tab');
  await expect(ana.field).toHaveValue('well done 🎉 ');
  await ana.field.pressSequentially(':rocket:');
  await expect(ana.field).toHaveValue('well done 🎉 🚀');
  await ana.page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const picker = ana.page.getByRole('dialog', { name: 'Emoji' });
  await picker.getByRole('searchbox').fill('red heart');
  await picker.getByRole('button', { name: 'red heart' }).first().click();
  await expect(ana.field).toBeFocused();
  await expect(ana.field).toHaveValue('well done 🎉 🚀❤️');
});

test('an emoji is found by its Chinese name', async ({ server, somebody }) => {
  const an = await somebody({ locale: 'zh-CN' });
  await an.enter(`${server.url}/r/emoji-zh`);
  await an.page.getByRole('button', { name: '表情', exact: true }).click();
  const picker = an.page.getByRole('dialog', { name: '表情' });
  await picker.getByRole('searchbox').fill('火箭');
  await expect(picker.getByRole('button', { name: '火箭' }).first()).toBeVisible();
  await picker.getByRole('searchbox').press('Enter');
  await expect(an.field).toHaveValue('🚀');
});

test('commands do what they say, and an unknown one says so', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/commands`);
  const hose = await tool('/ws/commands?name=Hose');
  await ana.field.fill('/');
  await expect(ana.page.getByRole('option', { name: /^\/me/ })).toBeVisible();
  await ana.page.keyboard.press('ArrowUp');
  await expect(ana.page.getByRole('option', { name: '/help', selected: true })).toBeInViewport({ ratio: 1 });
  await ana.field.fill('');
  await ana.field.pressSequentially('/na');
  await expect(ana.page.getByRole('option', { name: /\/name/ })).toBeVisible();
  await ana.page.keyboard.press('Enter');
  await ana.field.pressSequentially('Ana');
  await ana.page.keyboard.press('Enter');
  await expect(ana.field).toHaveValue('');
  await expect(ana.page.getByRole('complementary', { name: 'Members' })).toContainText('Ana');

  await ana.say('/me waves to *all*');
  await expect(ana.messages.last()).toContainText('Ana waves to all');
  await expect.poll(() => hose.heard).toEqual(['/me waves to *all*']);
  await ana.say('/shrug');
  await expect(ana.messages.last()).toContainText('¯\\_(ツ)_/¯');
  await ana.say('/topic  Who waters the garden?');
  await expect(ana.page.getByRole('banner').or(ana.page.locator('.bar'))).toContainText('Who waters the garden?');

  await ana.field.fill('/dance');
  await ana.field.press('Enter');
  await expect(ana.page.getByText('There is no command /dance.')).toBeVisible();
  await expect(ana.field).toHaveValue('/dance');
  await ana.field.fill(`/topic ${'long '.repeat(41)}`);
  await ana.field.press('Enter');
  await expect(ana.page.getByText('Not changed: it is too long.')).toBeVisible();
  await ana.field.fill('/name');
  await ana.field.press('Enter');
  await expect(ana.page.getByText('Something is missing: /name <name>')).toBeVisible();
  await ana.say('//dance');
  await expect(ana.messages.last()).toContainText('/dance');
  await ana.say('//me not a deed');
  await expect(ana.messages.last().locator('.text')).toHaveText('/me not a deed');
  await expect(ana.messages.last().locator('.deed')).toHaveCount(0);
  await ana.say('/usr/bin is a path');
  await expect(ana.messages.last()).toContainText('/usr/bin is a path');

  await ana.field.fill('/help');
  await ana.field.press('Enter');
  await expect(ana.page.getByRole('dialog', { name: 'Keys and commands' })).toContainText('/topic <text>');
});

test('somebody muted is hidden for oneself alone, until shown again', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/muted`);
  const hose = await tool('/ws/muted?name=Hose');
  hose.say('drip');
  await expect(ana.messages.last()).toContainText('drip');
  await ana.say('/mute Hose');
  await expect(ana.messages.filter({ hasText: 'Message of somebody you muted' })).toHaveCount(1);
  // Not on the whole page: a screen reader may have been told of it before.
  await expect(ana.messages.filter({ hasText: 'drip' })).toHaveCount(0);
  await ana.page.reload();
  await ana.page.getByRole('button', { name: 'Show it' }).click();
  await expect(ana.messages.filter({ hasText: 'drip' })).toBeVisible();
  await ana.say('/unmute @Hose');
  hose.say('drop');
  await expect(ana.messages.last()).toContainText('drop');
});

test('a room is shared by link and by QR code', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.page.context().grantPermissions(['clipboard-write']);
  await ana.enter(`${server.url}/r/share`);
  await ana.page.getByRole('button', { name: 'Share this room' }).click();
  const dialog = ana.page.getByRole('dialog', { name: 'Share #share' });
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Link to this room' })).toHaveValue(`${server.url}/r/share`);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(ana.page.getByText('Link copied')).toBeVisible();
  await ana.field.press('ControlOrMeta+v');
  await expect(ana.field).toHaveValue(`${server.url}/r/share`);
});

test('notifications are asked for on a click, and come for what was chosen', async ({ server, somebody, tool }) => {
  const ana = await somebody({ permissions: ['notifications'] });
  // The system's own: the test listens at the only place where the page makes them.
  await ana.page.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    const { showNotification } = ServiceWorkerRegistration.prototype;
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      shown.push(`${title}: ${options?.body}`);
      return showNotification.call(this, title, options);
    };
  });
  await ana.enter(`${server.url}/r/bell`);
  await needNotifications(ana.page);
  await ana.page.getByRole('button', { name: 'Notifications: None' }).click();
  await ana.page.getByRole('radio', { name: 'Only when I am mentioned' }).check();
  await ana.page.keyboard.press('Escape');
  await ana.say('/name Ana');
  await expect(ana.page.getByRole('complementary', { name: 'Members' })).toContainText('Ana');
  await ana.enter(`${server.url}/r/bell-other`);
  await ana.page.evaluate(() => navigator.serviceWorker.ready);
  const hose = await tool('/ws/bell?name=Hose');
  // What came before the room was connected is no news.
  hose.say('water');
  await expect(ana.page.getByRole('link', { name: /bell .*1 unread/ })).toBeVisible();
  hose.say('**water** for @Ana');
  hose.say('more water');
  const shown = () => ana.page.evaluate(() => Reflect.get(globalThis, 'shown'));
  await expect.poll(shown).toEqual(['Hose · #bell: water for @Ana']);
});

test('what one is notified of is heard, once that was asked for', async ({ server, somebody, tool }) => {
  const ana = await somebody({ permissions: ['notifications'] });
  const { page } = ana;
  // The notes are the browser's own: the test counts them where they begin.
  await page.addInitScript(() => {
    Object.assign(globalThis, { notes: 0 });
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      Reflect.set(globalThis, 'notes', Reflect.get(globalThis, 'notes') + 1);
      start.call(this, when);
    };
  });
  const notes = () => page.evaluate(() => Reflect.get(globalThis, 'notes'));
  await ana.enter(`${server.url}/r/sound`);
  const hose = await tool('/ws/sound?name=Hose');
  await page.getByRole('button', { name: 'Notifications: None' }).click();
  await page.getByRole('radio', { name: 'All messages' }).check();
  await page.getByRole('checkbox', { name: /^With a sound/ }).check();
  // One hears what one chose.
  await expect.poll(notes).toBe(2);
  await page.keyboard.press('Escape');
  hose.say('in sight');
  await expect(ana.messages.last()).toContainText('in sight');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sound-elsewhere');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sound-elsewhere$/);
  hose.say('out of sight');
  await expect.poll(notes).toBe(4);
});

test('code has the colours of its language, and is the same text', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/code`);
  const hose = await tool('/ws/code');
  hose.say('```ts\nconst a = "b"; // c\n```\n```\nconst plain = 1;\n```');
  const [coloured, plain] = [ana.messages.last().locator('pre').first(), ana.messages.last().locator('pre').last()];
  await expect(coloured.locator('.c-kwd')).toHaveText('const');
  await expect(coloured.locator('.c-str')).toHaveText('"b"');
  await expect(coloured).toHaveText('const a = "b"; // c');
  await expect(plain).toHaveText('const plain = 1;');
  await expect(plain.locator('span')).toHaveCount(0);
});

test('in a narrow window the keys take no line of their own', async ({ server, somebody }) => {
  const ana = await somebody({ viewport: { width: 1000, height: 600 } });
  await ana.enter(`${server.url}/r/narrow`);
  const keys = ana.page.getByText('Enter sends');
  await expect(keys).toBeVisible();
  const gap = async () => {
    const box = await ana.page.locator('.composer .box').boundingBox();
    return 600 - (box?.y ?? 0) - (box?.height ?? 0);
  };
  const before = await gap();
  await ana.page.setViewportSize({ width: 600, height: 600 });
  await expect(keys).toBeHidden();
  expect(await gap()).toBeLessThan(before - 16);
  // A line that has something to say is there.
  await ana.field.fill('x'.repeat(3_990));
  await expect(ana.page.getByText('10 left')).toBeVisible();
});
