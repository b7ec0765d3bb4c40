/** A person who has never seen the page finds their way without any explanation. */

import { FaultyProxy } from '../fault/proxy.ts';
import { expect, PHONE, test } from './fixtures.ts';

test('a newcomer joins by link, takes a name, talks, searches, mutes, shares, goes offline and returns', async ({
  server,
  somebody,
  tool,
}) => {
  const proxy = await FaultyProxy.start(server.port);
  try {
    const ana = await tool('/ws/newcomer?name=Ana');
    ana.say('who brings tea?');
    const bo = await tool('/ws/newcomer?name=Bo');

    // The link shows the messages and the composer.
    const mira = await somebody({ permissions: ['clipboard-write'] });
    const { page } = mira;
    await page.goto(`${proxy.url}/r/newcomer`);
    await expect(mira.messages.filter({ hasText: 'who brings tea?' })).toBeVisible();
    await expect(page.getByText(/^Posting as guest-/)).toBeVisible();
    await page.getByRole('button', { name: 'Choose a name' }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Mira');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Posting as/)).toHaveCount(0);

    await mira.say('I do. *Green* or `black`?');
    await expect.poll(() => ana.frames.at(-1)).toMatchObject({ type: 'broadcast', from: 'Mira' });
    await mira.say('两壶都带吧 🍵');
    await expect(mira.messages.last()).toContainText('Sent');

    // Correct a message, reply, react.
    await mira.messages.last().hover();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await mira.field.fill('两壶都带 🍵');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(mira.messages.last()).toContainText('edited');
    const question = mira.messages.filter({ hasText: 'who brings tea?' }).first();
    await question.hover();
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await mira.say('so, me');
    await expect(mira.messages.last().getByRole('button', { name: /In reply to Ana who brings tea/ })).toBeVisible();
    await question.hover();
    await page.getByRole('button', { name: 'React', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '🎉' }).first().click();
    await expect(question.getByRole('button', { name: '🎉: 1 person' })).toHaveAttribute('aria-pressed', 'true');

    await page.getByRole('button', { name: 'Search this room' }).click();
    await page.getByRole('searchbox').fill('两壶');
    await page.getByRole('dialog').getByRole('button', { name: /Mira/ }).click();
    await expect(page.locator('.message.lit')).toContainText('两壶都带');

    // Mute a member.
    bo.say('tea is for the weak');
    await expect(mira.messages.last()).toContainText('for the weak');
    await mira.messages.last().hover();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('button', { name: 'Mute Bo for me' }).click();
    await expect(page.getByText('tea is for the weak')).toHaveCount(0);

    await page.getByRole('button', { name: 'Share this room' }).click();
    await expect(page.getByRole('img', { name: 'QR code for the link' })).toBeVisible();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByText('Link copied')).toBeVisible();
    await mira.field.press('ControlOrMeta+v');
    await expect(mira.field).toHaveValue(`${proxy.url}/r/newcomer`);

    // The connection breaks. The page says so, and nothing is lost.
    proxy.refuses = true;
    for (const link of proxy.links) link.reset();
    await expect(page.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible();
    await mira.say('written in a tunnel');
    ana.say('meanwhile');
    await expect.poll(() => ana.heard).not.toContain('written in a tunnel');
    proxy.refuses = false;
    await page.getByRole('button', { name: 'Retry now' }).click();
    await expect(page.getByText('Connected', { exact: true })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'No connection' })).toHaveCount(0);
    await expect.poll(() => ana.heard.at(-1)).toBe('written in a tunnel');
    expect((await mira.texts()).slice(-2)).toEqual(['meanwhile', 'written in a tunnel']);
  } finally {
    await proxy.stop();
  }
});

test('an empty room says that it is empty, and a newcomer who takes a name can go on writing', async ({
  server,
  somebody,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/nobody-yet`);
  await expect(ana.page.getByText('This is where #nobody-yet begins.')).toBeVisible();
  await expect(ana.page.getByText('No messages yet')).toBeVisible();
  await ana.page.getByRole('button', { name: 'Choose a name' }).click();
  await ana.page.keyboard.type('Ana');
  await ana.page.keyboard.press('Enter');
  await expect(ana.page.getByRole('button', { name: 'Choose a name' })).toHaveCount(0);
  await expect(ana.field).toBeFocused();
});

test('a reader who declines to take a name is not asked again', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/nameless`);
  await ana.page.getByRole('button', { name: 'Not now' }).click();
  await expect(ana.field).toBeFocused();
  await ana.page.reload();
  await ana.say('still me');
  await expect(ana.messages.last()).toContainText('Sent');
  await expect(ana.page.getByRole('button', { name: 'Choose a name' })).toHaveCount(0);
});

test('on a phone, the room’s tools are in its menu, and the back button counts unread messages in other rooms', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody(PHONE);
  const { page } = ana;
  await page.goto(`${server.url}/r/phone-other`);
  await expect(page.getByRole('button', { name: 'Members, 1 here' })).toBeVisible();
  await page.goto(`${server.url}/r/phone-room`);
  const hose = await tool('/ws/phone-other?name=Hose');
  hose.say('psst');
  await expect(page.getByRole('link', { name: 'All rooms, 1 unread' })).toBeVisible();
  await page.getByRole('button', { name: 'Room actions' }).tap();
  await page.getByRole('button', { name: 'Share this room' }).tap();
  await expect(page.getByRole('dialog', { name: 'Share #phone-room' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).tap();
  await page.getByRole('button', { name: 'Room actions' }).tap();
  await page.getByRole('button', { name: 'Leave phone-room' }).tap();
  await expect(page).toHaveURL(/\/r\/phone-other$/);
  await expect(page.getByRole('article').filter({ hasText: 'psst' })).toBeVisible();
});
