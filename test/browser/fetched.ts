/**
 * A Chromium for Linux x64 from npm, for machines without a browser. Its package is made for AWS Lambda, and so brings the
 * libraries and a font that a bare machine lacks; emoji are from another package. Both are pinned by the lock file here, and
 * installed by `fetchBrowser` alone.
 */

import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, runs } from './browser.ts';
import manifest from './package.json' with { type: 'json' };

const HERE = fileURLToPath(new URL('.', import.meta.url));
const EMOJI = join(HERE, 'node_modules/@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf');
/** Named by the version, so that another one is fetched anew. */
const UNPACKED = join(HERE, 'node_modules', `.chromium-${manifest.dependencies['@sparticuz/chromium']}`);

/** Whether this machine could run it. */
export const canFetch = process.platform === 'linux' && process.arch === 'x64';

/** The browser that `fetchBrowser` has put there. */
export function fetchedBrowser(): Browser | undefined {
  return existsSync(UNPACKED) ? browserIn(UNPACKED) : undefined;
}

/**
 * Installs the packages and unpacks the browser.
 * @throws Error that says in one line what went wrong
 */
export function fetchBrowser(): void {
  // Offline it would try again for more than a minute.
  run('npm', ['ci', '--prefix', HERE, '--ignore-scripts', '--fetch-retries=1', '--loglevel=error']);
  // Gets its name when it is whole.
  const partial = `${UNPACKED}.partial`;
  mkdirSync(partial);
  run(
    process.execPath,
    ['--input-type=module', '--eval', 'import it from "@sparticuz/chromium"; await it.executablePath();'],
    // It unpacks into the first, and brings its libraries if the second tells it that it is on Lambda.
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
    // In the second, Fontconfig finds `fonts`, beside the fonts of the machine.
    env: { ...process.env, LD_LIBRARY_PATH: libraries, XDG_DATA_HOME: join(folder, 'fonts') },
  };
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
  const options = { cwd: HERE, env: { ...process.env, ...env }, encoding: 'utf8' } as const;
  const { error, status, stderr } = spawnSync(command, args, options);
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim().split('\n', 1)[0] || `${command} ended with ${status}`);
}
