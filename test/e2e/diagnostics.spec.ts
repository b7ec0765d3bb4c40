/** The diagnostics page: the operator's view of a room. */

import { startServer } from '../support/server.ts';
import { expect, test } from './fixtures.ts';

test('the report on a healthy room shows no fault, its counters, and its connections without names', async ({
  server,
  somebody,
  tool,
}) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/healthy`);
  const hose = await tool('/ws/healthy?name=Rumpelstiltskin');
  hose.say('water');
  await expect(ana.messages.getByText('water')).toBeVisible();

  const { page } = await somebody();
  await page.goto(`${server.url}/diagnostics?room=Healthy`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('#healthy');
  const faults = page.getByRole('region', { name: 'Faults' }).locator('li');
  await expect(faults).toHaveCount(3);
  for (const name of ['Leaked closes', 'Failed sends without a leave', 'Heartbeat'])
    await expect(faults.filter({ has: page.getByRole('heading', { name }) })).toContainText('None');
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(page.getByText('Rumpelstiltskin')).toHaveCount(0);

  // A manual refresh shows what happened since.
  await page.getByRole('checkbox', { name: 'Every 5 s' }).uncheck();
  hose.close();
  await expect(ana.page.getByText('Rumpelstiltskin left')).toBeVisible();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(rows).toHaveCount(1);
  await expect(page.getByText('closed normally')).toBeVisible();
});

test('the report is refreshed by itself', async ({ server, somebody, tool }) => {
  const { page } = await somebody();
  await page.goto(`${server.url}/diagnostics?room=goes-on`);
  await expect(page.getByText('No connections.')).toBeVisible();
  await tool('/ws/goes-on');
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(1);
});

test('a heartbeat that can’t work is reported with advice, in English and in Chinese', async ({ somebody }) => {
  const server = await startServer({ vars: { HEARTBEAT_INTERVAL_S: 55, HEARTBEAT_TIMEOUT_S: 60 } });
  try {
    const { page } = await somebody();
    await page.goto(`${server.url}/diagnostics?room=${encodeURIComponent('花园')}`);
    const heartbeat = page.locator('li', { has: page.getByRole('heading', { name: /^(Heartbeat|心跳)$/ }) });
    await expect(heartbeat).toContainText('some are disconnected although they behave correctly');
    await expect(heartbeat).toContainText('Set HEARTBEAT_INTERVAL_S to a third');
    await expect(page.getByText('None', { exact: true })).toHaveCount(2);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
    await expect(heartbeat).toContainText('正常的客户端也可能被断开');
    await expect(heartbeat).toContainText('请将 HEARTBEAT_INTERVAL_S 设为');
    await expect(page.getByText('无', { exact: true })).toHaveCount(2);
  } finally {
    await server.stop();
  }
});

test('the report is only shown on localhost, and elsewhere the page says where to find it', async ({
  server,
  somebody,
}) => {
  const { page } = await somebody();
  await page.goto(`http://parley.localhost:${server.port}/diagnostics?room=lobby`);
  await expect(page.getByText('Only available on the machine that runs the server')).toBeVisible();
});

test('the page asks for a room if the address has none or an invalid one', async ({ server, somebody }) => {
  const { page } = await somebody();
  await page.goto(`${server.url}/diagnostics?room=.bad`);
  await expect(page.getByRole('alert')).toHaveText('“.bad” isn’t a valid room name.');
  await page.getByRole('textbox', { name: 'Which room?' }).fill('lobby');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('#lobby');
});
