/**
 * `npm run browser`: looks for the browser that the tests run in, and fetches one where there is none. Where there can be
 * none it says so; with `--required` it also fails.
 */

import { canFetch, fetchBrowser, fetchedBrowser } from './fetched.ts';
import { findBrowser, NO_BROWSER } from './find.ts';

function browserOrFetched() {
  const found = findBrowser();
  if (found || !canFetch) return found;
  console.log('There is no Chromium, Chrome or Edge here. For the tests, one is fetched from npm (75 MB).');
  try {
    fetchBrowser();
  } catch (error) {
    console.log(`It could not be fetched: ${messageOf(error)}`);
  }
  return findBrowser();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  const browser = browserOrFetched();
  console.log(browser ? `The tests of test/e2e run in ${browser.executablePath}` : NO_BROWSER);
  if (browser && browser.executablePath === fetchedBrowser()?.executablePath)
    console.log('It is a headless shell, which has no notifications: the tests that need them are skipped.');
  if (!browser && process.argv.includes('--required')) process.exitCode = 1;
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
