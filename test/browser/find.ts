/** Finds the browser that the tests run in. */

import { type Browser, runs } from './browser.ts';
import { fetchedBrowser } from './fetched.ts';
import { browserPlaces } from './places.ts';

/** Printed if there is no browser. */
export const NO_BROWSER =
  'The tests in test/e2e are skipped, because no Chromium, Chrome or Edge was found. ' +
  'Install one, or set CHROMIUM to the path of one, and run npm test again.';

/**
 * The browser that `CHROMIUM` names; otherwise an installed one; otherwise the one that `npm run browser` fetched.
 * @throws Error if `CHROMIUM` names something that doesn't run
 */
export function findBrowser(env = process.env): Browser | undefined {
  const named = env.CHROMIUM;
  if (named) {
    if (runs({ executablePath: named })) return { executablePath: named };
    throw new Error(`CHROMIUM does not name a browser that runs: ${named}`);
  }
  const executablePath = browserPlaces(process.platform, env).find((place) => runs({ executablePath: place }));
  return executablePath === undefined ? fetchedBrowser() : { executablePath };
}

/**
 * Like `findBrowser`, for programs that can't work without a browser.
 * @throws Error if there is none
 */
export function needBrowser(): Browser {
  const browser = findBrowser();
  if (!browser) throw new Error('This needs Chromium, Chrome or Edge. Install one, or run: npm run browser');
  return browser;
}
