/** The outbox of a Node process: one JSON file for one session in one room. */

import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isKind } from '../../protocol/events/traits.ts';
import type { OutboxStore } from '../outbox/outbox.ts';
import type { Queued } from '../outbox/own-event.ts';

/** The file is not an outbox: it was truncated, overwritten, or written by an incompatible version. */
export interface Damage {
  path: string;
  /** The path to which the damaged file was moved. */
  keptAs: string;
  error: Error;
}

export interface FileOutboxOptions {
  /**
   * Called when the file could not be parsed and was moved aside. The outbox starts empty. Default: emits a process
   * warning.
   */
  damaged?: (damage: Damage) => void;
}

/**
 * An outbox in the file `path`. The file need not exist; its directory must. Every write creates a new file beside it
 * and renames it, so that a crash leaves either the old list or the new one. If the file can't be read, or a damaged
 * file can't be moved aside, `load` and every `write` fail, so that it is never overwritten.
 */
export function fileOutbox(path: string, { damaged = warn }: FileOutboxOptions = {}): OutboxStore {
  const entries = new Map<number, Queued>();
  let unread: unknown;
  return {
    async load() {
      try {
        for (const entry of await read(path, damaged)) entries.set(entry.order, entry);
      } catch (error) {
        unread = error;
        throw error;
      }
      return [...entries.values()];
    },
    async write(put, remove) {
      if (unread !== undefined)
        throw new Error(`${path} couldn’t be read, so it is not overwritten.`, { cause: unread });
      for (const order of remove) entries.delete(order);
      for (const entry of put) entries.set(entry.order, entry);
      const list = [...entries.values()].sort((a, b) => a.order - b.order);
      await replace(path, JSON.stringify(list));
    },
  };
}

async function read(path: string, damaged: (damage: Damage) => void): Promise<Queued[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const parsed = parse(text);
  if (!(parsed instanceof Error)) return parsed;
  const keptAs = `${path}.damaged-${Date.now()}-${process.pid}`;
  await rename(path, keptAs);
  damaged({ path, keptAs, error: parsed });
  return [];
}

function parse(text: string): Queued[] | Error {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every(isQueued)) return list;
    return new TypeError('The file is JSON, but not a list of events.');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Whether `value` is an entry. A few fields suffice, because only `write` creates such files. */
function isQueued(value: unknown): value is Queued {
  if (typeof value !== 'object' || value === null) return false;
  const entry: Partial<Record<keyof Queued, unknown>> = value;
  return (
    typeof entry.type === 'string' &&
    isKind(entry.type) &&
    typeof entry.id === 'string' &&
    typeof entry.order === 'number' &&
    (entry.status === 'sending' || entry.status === 'failed')
  );
}

function warn({ path, keptAs, error }: Damage): void {
  process.emitWarning(`The outbox ${path} was damaged and is kept as ${keptAs}: ${error.message}`, 'DamagedOutbox');
}

/** Makes the content durable first, then the name. */
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
