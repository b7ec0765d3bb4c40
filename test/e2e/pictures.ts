/** `npm run pictures`: makes the README's pictures from the real page and a real server. */

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import WebSocket from 'ws';
import { needBrowser } from '../browser/find.ts';
import { startServer } from '../support/server.ts';

const OUT = fileURLToPath(new URL('../../docs/images/', import.meta.url));

/** Connects a member without the page, and returns a function that sends messages. */
async function member(url: string, room: string, name: string): Promise<(text: string) => Promise<void>> {
  const ws = new WebSocket(
    `${url.replace('http', 'ws')}/ws/${encodeURIComponent(room)}?name=${encodeURIComponent(name)}`,
  );
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
  let sent = 0;
  return (data) =>
    new Promise((resolve) => {
      sent++;
      const id = `p${sent}`;
      const acked = (raw: WebSocket.RawData) => {
        const frame: { type: string; id?: string } = JSON.parse(String(raw));
        if (frame.type !== 'ack' || frame.id !== id) return;
        ws.off('message', acked);
        resolve();
      };
      ws.on('message', acked);
      ws.send(JSON.stringify({ type: 'msg', id, data }));
    });
}

async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /general/ });
  await field.fill(text);
  await field.press('Enter');
  await page.getByRole('article').last().getByText(text.slice(0, 12)).waitFor();
}

const server = await startServer({ vars: { RATE_LIMITS: 'off' } });
const browser = await chromium.launch({
  ...needBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  await mkdir(OUT, { recursive: true });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    deviceScaleFactor: 2,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  for (const room of ['reading-group', '聊天室', 'general']) {
    await page.goto(`${server.url}/r/${encodeURIComponent(room)}`);
    await page.getByText('Connected', { exact: true }).waitFor();
  }
  await page.getByRole('button', { name: 'Change your name' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Mira');
  await page.keyboard.press('Enter');
  const ana = await member(server.url, 'general', 'Ana Souza');
  const lei = await member(server.url, 'general', '李雷');
  const nour = await member(server.url, 'general', 'نور');
  const kofi = await member(server.url, 'general', 'Kofi Mensah');
  await ana('The room kept all 50 sockets through hibernation, and the next message reached every one of them.');
  await ana('Nothing was billed in between. I checked twice.');
  await lei(
    '太好了。断线重连之后也没有丢消息：我把网络关了两分钟，回来的时候缺的三十条全部按顺序补上了，没有重复。我自己离线时写的两条也只发出了一次。',
  );
  await nour('جرّبت الغرفة من الهاتف، وكل شيء سريع جدًا.');
  await kofi(
    'The order must stay *store → ack → fan out*:\n```ts\nconst seq = log.append(event);\noutbox.push({ seq, event });   // ack means stored\n```\nSee https://developers.cloudflare.com/durable-objects/',
  );
  await say(page, 'Yes. The gate holds the frame until the row is written, so the order is free.');
  await lei('👍');
  const elsewhere = await member(server.url, '聊天室', '韩梅梅');
  await elsewhere('今晚八点，老地方。');
  await elsewhere('我带茶。');
  await page.getByRole('link', { name: /聊天室.*2/ }).waitFor();
  await say(page, 'Merging after lunch.');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.screenshot({ path: `${OUT}room-${scheme}.png` });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${OUT}phone-${scheme}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.evaluate(() => localStorage.setItem('parley:language', 'zh'));
  await page.reload();
  await page.getByText('已连接', { exact: true }).waitFor();
  await page.getByRole('article').last().getByText('Merging after lunch.').waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${OUT}room-zh-${scheme}.png` });
  }
} finally {
  await browser.close();
  await server.stop();
}
