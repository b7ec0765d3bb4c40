/**
 * What goes over the wire and into the tables, byte for byte: scripted rooms, and beside each in golden/ what comes of it.
 * A change that is meant is written anew by `npx vitest run --project worker test/room/golden.test.ts -u`: then read what differs.
 * Rows written are those of cost tests: what the log counts for an act.
 */

import { afterEach, expect, it, vi } from 'vitest';
import { asks } from './golden/asks.ts';
import { busy } from './golden/busy.ts';
import { doors } from './golden/doors.ts';
import { large } from './golden/large.ts';
import { talk } from './golden/talk.ts';
import { Transcript } from './golden/transcript.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const SCRIPTS = { talk, asks, doors, busy, large };

it.each(Object.entries(SCRIPTS))(
  'the scripted room %s sends and stores exactly what it did before',
  async (name, script) => {
    for (const method of ['log', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {});
    const transcript = new Transcript();
    await script(transcript);
    await expect(transcript.text).toMatchFileSnapshot(`./golden/${name}.txt`);
  },
);
