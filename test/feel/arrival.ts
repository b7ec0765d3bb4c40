/**
 * Measures the first visit to a room: which requests are made, how long the first message takes, and which tasks block
 * the main thread.
 */

import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { type Loading, loadingSoFar, watchLoading } from './probes.ts';

/** The device that is simulated. */
export interface Device {
  context: Parameters<Browser['newContext']>[0];
  /** How many times slower than this machine the processor is. */
  cpuTimes: number;
  /** By default the network isn't throttled. */
  network?: { bitsPerSecond: number; latencyMs: number };
}

export const DESKTOP: Device = { context: { locale: 'en-GB' }, cpuTimes: 1 };

/** A phone of the cheapest kind with a poor signal. */
export const PHONE: Device = {
  context: { locale: 'en-GB', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  cpuTimes: 6,
  network: { bitsPerSecond: 400_000, latencyMs: 400 },
};

/** The page has finished loading after this long without a request or a long task. */
const QUIET_MS = 2_000;

/** How the page loaded until the first message was on the screen. */
export interface Arrival extends Loading {
  /**
   * Requests of the page, without the document and the WebSocket. Requests that the browser makes by itself, such as
   * for icons, are not included.
   */
  requests: string[];
  /** The size of the scripts among them as transferred. */
  scriptBytes: number;
}

/** Opens `url` in a new browser context with an empty cache. The caller closes the context. */
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

/** Uses the DevTools protocol directly, because the scripts that Playwright injects would count as long tasks. */
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
