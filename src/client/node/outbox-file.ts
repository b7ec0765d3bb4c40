/** The outbox of a process in Node: one JSON file for one session in one room. */

import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OutboxStore } from '../outbox.ts';
import type { Queued } from '../own-event.ts';

/**
 * An outbox in the file `path`, which need not exist yet; its directory must.
 * Every write makes a new file beside it and renames it, so that a crash leaves the old list or the new one, whole.
 */
export function fileOutbox(path: string): OutboxStore {
  const entries = new Map<number, Queued>();
  return {
    async load() {
      for (const entry of await read(path)) entries.set(entry.order, entry);
      return [...entries.values()];
    },
    async write(put, remove) {
      for (const order of remove) entries.delete(order);
      for (const entry of put) entries.set(entry.order, entry);
      const list = [...entries.values()].sort((a, b) => a.order - b.order);
      await replace(path, JSON.stringify(list));
    },
  };
}

async function read(path: string): Promise<Queued[]> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Durable, not just written: first the content, then the name. */
async function replace(path: string, content: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  const directory = await open(dirname(path));
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
