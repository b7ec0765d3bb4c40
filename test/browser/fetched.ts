/**
 * A Chromium for Linux x64 from npm, for machines without a browser. The package is made for AWS Lambda and therefore
 * includes libraries and a font that a minimal machine lacks. Emoji come from another package. The lock file in this
 * folder pins both, and only `fetchBrowser` installs them.
 */

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, runs } from './browser.ts';
import manifest from './package.json' with { type: 'json' };

const HERE = fileURLToPath(new URL('.', import.meta.url));
const EMOJI = join(HERE, 'node_modules/@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf');
/** The name has the version, so that another version is fetched again. */
const UNPACKED = join(HERE, 'node_modules', `.chromium-${manifest.dependencies['@sparticuz/chromium']}`);

/** Whether the browser can run on this machine. */
export const canFetch = process.platform === 'linux' && process.arch === 'x64';

/** The browser, if `fetchBrowser` has installed it. */
export function fetchedBrowser(): Browser | undefined {
  return existsSync(UNPACKED) ? browserIn(UNPACKED) : undefined;
}

/**
 * Installs the packages and unpacks the browser.
 * @throws Error with the reason in one line
 */
export function fetchBrowser(): void {
  // By default npm keeps retrying for more than a minute when offline.
  run('npm', ['ci', '--prefix', HERE, '--ignore-scripts', '--fetch-retries=1', '--loglevel=error']);
  // The folder gets its final name once it is complete.
  const partial = `${UNPACKED}.partial`;
  mkdirSync(partial);
  run(
    process.execPath,
    ['--input-type=module', '--eval', 'import it from "@sparticuz/chromium"; await it.executablePath();'],
    // The package unpacks into TMPDIR. The second variable makes it unpack its libraries too, as it does on Lambda.
    { TMPDIR: partial, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
  );
  copyFileSync(EMOJI, join(partial, 'fonts/fonts/emoji.ttf'));
  if (!runs(browserIn(partial))) throw new Error('it does not run on this system');
  renameSync(partial, UNPACKED);
}

function browserIn(folder: string): Browser {
  const libraries = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executablePath: join(folder, 'chromium'),
    // Fontconfig finds `fonts` in XDG_DATA_HOME, in addition to the fonts of the machine.
    env: { ...process.env, LD_LIBRARY_PATH: libraries, XDG_DATA_HOME: join(folder, 'fonts') },
  };
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
  const options = { cwd: HERE, env: { ...process.env, ...env }, encoding: 'utf8' } as const;
  const { error, status, stderr } = spawnSync(command, args, options);
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim().split('\n', 1)[0] || `${command} ended with ${status}`);
}
