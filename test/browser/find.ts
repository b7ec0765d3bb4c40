/** Finds the browser that the tests run in. */

import { type Browser, runs } from './browser.ts';
import { fetchedBrowser } from './fetched.ts';
import { browserPlaces } from './places.ts';

/** What to tell where there is none. */
export const NO_BROWSER =
  'The tests of test/e2e are skipped: there is no Chromium, Chrome or Edge here. ' +
  'Install one, or set CHROMIUM to the path of one, and run npm test again.';

/**
 * The browser that `CHROMIUM` names, or else one that is installed, or else the one that `npm run browser` fetched.
 * @throws Error if `CHROMIUM` names something else
 */
export function findBrowser(env = process.env): Browser | undefined {
  const named = env.CHROMIUM;
  if (named) {
    if (runs({ executablePath: named })) return { executablePath: named };
    throw new Error(`CHROMIUM names no browser that runs: ${named}`);
  }
  const executablePath = browserPlaces(process.platform, env).find((place) => runs({ executablePath: place }));
  return executablePath === undefined ? fetchedBrowser() : { executablePath };
}

/**
 * As `findBrowser`, for what is nothing without one.
 * @throws Error if there is none
 */
export function needBrowser(): Browser {
  const browser = findBrowser();
  if (!browser) throw new Error('This needs Chromium, Chrome or Edge. Install one, or run: npm run browser');
  return browser;
}
