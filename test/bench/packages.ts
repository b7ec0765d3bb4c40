/**
 * `npm run bench:packages`: installs the packages that peers of the bench are made of, where they are missing. Where they can't be
 * installed it says so; with `--required` it also fails.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from './peers/npm/package.json' with { type: 'json' };

const FOLDER = join(import.meta.dirname, 'peers/npm');

/** Whether a package is there in the version that the bench is to measure. */
export function isInstalled(name: keyof typeof manifest.dependencies): boolean {
  const file = join(FOLDER, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return false;
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version === manifest.dependencies[name];
}

/** @returns what went wrong, in one line; `undefined` if nothing did */
function install(): string | undefined {
  // Offline it would try again for more than a minute.
  const args = ['ci', '--prefix', FOLDER, '--ignore-scripts', '--fetch-retries=1', '--loglevel=error'];
  const { error, status, stderr } = spawnSync('npm', args, { cwd: FOLDER, encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? undefined : stderr.trim().split('\n', 1)[0] || `npm ended with ${status}`;
}

if (import.meta.main && !(isInstalled('partyserver') && isInstalled('socket.io'))) {
  console.log('Packages of peers of the bench are missing. They are fetched from npm (6 MB).');
  const problem = install();
  if (problem !== undefined) {
    console.error(`They could not be fetched: ${problem}`);
    if (process.argv.includes('--required')) process.exitCode = 1;
  }
}
