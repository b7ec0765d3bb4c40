/** Finds the Chromium or Chrome of this machine. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
  'C:\\Program Files\\Google\\Chrome\\Application',
];

/**
 * The path of the browser; `CHROMIUM` names another.
 * @throws Error that says in one line what to install
 */
export function findBrowser(): string {
  const names = [...NAMES, 'Google Chrome', 'Chromium', 'chrome.exe'];
  const candidates = [process.env.CHROMIUM ?? '', ...PLACES.flatMap((place) => names.map((name) => join(place, name)))];
  const found = candidates.find((path) => path !== '' && isExecutable(path));
  if (found) return found;
  throw new Error('The browser tests need Chromium or Chrome: apt-get install chromium, or set CHROMIUM to its path.');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
