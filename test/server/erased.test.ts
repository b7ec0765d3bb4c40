/**
 * Deleted and edited texts must not remain on disk. Examines the bytes of the room's file instead of the results of
 * queries.
 */

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerFrame, SingleFrame } from '../../src/protocol/frames.ts';
import { startWorkerd, type Workerd } from '../support/workerd.ts';

/** Bytes of a page of the file. Longer texts continue in overflow pages. */
const PAGE_BYTES = 4_096;
/**
 * Lengths in characters, which have three bytes in every other message. They end within a cell, at its edge, or after
 * several overflow pages.
 */
const SIZES = [30, 70, 300, 1_000, 1_800, 3_000, 3_900, 4_000];
const MESSAGES = 200;
/**
 * The messages before this one are on the file's first page, which SQLite copies when it needs a second one. That copy
 * isn't overwritten (docs/privacy.md).
 */
const FIRST_PAGE = 20;

/** The text has a mark at its end too, so that a partial overwrite shows. */
function textOf(n: number): string {
  const mark = `secret-${String(n).padStart(4, '0')}`;
  const letter = n % 2 === 0 ? '好' : 'x';
  return `${mark}a${letter.repeat((SIZES[n % SIZES.length] ?? 0) - 2 * mark.length - 2)}${mark}z`;
}

/** The bytes of the room's file after its write-ahead log is merged into it. */
function fileOf({ storage }: Workerd): Buffer {
  const file = readdirSync(storage).find((name) => /^[\da-f]{64}\.sqlite$/.test(name));
  if (file === undefined) throw new Error('no room is stored');
  const db = new DatabaseSync(join(storage, file));
  try {
    expect(db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0 });
  } finally {
    db.close();
  }
  return readFileSync(join(storage, file));
}

it('B52: a deleted or edited text is overwritten in place, on all of its pages', async () => {
  const workerd = await startWorkerd({ RATE_LIMITS: 'off' });
  onTestFinished(() => workerd.stop());
  const ws = new WebSocket(`ws://127.0.0.1:${workerd.port}/ws/den`, ['parley.v1', `sid.${'a'.repeat(22)}`]);
  onTestFinished(() => ws.terminate());
  const frames: SingleFrame[] = [];
  ws.on('message', (data) => {
    const frame: ServerFrame = JSON.parse(String(data));
    frames.push(...(frame.type === 'batch' ? frame.data : [frame]));
    ws.emit('frames');
  });
  const acked = async (count: number) => {
    while (frames.filter(({ type }) => type === 'ack').length < count) {
      expect(frames.find(({ type }) => type === 'error')).toBeUndefined();
      await once(ws, 'frames');
    }
  };
  await once(ws, 'open');
  for (let n = 1; n <= MESSAGES; n++) ws.send(JSON.stringify({ type: 'msg', id: `m${n}`, data: textOf(n) }));
  await acked(MESSAGES);
  const there = fileOf(workerd);
  expect(there.length).toBeGreaterThan(100 * PAGE_BYTES);

  const changed = Array.from({ length: MESSAGES }, (_, n) => n + 1).filter((n) => n > FIRST_PAGE && n % 4 !== 0);
  for (const n of changed) expect(there.includes(`secret-${String(n).padStart(4, '0')}z`)).toBe(true);
  for (const ref of changed)
    ws.send(
      JSON.stringify(
        ref % 4 === 1 ? { type: 'edit', id: `e${ref}`, ref, data: 'harmless' } : { type: 'delete', id: `d${ref}`, ref },
      ),
    );
  await acked(MESSAGES + changed.length);
  const left = fileOf(workerd);
  const isLeft = (n: number) => left.includes(`secret-${String(n).padStart(4, '0')}`);
  expect(changed.filter(isLeft)).toEqual([]);
  // The unchanged texts are complete.
  for (let n = FIRST_PAGE; n <= MESSAGES; n += 4)
    expect(left.includes(`secret-${String(n).padStart(4, '0')}z`)).toBe(true);
}, 60_000);
