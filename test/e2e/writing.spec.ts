/** Help while writing: names, emoji, commands and files, and the effects of a mention. */

import { fileURLToPath } from 'node:url';
import { expect, needWholeBrowser, test } from './fixtures.ts';
import { Writer } from './support/writer.ts';

test('completing a name mentions its owner, and mentions are counted separately', async ({
  server,
  somebody,
  tool,
}) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/called-elsewhere`);
  await ana.enter(`${server.url}/r/mentions`);
  await bo.enter(`${server.url}/r/mentions`);
  await bo.page.getByRole('button', { name: 'Change your name' }).click();
  await bo.page.getByRole('textbox', { name: 'Your name' }).fill('Bo Ek');
  await bo.page.keyboard.press('Enter');
  await expect(ana.page.getByRole('complementary', { name: 'Members' })).toContainText('Bo Ek');
  await bo.enter(`${server.url}/r/called-elsewhere`);
  const link = bo.roomLink(/mentions/);

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
  await expect(link).toContainText('1 mention or reply');
  await expect(link).toContainText('2 unread');
  await link.click();
  await expect(bo.page.locator('.message.called')).toHaveCount(1);
  await expect(bo.page.locator('.message.called')).toContainText('hello @Bo Ek');

  const hose = await tool('/ws/mentions');
  hose.say('mail bo@Bo.example');
  await expect(bo.messages.last()).toContainText('mail');
  await expect(bo.page.locator('.message.called')).toHaveCount(1);
});

test('a mention counts exactly where it is highlighted', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  const { page } = ana;
  await ana.enter(`${server.url}/r/called-other`);
  await ana.enter(`${server.url}/r/called`);
  await ana.say('/name 민수');
  await expect(page.getByRole('complementary', { name: 'Members' })).toContainText('민수');
  const hose = await tool('/ws/called?name=Hose');
  const says = (): void => {
    for (const text of [
      '@민수님, 안녕하세요',
      `decomposed: ${'@민수'.normalize('NFD')}`,
      '> @민수',
      '`@민수`',
      '```\n@민수\n```',
      'https://a.example/@민수',
      '[@민수](https://a.example)',
      'ping\\@민수',
      'the last one',
    ])
      hose.say(text);
  };
  says();
  await expect(ana.messages.last()).toContainText('the last one');
  await expect(page.locator('article.called')).toHaveCount(3);
  await expect(page.locator('article.called .at.mine')).toHaveCount(3);
  await expect(page.locator('.at.mine')).toHaveCount(3);
  await expect(page.locator('article.called').first()).toContainText('@민수님, 안녕하세요');

  await page.getByRole('link', { name: /called-other/ }).click();
  says();
  await expect(page.getByRole('link', { name: /^called .*9 unread/ })).toContainText('3 mentions or replies');
});

test('an emoji is found by name, in the list, the picker and between colons', async ({ server, somebody }) => {
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

test('recent emoji come first, one skin tone applies to all, and unsupported emoji are left out', async ({
  server,
  somebody,
}) => {
  // The first picker opens in a short window, before its emoji have loaded.
  const ana = await somebody({ viewport: { width: 1100, height: 750 }, serviceWorkers: 'block' });
  const { page } = ana;
  const gate = Promise.withResolvers<void>();
  await page.route(/\/assets\/emoji-en-.*\.js$/, async (route) => {
    await gate.promise;
    const response = await route.fetch();
    // An emoji of a future Unicode version, and an emoji that is drawn as its parts.
    const table = await response.text();
    const body = table.replace('😀', '\u{1FFFE}\\tnot drawn\\n🎉\u200d🚀\\tin two parts\\n😀');
    expect(body).not.toBe(table);
    await route.fulfill({ response, body });
  });
  await ana.enter(`${server.url}/r/emoji-own`);
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await expect(picker).toBeVisible();
  const place = await picker.boundingBox();
  gate.resolve();
  await expect(picker.getByRole('group', { name: 'Emoji' }).getByRole('button').nth(20)).toBeVisible();
  expect(await picker.boundingBox()).toEqual(place);
  await picker.getByRole('searchbox').fill('nothing of this name');
  await expect(picker.getByRole('status')).toHaveText('No emoji found.');
  expect(await picker.boundingBox()).toEqual(place);
  await picker.getByRole('searchbox').fill('');
  await expect(picker).toBeInViewport({ ratio: 1 });
  await expect(picker.getByRole('button', { name: /not drawn|in two parts/ })).toHaveCount(0);
  await expect(picker.getByRole('group', { name: 'Recently used' })).toHaveCount(0);
  await picker.getByRole('combobox', { name: 'Skin tone' }).selectOption({ label: '✋🏽 Medium' });
  await picker.getByRole('searchbox').fill('waving hand');
  await picker.getByRole('searchbox').press('Enter');
  await expect(ana.field).toHaveValue('👋🏽');
  await ana.field.pressSequentially(':rocket:');
  await ana.field.pressSequentially(' :thumbsu');
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('👍🏽');
  await page.keyboard.press('Enter');
  await expect(ana.field).toHaveValue('👋🏽🚀 👍🏽 ');
  await page.keyboard.press('Enter');
  await expect(ana.messages.last()).toContainText('Sent');

  await page.reload();
  await expect(ana.messages.last()).toContainText('🚀');
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  await expect(picker.getByRole('group', { name: 'Recently used' }).getByRole('button')).toHaveText([
    '👍🏽',
    '🚀',
    '👋🏽',
  ]);
  await picker.getByRole('searchbox').press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(picker.getByRole('group', { name: 'Emoji' }).getByRole('button').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(ana.field).toHaveValue('🚀');
  await ana.field.fill('');
  await ana.field.pressSequentially('so :ha');
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('👋🏽');
  await ana.field.fill('');
  await ana.messages.last().hover();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const quick = page.getByRole('dialog').getByRole('group', { name: 'React' }).getByRole('button');
  await expect(quick).toHaveText(['🚀', '👍🏽', '👋🏽', '❤️', '😂', '🎉', '']);
  await quick.nth(3).click();
  await expect(ana.messages.last().getByRole('button', { name: '❤️: 1 person' })).toBeVisible();
});

test('a dropped or pasted file is refused with a notice, and text is accepted as usual', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  const { page } = ana;
  const notice = page.getByText(/^You can’t send files yet/);
  const cdp = await page.context().newCDPSession(page);
  /** Drags something from outside the browser and drops it. */
  const drop = async (onto: { x: number; y: number }, data: object): Promise<void> => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await cdp.send('Input.dispatchDragEvent', { type, ...onto, data: { items: [], dragOperationsMask: 1, ...data } });
  };
  const middle = async (selector: string) => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await page.locator(selector).boundingBox()) ?? {};
    return { x: x + width / 2, y: y + height / 2 };
  };
  const files = [fileURLToPath(import.meta.url)];
  await ana.enter(`${server.url}/r/files`);
  await ana.field.fill('draft');
  for (const selector of ['.scroller', '.composer textarea', '.sidebar']) {
    await drop(await middle(selector), { files });
    await expect(notice).toBeVisible();
  }
  // The notice is visible once, even above the picker beside the field.
  await page.getByRole('button', { name: 'Emoji' }).click();
  await expect(page.locator('.grid button').first()).toBeVisible();
  await drop(await middle('.picker .grids'), { files });
  await expect(notice.filter({ visible: true })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${server.url}/r/files`);
  await expect(ana.field).toHaveValue('draft');
  await ana.field.fill('');
  await drop(await middle('.composer textarea'), { items: [{ mimeType: 'text/plain', data: 'dragged' }] });
  await expect(ana.field).toHaveValue('dragged');

  /** Pastes as the browser reports a person's paste. */
  const paste = (text: string, html: string) =>
    ana.field.evaluate(
      async (field, [text, html]) => {
        const picture = await new Promise<Blob | null>((resolve) =>
          Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).toBlob(resolve),
        );
        const parts: Record<string, string | Blob> = {};
        if (text) parts['text/plain'] = text;
        if (html) parts['text/html'] = html;
        if (picture) parts['image/png'] = picture;
        await navigator.clipboard.write([new ClipboardItem(parts)]);
        field.focus();
      },
      [text, html] as const,
    );
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await ana.field.fill('');
  await page.reload();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  await paste('cells of a table', '<table><tr><td>cells of a table</td></tr></table>');
  await ana.field.press('ControlOrMeta+v');
  await expect(ana.field).toHaveValue('cells of a table');
  await expect(notice).toHaveCount(0);
  await paste('', '<img src="https://example.com/a.png">');
  await ana.field.press('ControlOrMeta+v');
  await expect(notice).toBeVisible();
  await expect(ana.field).toHaveValue('cells of a table');

  // The notice is shown in front of a dialog.
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog');
  await drop(await middle('dialog[open]'), { files });
  await expect(dialog.getByRole('alert').filter({ hasText: 'You can’t send files yet' })).toBeVisible();
  await page.goto(server.url);
  await drop(await middle('.home main'), { files });
  await expect(notice).toBeVisible();
  await expect(page).toHaveURL(`${server.url}/`);
});

test('without field-sizing the field is as tall as its text, even after the window becomes narrow', async ({
  server,
  somebody,
}) => {
  const ana = await somebody({ viewport: { width: 1000, height: 700 } });
  // Simulates browsers that don't support `field-sizing` yet.
  await ana.page.addInitScript(() => {
    const { supports } = CSS;
    CSS.supports = (...args: [string, string?]) => args[0] !== 'field-sizing' && Reflect.apply(supports, CSS, args);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('textarea { field-sizing: fixed !important; }');
    document.adoptedStyleSheets.push(sheet);
  });
  await ana.enter(`${server.url}/r/narrower`);
  await ana.field.fill('words and words and words '.repeat(4));
  const hidden = () => ana.field.evaluate((field) => field.scrollHeight - field.clientHeight);
  const before = (await ana.field.boundingBox())?.height ?? 0;
  expect(await hidden()).toBe(0);
  await ana.page.setViewportSize({ width: 420, height: 700 });
  await expect.poll(async () => (await ana.field.boundingBox())?.height ?? 0).toBeGreaterThan(before);
  await expect.poll(hidden).toBe(0);
  await ana.page.setViewportSize({ width: 1000, height: 700 });
  await expect.poll(async () => (await ana.field.boundingBox())?.height).toBe(before);
});

test('commands work, and an unknown one is reported', async ({ server, somebody, tool }) => {
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

  // Without an argument, the command says what is missing, and doesn't remove the topic.
  await ana.field.pressSequentially('/topic');
  await ana.field.press('Enter');
  await ana.field.press('Enter');
  await expect(
    ana.page.getByText('Incomplete command. Usage: /topic <text> (Set the room’s topic; - removes it)'),
  ).toBeVisible();
  await expect(ana.page.locator('.bar')).toContainText('Who waters the garden?');
  // A change to the present value isn't announced to anybody.
  for (const line of ['/topic Who waters the garden?', '/slow 0', '/unlock', '/deop Hose', '/ｓｌｏｗ ０']) {
    await ana.field.fill(line);
    await ana.field.press('Enter');
    await expect(ana.page.getByText(/It’s already set that way|Hose has no role/)).toBeVisible();
  }
  await ana.field.fill('/mute ana');
  await ana.field.press('Enter');
  await expect(ana.page.getByText('You can’t do this to yourself.')).toBeVisible();
  await ana.field.fill('');
  // The suggestions disappear with the text that they would complete.
  await ana.field.pressSequentially('/topic -');
  await ana.field.press('Enter');
  await expect(ana.page.locator('.bar')).not.toContainText('Who waters');
  await ana.field.pressSequentially('@Hose');
  await expect(ana.page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
  await ana.field.press('Enter');
  await expect(ana.field).toHaveValue('');
  await expect(ana.page.getByRole('listbox', { name: 'Suggestions' })).toHaveCount(0);
  // A message in transit can't be edited.
  await expect(ana.messages.last().locator('.receipt')).toBeAttached();
  await ana.field.press('ArrowUp');
  await expect(ana.field).toHaveValue('@Hose');
  await ana.field.press('Escape');
  await ana.say('／me 你好');
  await expect(ana.messages.last()).toContainText('Ana 你好');

  await ana.field.fill('/dance');
  await ana.field.press('Enter');
  await expect(ana.page.getByText('Unknown command /dance.')).toBeVisible();
  await expect(ana.field).toHaveValue('/dance');
  await ana.field.fill(`/topic ${'long '.repeat(41)}`);
  await ana.field.press('Enter');
  await expect(ana.page.getByText('Not changed: the text is too long.')).toBeVisible();
  await ana.field.fill('/name');
  await ana.field.press('Enter');
  await expect(ana.page.getByText('Incomplete command. Usage: /name <name>')).toBeVisible();
  await ana.say('//dance');
  await expect(ana.messages.last()).toContainText('/dance');
  await ana.say('//me not a deed');
  await expect(ana.messages.last().locator('.text')).toHaveText('/me not a deed');
  await expect(ana.messages.last().locator('.deed')).toHaveCount(0);
  await ana.say('/usr/bin is a path');
  await expect(ana.messages.last()).toContainText('/usr/bin is a path');

  await ana.field.fill('/help');
  await ana.field.press('Enter');
  await expect(ana.page.getByRole('dialog', { name: 'Keyboard shortcuts and commands' })).toContainText(
    '/topic <text>',
  );
});

test('a muted member is hidden for the reader alone, until revealed', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/muted`);
  const hose = await tool('/ws/muted?name=Hose');
  hose.say('drip');
  await expect(ana.messages.last()).toContainText('drip');
  await ana.say('/mute Hose');
  await expect(ana.messages.filter({ hasText: 'Message from someone you muted' })).toHaveCount(1);
  // Checks the list only, because the announcer may still contain the message.
  await expect(ana.messages.filter({ hasText: 'drip' })).toHaveCount(0);
  await ana.page.reload();
  await ana.page.getByRole('button', { name: 'Show' }).click();
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
  await expect(dialog.getByRole('img', { name: 'QR code for the link' })).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Link to this room' })).toHaveValue(`${server.url}/r/share`);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(ana.page.getByText('Link copied')).toBeVisible();
  await ana.field.press('ControlOrMeta+v');
  await expect(ana.field).toHaveValue(`${server.url}/r/share`);
});

test('notifications are requested on a click, and follow the chosen level', async ({ server, somebody, tool }) => {
  const ana = await somebody({ permissions: ['notifications'] });
  // System notifications: the test listens at the only place where the page creates them.
  await ana.page.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    const { showNotification } = ServiceWorkerRegistration.prototype;
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      shown.push(`${title}: ${options?.body}`);
      return showNotification.call(this, title, options);
    };
  });
  const { page } = ana;
  await ana.enter(`${server.url}/r/bell`);
  await needWholeBrowser(ana.page);
  await ana.page.getByRole('button', { name: 'Notifications: Off' }).click();
  await ana.page.getByRole('radio', { name: 'Mentions and replies' }).check();
  await ana.page.keyboard.press('Escape');
  await ana.say('/name Ana');
  await expect(ana.page.getByRole('complementary', { name: 'Members' })).toContainText('Ana');
  await ana.enter(`${server.url}/r/bell-other`);
  await ana.page.evaluate(() => navigator.serviceWorker.ready);
  const hose = await tool('/ws/bell?name=Hose');
  // Messages from before the room was connected aren't notified.
  hose.say('water');
  await expect(ana.page.getByRole('link', { name: /bell .*1 unread/ })).toBeVisible();
  hose.say('**water** for @Ana');
  hose.say('more water');
  const shown = () => ana.page.evaluate(() => Reflect.get(globalThis, 'shown'));
  await expect.poll(shown).toEqual(['Hose · #bell: water for @Ana']);

  // Whatever is highlighted and counted is notified, including a mention added by an edit and a reply to one's message.
  await page
    .getByRole('link', { name: /^bell / })
    .first()
    .click();
  await ana.say('who has a hose?');
  await expect(ana.messages.last()).toContainText('Sent');
  const key = await page.locator('[data-key^=m]').last().getAttribute('data-key');
  const asked = Number(key?.slice(1));
  await page.getByRole('link', { name: /^bell-other/ }).click();
  const writer = await Writer.connect(server.url, 'bell', 'Bo');
  const said = await writer.say('this is for');
  await expect(page.getByRole('link', { name: /^bell .*1 unread/ })).toBeVisible();
  await writer.send({ type: 'edit', ref: said, data: 'this is for @Ana' });
  await expect(page.getByRole('link', { name: /^bell .*1 mention or reply.*1 unread/ })).toBeVisible();
  await expect.poll(shown).toHaveLength(2);
  await writer.say('I have', asked);
  await expect(page.getByRole('link', { name: /^bell .*2 mentions or replies/ })).toBeVisible();
  await expect
    .poll(shown)
    .toEqual(['Hose · #bell: water for @Ana', 'Bo · #bell: this is for @Ana', 'Bo · #bell: I have']);
  await page.getByRole('link', { name: /^bell .*2 mentions/ }).click();
  await expect(page.locator('article.called', { hasText: /this is for|I have/ })).toHaveCount(2);
  writer.close();
});

test('notifications that the browser blocks are never shown as on', async ({ server, somebody }) => {
  const ana = await somebody({ permissions: ['notifications'] });
  const { page } = ana;
  await ana.enter(`${server.url}/r/blocked`);
  await needWholeBrowser(page);
  const devtools = await page.context().newCDPSession(page);
  const { targetInfo } = await devtools.send('Target.getTargetInfo');
  const allow = (setting: 'granted' | 'denied') =>
    devtools.send('Browser.setPermission', {
      permission: { name: 'notifications' },
      setting,
      origin: server.url,
      browserContextId: targetInfo.browserContextId ?? '',
    });
  const bell = (level: string) => page.getByRole('button', { name: `Notifications: ${level}`, exact: true });
  const radio = (name: string) => page.getByRole('radio', { name });

  await bell('Off').click();
  await radio('All messages').check();
  await expect(bell('All messages')).toBeAttached();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveCount(0);
  // Permission is withdrawn in the browser's settings while the page is open.
  await allow('denied');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Your browser blocks notifications');
  await expect(radio('Off')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(bell('blocked by the browser')).toBeVisible();
  await allow('granted');
  await expect(bell('All messages')).toBeVisible();
  await allow('denied');

  await bell('blocked by the browser').click();
  // The option is checked, and falls back at once.
  await radio('Mentions and replies').click();
  await expect(radio('Off')).toBeChecked();
  await page.keyboard.press('Escape');
  await page.reload();
  await bell('blocked by the browser').click();
  await radio('Off').click();
  await page.keyboard.press('Escape');
  await expect(bell('blocked by the browser')).toBeVisible();
});

test('notifications play a sound if that was turned on', async ({ server, somebody, tool }) => {
  const ana = await somebody({ permissions: ['notifications'] });
  const { page } = ana;
  // The browser makes the notes, so the test counts where they start.
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
  await needWholeBrowser(page);
  const hose = await tool('/ws/sound?name=Hose');
  await page.getByRole('button', { name: 'Notifications: Off' }).click();
  await page.getByRole('radio', { name: 'All messages' }).check();
  await page.getByRole('checkbox', { name: /^Play a sound/ }).check();
  // The chosen sound is played.
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

test('code is highlighted without changing its text', async ({ server, somebody, tool }) => {
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

test('in a narrow window, key hints take no line of their own', async ({ server, somebody }) => {
  const ana = await somebody({ viewport: { width: 1000, height: 600 } });
  await ana.enter(`${server.url}/r/narrow`);
  const keys = ana.page.getByText('Enter to send');
  await expect(keys).toBeVisible();
  const gap = async () => {
    const box = await ana.page.locator('.composer .box').boundingBox();
    return 600 - (box?.y ?? 0) - (box?.height ?? 0);
  };
  const before = await gap();
  await ana.page.setViewportSize({ width: 600, height: 600 });
  await expect(keys).toBeHidden();
  expect(await gap()).toBeLessThan(before - 16);
  // The line appears when it has something to show.
  await ana.field.fill('x'.repeat(3_990));
  await expect(ana.page.getByText('10 characters left')).toBeVisible();
});
