/** A later release of the project: a copy with one change, built. */

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Release {
  /** The root directory, for `startServer`. */
  root: string;
  /** The id of the build. */
  build: string;
  remove(): Promise<void>;
}

/**
 * Copies the project, replaces `from` with `to` in one file, and builds the copy.
 * @param file a path in the project
 */
export async function makeRelease({ file, from, to }: { file: string; from: string; to: string }): Promise<Release> {
  const root = await mkdtemp(join(tmpdir(), 'parley-release-'));
  for (const part of ['src', 'public', 'wrangler.toml', 'package.json', 'tsconfig.json'])
    await cp(join(ROOT, part), join(root, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const before = await readFile(join(root, file), 'utf8');
  if (!before.includes(from)) throw new Error(`"${from}" is not in ${file}`);
  await writeFile(join(root, file), before.replace(from, to));
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/node'), ['src/page/build/build.ts'], { cwd: root });
  const build = await readFile(join(root, 'public/build.txt'), 'utf8');
  return { root, build, remove: () => rm(root, { recursive: true, force: true }) };
}
