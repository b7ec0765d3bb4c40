/** What is left on disk of text that was deleted or edited: the bytes of the room's file, not what a query would show. */

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerFrame, SingleFrame } from '../../src/protocol/frames.ts';
import { startWorkerd, type Workerd } from '../support/workerd.ts';

/** Bytes of a page of the file; a longer text goes on in overflow pages. */
const PAGE_BYTES = 4_096;
/** In characters; those of every other message have three bytes. Within a cell, on its edge, and over several overflow pages. */
const SIZES = [30, 70, 300, 1_000, 1_800, 3_000, 3_900, 4_000];
const MESSAGES = 200;
/** Of the first page, which SQLite copies to another when a second is needed: that copy is not reached (docs/privacy.md). */
const FIRST_PAGE = 20;

/** Says where its text ends, too: what is overwritten in part only would show. */
function textOf(n: number): string {
  const mark = `secret-${String(n).padStart(4, '0')}`;
  const letter = n % 2 === 0 ? '好' : 'x';
  return `${mark}a${letter.repeat((SIZES[n % SIZES.length] ?? 0) - 2 * mark.length - 2)}${mark}z`;
}

/** The bytes of the room's file once its log is folded in. */
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
  // The others are there, to their ends.
  for (let n = FIRST_PAGE; n <= MESSAGES; n += 4)
    expect(left.includes(`secret-${String(n).padStart(4, '0')}z`)).toBe(true);
}, 60_000);
