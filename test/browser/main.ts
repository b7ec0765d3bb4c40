/**
 * `npm run browser`: looks for the browser that the tests run in and fetches one if there is none. If none can be had,
 * it says so; with `--required` it also fails.
 */

import { canFetch, fetchBrowser, fetchedBrowser } from './fetched.ts';
import { findBrowser, NO_BROWSER } from './find.ts';

function browserOrFetched() {
  const found = findBrowser();
  if (found || !canFetch) return found;
  console.log('No Chromium, Chrome or Edge was found. Fetching one for the tests from npm (75 MB).');
  try {
    fetchBrowser();
  } catch (error) {
    console.log(`The browser could not be fetched: ${messageOf(error)}`);
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
    console.log('It is a headless shell without notifications, so the tests that need them are skipped.');
  if (!browser && process.argv.includes('--required')) process.exitCode = 1;
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
