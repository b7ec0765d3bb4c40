/** How much work a key press in the composer causes, counted rather than timed. */

import type { CDPSession, Page } from '@playwright/test';
import { expect, type Person, test } from './fixtures.ts';
import { Writer } from './support/writer.ts';

const KEYS = 40;

/** Counts what the page does while `act` runs: layouts, and calls of its own functions. */
async function workOf(devtools: CDPSession, act: () => Promise<void>): Promise<{ layouts: number; calls: number }> {
  const layouts = async (): Promise<number> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? 0;
  };
  await devtools.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  const before = await layouts();
  await act();
  const after = await layouts();
  const { result } = await devtools.send('Profiler.takePreciseCoverage');
  await devtools.send('Profiler.stopPreciseCoverage');
  const own = result.filter(({ url }) => url.includes('/assets/')).flatMap(({ functions }) => functions);
  return { layouts: after - before, calls: own.reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0) };
}

async function devtoolsOf(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('Profiler.enable');
  return devtools;
}

/** The average work of a key press in a field that contains `text`. */
async function workPerKey(devtools: CDPSession, { field, page }: Person, text: string) {
  await field.fill(text);
  await field.press('End');
  await field.pressSequentially('warm');
  const { layouts, calls } = await workOf(devtools, async () => {
    for (let key = 0; key < KEYS; key++) await page.keyboard.press('a');
  });
  await field.fill('');
  return { layouts: layouts / KEYS, calls: calls / KEYS };
}

test('a key press lays the page out once and renders at most the character count', async ({ server, somebody }) => {
  const ana = await somebody();
  await ana.enter(`${server.url}/r/typing-work`);
  const writer = await Writer.connect(server.url, 'typing-work', 'Bo');
  await writer.fill(4, (index) => `short list ${index}`);
  await expect(ana.messages).toHaveCount(4);
  await expect(ana.page.getByRole('button', { name: 'New poll' }).first()).toBeAttached();
  const devtools = await devtoolsOf(ana.page);
  const short = await workPerKey(devtools, ana, 'text');
  const last = await writer.fill(56, (index) => `long list ${index}`);
  await ana.page.locator(`li[data-key="m${last}"]`).waitFor();
  const long = await workPerKey(devtools, ana, 'text');
  const counted = await workPerKey(devtools, ana, 'x'.repeat(3_850));
  writer.close();
  // What arrives during the keys counts as well, so the figures are rounded.
  expect(Math.round(short.layouts)).toBe(1);
  expect(Math.round(long.layouts)).toBe(1);
  expect(short.calls).toBeLessThan(100);
  expect(long.calls).toBeLessThan(short.calls * 1.5);
  // The character count is laid out, and only its component renders.
  expect(Math.round(counted.layouts)).toBe(2);
  expect(counted.calls).toBeLessThan(400);
});
