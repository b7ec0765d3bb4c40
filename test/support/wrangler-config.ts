/**
 * The project's configuration in wrangler.toml. Loading wrangler, which reads it, takes two seconds of CPU time in every
 * process that does so. Tests have dozens of processes, so the first one stores the result.
 */

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type WranglerConfig = ReturnType<typeof import('wrangler').experimental_readRawConfig>['rawConfig'];

const STORED = join(import.meta.dirname, '../../node_modules/.cache/parley');

/** @param directory contains a wrangler.toml */
export async function readWranglerConfig(directory: string): Promise<WranglerConfig> {
  const source = join(directory, 'wrangler.toml');
  const digest = createHash('sha256')
    .update(await readFile(source))
    .digest('hex');
  const file = join(STORED, `wrangler-${digest}.json`);
  const stored = await readFile(file, 'utf8').catch(() => undefined);
  if (stored !== undefined) return JSON.parse(stored);
  const { experimental_readRawConfig: readRawConfig } = await import('wrangler');
  const { rawConfig } = readRawConfig({ config: source });
  await mkdir(STORED, { recursive: true });
  // Renaming makes the file appear as a whole, because another process may read it at any moment.
  await writeFile(`${file}.${process.pid}`, JSON.stringify(rawConfig));
  await rename(`${file}.${process.pid}`, file);
  return rawConfig;
}
