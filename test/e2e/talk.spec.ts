/** The basics: people and a tool chat in rooms by their URL. */

import { expect, test } from './fixtures.ts';

test('two windows and a plain WebSocket chat in two separate rooms', async ({ server, somebody, tool }) => {
  const [ana, bo] = [await somebody(), await somebody()];
  await ana.enter(`${server.url}/r/garden`);
  await bo.enter(`${server.url}/r/garden`);
  const hose = await tool('/ws/garden?name=Hose');
  const other = await tool('/ws/%E5%9B%AD%E4%B8%81');

  await ana.say('good morning');
  await expect(bo.messages.getByText('good morning')).toBeVisible();
  await expect.poll(() => hose.heard).toEqual(['good morning']);
  hose.say('浇水了');
  for (const person of [ana, bo]) await expect(person.messages.getByText('浇水了')).toBeVisible();
  await expect(ana.messages.filter({ hasText: '浇水了' })).toContainText('Hose');

  // Ana's own message is there once: by its ack, not by an echo.
  expect(await ana.texts()).toEqual(['good morning', '浇水了']);
  expect(await bo.texts()).toEqual(['good morning', '浇水了']);
  expect(other.heard).toEqual([]);

  await bo.enter(`${server.url}/r/园丁`);
  other.say('另一个房间');
  await expect(bo.messages.getByText('另一个房间')).toBeVisible();
  expect(await bo.texts()).toEqual(['另一个房间']);
});

test('a room in the background stays live and counts unread messages', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/unread-one`);
  await ana.enter(`${server.url}/r/unread-two`);
  const hose = await tool('/ws/unread-one');
  hose.say('psst');
  hose.say('over here');
  const link = ana.roomLink(/unread-one/);
  await expect(link).toContainText('2');
  await expect(ana.page).toHaveTitle(/^\(2\)/);
  await link.click();
  await expect(ana.page).toHaveURL(/\/r\/unread-one$/);
  await expect(ana.messages.getByText('over here')).toBeVisible();
  await expect(link).not.toContainText('2');
});

test('the member list follows joins, renames and leaves', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/members`);
  const members = ana.page.getByRole('complementary', { name: 'Members' });
  await expect(members.getByRole('listitem')).toHaveCount(1);
  const hose = await tool('/ws/members?name=Hose');
  await expect(members).toContainText('Hose');
  hose.close();
  await expect(members).not.toContainText('Hose');
  await ana.page.getByRole('button', { name: 'Change your name' }).click();
  await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana 安娜');
  await ana.page.keyboard.press('Enter');
  await expect(members).toContainText('Ana 安娜');
});

test('pointing at a time shows its day', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/times`);
  await ana.say('now');
  // Once a message is stored, another row replaces its row.
  await expect(ana.messages.last()).toContainText('Sent');
  const time = ana.messages.last().locator('time');
  await time.hover();
  await expect(time).toHaveAttribute('title', new RegExp(String(new Date().getFullYear())));
});

test('messages read on arrival never count as unread', async ({ server, somebody, tool }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/followed`);
  await ana.say('I look at the end');
  await expect(ana.messages.last()).toContainText('Sent');
  await ana.page.evaluate(() => {
    const changes: string[] = [];
    Object.assign(window, { changes });
    // Records changes to the same value as well, because the browser loads the icon again for each.
    new MutationObserver((records) => {
      for (const { target } of records) changes.push(`${target.nodeName} ${document.title}`);
    }).observe(document.head, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const hose = await tool('/ws/followed?name=Hose');
  for (let n = 0; n < 30; n++) hose.say(`line ${n}`);
  await expect(ana.messages.last()).toContainText('line 29');
  expect(await ana.page.evaluate(() => Reflect.get(window, 'changes'))).toEqual([]);
});

test('a room is opened by its name, and an invalid name is explained', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.page.goto(server.url);
  const name = ana.page.getByRole('textbox', { name: 'Name of the room' });
  await name.fill('two words');
  await name.press('Enter');
  await expect(ana.page.getByText('A room name can’t contain spaces. Use - or _ instead.')).toBeVisible();
  await name.fill('ＭＥＡＤＯＷ');
  await name.press('Enter');
  await expect(ana.page).toHaveURL(/\/r\/meadow$/);
});

test('B14: a message of two lines, Markdown and a hostile text are shown as intended', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/text`);
  const hose = await tool('/ws/text');
  hose.say('**bold** `code` <img src=x onerror=alert(1)> [x](javascript:alert(1)) https://example.com/a');
  const message = ana.messages.last();
  await expect(message.locator('strong, b').filter({ hasText: 'bold' })).toBeVisible();
  await expect(message.locator('code')).toHaveText('code');
  await expect(message.getByRole('link')).toHaveCount(1);
  await expect(message.getByRole('link')).toHaveAttribute('rel', /noopener.*noreferrer.*nofollow.*ugc/);
  await expect(message.locator('img')).toHaveCount(0);
  await expect(message).toContainText('<img src=x onerror=alert(1)>');
});

test('Enter sends, Shift+Enter breaks the line, and neither sends during composition', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/ime`);
  await ana.field.pressSequentially('one');
  await ana.field.press('Shift+Enter');
  await ana.field.pressSequentially('two');
  await ana.field.press('Enter');
  await expect(ana.messages.last()).toContainText('one\ntwo', { useInnerText: true });

  const keyboard = await ana.page.context().newCDPSession(ana.page);
  await keyboard.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 });
  await ana.field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
  await keyboard.send('Input.insertText', { text: '你好' });
  await expect(ana.field).toHaveValue('你好');
  await expect(ana.messages).toHaveCount(1);
  await ana.field.press('Enter');
  await expect(ana.messages.last()).toContainText('你好');
});

test('a draft survives a reload', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/draft`);
  await ana.field.fill('not finished');
  await ana.page.reload();
  await expect(ana.field).toHaveValue('not finished');
});

test('a browser that prefers Chinese sees the page in Chinese', async ({ server, somebody, tool }) => {
  const an = await somebody({ locale: 'zh-CN' });
  await an.enter(`${server.url}/r/花园-zh`);
  const hose = await tool('/ws/%E8%8A%B1%E5%9B%AD-zh');
  await expect(an.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(an.page.getByPlaceholder('发消息到 #花园-zh')).toBeVisible();
  await an.say('早上好');
  await expect.poll(() => hose.heard).toEqual(['早上好']);
  expect(await an.texts()).toEqual(['早上好']);
});
