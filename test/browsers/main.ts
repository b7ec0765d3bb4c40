/**
 * `npm run browsers`: smoke tests of the page in Firefox and WebKit, if they are installed. Skipped browsers are
 * reported; with `--required` they are a failure. `--only firefox`, `--check 'a name'` and `--runs 10` select and
 * repeat.
 */

import { parseArgs } from 'node:util';
import { drawing } from './checks/drawing.ts';
import { scrolling } from './checks/scrolling.ts';
import { talking } from './checks/talking.ts';
import { waiting } from './checks/waiting.ts';
import type { Launcher } from './driver.ts';
import { firefox } from './firefox.ts';
import { Site } from './place.ts';
import { webkit } from './webkit.ts';

const checks = Object.entries({ ...talking, ...scrolling, ...drawing, ...waiting });

const { values: options } = parseArgs({
  options: {
    required: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    check: { type: 'string', default: '' },
    runs: { type: 'string', default: '1' },
  },
});

/**
 * Runs the checks in one browser.
 * @returns the number of failures
 */
async function checkIn(launcher: Launcher): Promise<number> {
  const driver = await launcher.launch();
  console.log(driver.name);
  let failed = 0;
  try {
    await driver.resize(1_100, 750);
    const site = await Site.open(driver);
    try {
      for (const [index, [title, check]] of checks.entries()) {
        if (!title.includes(options.check)) continue;
        for (let run = 0; run < Number(options.runs); run++) {
          const begin = Date.now();
          const problem = await site
            .enter(`check-${index}-${run}`)
            .then(check)
            .catch((error: unknown) => error);
          site.leave();
          console.log(`  ${problem ? '✘' : '✓'} ${title} (${((Date.now() - begin) / 1_000).toFixed(1)} s)`);
          if (problem) {
            failed++;
            console.log(problem instanceof Error ? problem.message : problem);
            console.log(await driver.run('() => document.body.innerText.slice(0, 1_000)').catch(String));
          }
        }
      }
    } finally {
      await site.close();
    }
  } finally {
    await driver.quit();
  }
  return failed;
}

for (const launcher of [firefox, webkit]) {
  if (!launcher.name.toLowerCase().includes(options.only)) continue;
  const missing = launcher.missing();
  if (missing.length > 0) {
    console.log(
      `${launcher.name} is skipped: ${missing.join(', ')} missing. On Debian: apt install ${launcher.packages.join(' ')}`,
    );
    if (options.required) process.exitCode = 1;
  } else if ((await checkIn(launcher)) > 0) process.exitCode = 1;
}
