/**
 * `npm run bench:packages`: installs missing packages that some peers of the bench consist of. If they can't be
 * installed, it says so; with `--required` it also fails.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from './peers/npm/package.json' with { type: 'json' };

const FOLDER = join(import.meta.dirname, 'peers/npm');

/** Whether a package is installed in the version that the bench measures. */
export function isInstalled(name: keyof typeof manifest.dependencies): boolean {
  const file = join(FOLDER, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return false;
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version === manifest.dependencies[name];
}

/** @returns the reason for a failure in one line; `undefined` on success */
function install(): string | undefined {
  // By default npm keeps retrying for more than a minute when offline.
  const args = ['ci', '--prefix', FOLDER, '--ignore-scripts', '--fetch-retries=1', '--loglevel=error'];
  const { error, status, stderr } = spawnSync('npm', args, { cwd: FOLDER, encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? undefined : stderr.trim().split('\n', 1)[0] || `npm ended with ${status}`;
}

if (import.meta.main && !(isInstalled('partyserver') && isInstalled('socket.io'))) {
  console.log('Some packages of the bench are missing. Fetching them from npm (6 MB).');
  const problem = install();
  if (problem !== undefined) {
    console.error(`The packages could not be fetched: ${problem}`);
    if (process.argv.includes('--required')) process.exitCode = 1;
  }
}
