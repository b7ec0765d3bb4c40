/**
 * `npm run browsers`: smoke tests of the page in Firefox and WebKit, if they are installed. Skipped browsers are
 * reported; with `--required` they are a failure. `--only firefox`, `--check 'part of a title'` (a regular expression)
 * and `--runs 10` select and repeat.
 */

import { parseArgs } from 'node:util';
import { drawing } from './checks/drawing.ts';
import { scrolling } from './checks/scrolling.ts';
import { talking } from './checks/talking.ts';
import { waiting } from './checks/waiting.ts';
import type { Driver, Launcher } from './driver.ts';
import { firefox } from './firefox.ts';
import { type Place, Site } from './place.ts';
import { webkit } from './webkit.ts';

type Check = [title: string, check: (place: Place) => Promise<void>];

const { values: options } = parseArgs({
  options: {
    required: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    check: { type: 'string', default: '' },
    runs: { type: 'string', default: '1' },
  },
});
const wanted = new RegExp(options.check);
const CHECKS = Object.entries({ ...talking, ...scrolling, ...drawing, ...waiting }).filter(([title]) =>
  wanted.test(title),
);

// The handlers of `exit` end the browsers and the server.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Runs a check in one browser and reports it. @returns whether it passed */
async function passes([title, check]: Check, site: Site, driver: Driver, room: string): Promise<boolean> {
  const begin = Date.now();
  const problem = await site
    .enter(room)
    .then(check)
    .catch((error: unknown) => error);
  site.leave();
  const seconds = ((Date.now() - begin) / 1_000).toFixed(1);
  console.log(`${problem ? '✘' : '✓'} ${driver.name}: ${title} (${seconds} s)`);
  if (!problem) return true;
  console.log(problem instanceof Error ? problem.message : problem);
  console.log(await driver.run('() => document.body.innerText.slice(0, 1_000)').catch(String));
  return false;
}

/** Runs checks in one browser, one after the other. @returns the number of failures */
async function checkIn(launcher: Launcher): Promise<number> {
  const driver = await launcher.launch();
  try {
    await driver.resize(1_100, 750);
    // A server of its own, because a check stops it.
    const site = await Site.start(driver);
    try {
      let failed = 0;
      let rooms = 0;
      for (const check of CHECKS)
        for (let run = 0; run < Number(options.runs); run++)
          if (!(await passes(check, site, driver, `check-${rooms++}`))) failed++;
      return failed;
    } finally {
      await site.close();
    }
  } finally {
    await driver.quit();
  }
}

const launchers: Launcher[] = [];
for (const launcher of [firefox, webkit]) {
  if (!launcher.name.toLowerCase().includes(options.only)) continue;
  const missing = launcher.missing();
  if (missing.length === 0) launchers.push(launcher);
  else {
    const names = launcher.packages.join(' ');
    console.log(`${launcher.name} is skipped: ${missing.join(', ')} missing. On Debian: apt install ${names}`);
    if (options.required) process.exitCode = 1;
  }
}
if (launchers.length > 0) {
  const begin = Date.now();
  const failures = await Promise.all(launchers.map(checkIn));
  if (failures.some((count) => count > 0)) process.exitCode = 1;
  console.log(`${((Date.now() - begin) / 1_000).toFixed(0)} s`);
}
