/**
 * Frames on the wire and rows in the tables, byte for byte. Each script is played in a room, and its transcript is
 * compared with the file of its name in golden/.
 * After an intended change, rewrite the files with `npx vitest run --project worker test/room/golden.test.ts -u` and
 * review the diff.
 * Rows written are what the log counts for each act, as in the tests of costs.
 */

import { afterEach, expect, it, vi } from 'vitest';
import { busy } from './golden/busy.ts';
import { connects } from './golden/connects.ts';
import { events } from './golden/events.ts';
import { large } from './golden/large.ts';
import { poll } from './golden/poll.ts';
import { questions } from './golden/questions.ts';
import { Transcript } from './golden/transcript.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const SCRIPTS = { events, poll, questions, connects, busy, large };

it.each(Object.entries(SCRIPTS))(
  'the scripted room %s sends and stores exactly what it did before',
  async (name, script) => {
    for (const method of ['log', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {});
    const transcript = new Transcript();
    await script(transcript);
    await expect(transcript.text).toMatchFileSnapshot(`./golden/${name}.txt`);
  },
);
