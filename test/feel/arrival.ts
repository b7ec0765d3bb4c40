/** How a room comes up on a page that was never there before: what is asked for, how long it takes, and what keeps the main thread. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { type Loading, loadingSoFar, watchLoading } from './probes.ts';

/** What a page is opened on. */
export interface Device {
  context: Parameters<Browser['newContext']>[0];
  /** So many times slower than this machine. */
  cpuTimes: number;
  /** `undefined`: no slower than the machine. */
  network?: { bitsPerSecond: number; latencyMs: number };
}

export const DESKTOP: Device = { context: { locale: 'en-GB' }, cpuTimes: 1 };

/** A phone of the cheapest kind, where the signal is poor. */
export const PHONE: Device = {
  context: { locale: 'en-GB', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  cpuTimes: 6,
  network: { bitsPerSecond: 400_000, latencyMs: 400 },
};

/** After the first message nothing is fetched and no task is long for so long: the page has come up. */
const QUIET_MS = 2_000;

/** What it took until the first message was on the screen. */
export interface Arrival extends Loading {
  /** Without the page itself and the WebSocket; what the browser asks for by itself, such as icons, is not among them. */
  requests: string[];
  /** Of scripts among them, as they came over the line. */
  scriptBytes: number;
}

/** Opens `url` in a window of its own, with nothing in its cache. Whoever calls closes the context. */
export async function arrive(
  browser: Browser,
  device: Device,
  url: string,
): Promise<{ context: BrowserContext; page: Page; tools: CDPSession; arrival: Arrival }> {
  const context = await browser.newContext(device.context);
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await slowDown(tools, device);
  await page.addInitScript(watchLoading);
  await page.goto(url, { waitUntil: 'commit' });
  const loading = await whenQuiet(tools);
  const own = loading.fetched.filter(({ name }) => !/\.(svg|png|webmanifest)$/.test(name));
  const first = own.filter(({ startMs }) => startMs < (loading.firstMs ?? 0));
  return {
    context,
    page,
    tools,
    arrival: {
      ...loading,
      requests: first.map(({ name }) => new URL(name).pathname),
      scriptBytes: first.filter(({ name }) => name.endsWith('.js')).reduce((sum, { bytes }) => sum + bytes, 0),
    },
  };
}

/** Asks by the bare protocol: what Playwright brings into a page to look at it would be among the long tasks. */
async function whenQuiet(tools: CDPSession): Promise<Loading> {
  for (let before: Loading | undefined; ; ) {
    await delay(QUIET_MS);
    const expression = `(${loadingSoFar})()`;
    const { result } = await tools.send('Runtime.evaluate', { expression, returnByValue: true });
    const now: Loading = result.value;
    if (now.firstMs !== undefined && now.changes === before?.changes) return now;
    before = now;
  }
}

async function slowDown(tools: CDPSession, { cpuTimes, network }: Device): Promise<void> {
  await tools.send('Emulation.setCPUThrottlingRate', { rate: cpuTimes });
  if (!network) return;
  const bytesPerSecond = network.bitsPerSecond / 8;
  await tools.send('Network.enable');
  await tools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: network.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}
