/** Events on their way through the pipeline, with the storage of a real object and a simulated clock. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { EventRequest } from '../../../src/protocol/events/registry.ts';
import { traitsOf } from '../../../src/protocol/events/traits.ts';
import { tallyOf } from '../../../src/room/events/ballots.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import { EVENTS_CODEC } from '../../../src/room/events/codec.ts';
import type { Sender } from '../../../src/room/events/contract.ts';
import { react } from '../../../src/room/events/react.ts';
import { TokenBucket } from '../../../src/room/limits/token-bucket.ts';
import { EventLog } from '../../../src/room/log/event-log.ts';
import { KNOWN_VERSION } from '../../../src/room/log/migrations.ts';
import { EventAdmission } from '../../../src/room/pipeline/admission.ts';
import { Pipeline } from '../../../src/room/pipeline/pipeline.ts';
import type { Committed, Failed } from '../../../src/room/pipeline/stages.ts';
import { Waiting } from '../../../src/room/pipeline/waiting.ts';
import { freshRoom, stubOf } from '../support.ts';

const LIMITS = { frameBytes: 16_384, textChars: 4_000, rate: 0, burst: 1 };
const ANA: Sender = { memberId: '~ana', sessionTag: 'ana', name: 'Ana' };
const BO: Sender = { memberId: '~bo', sessionTag: 'bo', name: 'Bo' };
/** A member with a key, who becomes the owner by starting the room. */
const OLIVIA: Sender = { memberId: 'olivia0000000000', sessionTag: 'olivia', name: 'Olivia' };
/** So many receivers that even the second event has to wait. */
const CROWD = 20_000;
const NOW = 1_000_000;

interface Bench {
  log: EventLog<Stored>;
  pipeline: Pipeline<never>;
  /** Stands for all connections, of which only the number counts. */
  crowd: { size: number };
  results: (Committed | Failed)[];
  storage: DurableObjectStorage;
  say(sender: Sender, id: string, data?: string, receivers?: number): string;
  send(sender: Sender, frame: EventRequest, receivers?: number): string;
}

/** Runs `work` in one turn inside an object, so that no timer fires in between. */
function inRoom(work: (bench: Bench) => void, roomRate?: TokenBucket): Promise<void> {
  return runInDurableObject(stubOf(freshRoom()), (_, { storage }) => {
    const log = new EventLog(storage, EVENTS_CODEC);
    const results: (Committed | Failed)[] = [];
    const waiting = new Waiting(log);
    const crowd = { size: CROWD, *[Symbol.iterator]() {} };
    const pipeline = new Pipeline({
      ...{ log, waiting, admission: new EventAdmission(log, waiting, LIMITS, roomRate), receivers: crowd },
      dismiss: () => {},
      carryOut: () => {},
      refuse: (failed) => results.push(failed),
      subscribers: [{ name: 'results', afterCommit: (committed) => results.push(committed) }],
    });
    const send = (sender: Sender, frame: EventRequest, receivers = CROWD) => {
      crowd.size = receivers;
      const verdict = pipeline.accept(frame, sender, NOW);
      return 'refused' in verdict ? verdict.code : verdict.kind;
    };
    const say = (sender: Sender, id: string, data = id, receivers = CROWD) =>
      send(sender, { type: 'msg', id, data }, receivers);
    work({ log, pipeline, crowd, results, storage, say, send });
    pipeline.settle();
  });
}

/** Runs `work` while storage fails the chosen queries. */
function failing({ sql }: DurableObjectStorage, fails: (query: string) => boolean, work: () => void): void {
  const exec = sql.exec.bind(sql);
  const spy = vi.spyOn(sql, 'exec').mockImplementation((query, ...bindings) => {
    if (fails(query)) throw new Error('disk');
    return exec(query, ...bindings);
  });
  try {
    work();
  } finally {
    spy.mockRestore();
  }
}

const sizes = (results: (Committed | Failed)[]) => results.map(({ admitted }) => admitted.length);

describe('an event', () => {
  it('in a quiet room an event is stored and broadcast at once, without a timer', () =>
    inRoom(({ log, results, say }) => {
      const setTimer = vi.spyOn(globalThis, 'setTimeout');
      for (let n = 1; n <= 5; n++) {
        expect(say(ANA, `m${n}`, 'hi', 50)).toBe('admitted');
        expect(log.head).toBe(n);
      }
      expect(sizes(results)).toEqual([1, 1, 1, 1, 1]);
      expect(setTimer).not.toHaveBeenCalled();
      setTimer.mockRestore();
    }));

  it('in a busy room an event waits for others, with one timer, which a flush clears', () =>
    inRoom(({ pipeline, log, results, say }) => {
      const [set, clear] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')];
      for (let n = 1; n <= 10; n++) say(n % 2 ? ANA : BO, `m${n}`);
      expect(log.head).toBe(1);
      expect(set).toHaveBeenCalledTimes(1);
      pipeline.settle();
      expect(log.head).toBe(10);
      expect(sizes(results)).toEqual([1, 9]);
      expect(clear).toHaveBeenCalledTimes(1);
      pipeline.settle();
      expect(results).toHaveLength(2);
      set.mockRestore();
      clear.mockRestore();
    }));

  it('256 waiting events leave on arrival, whatever the timer does', () =>
    inRoom(({ results, say }) => {
      for (let n = 0; n < 1_000; n++) say(ANA, `m${n}`, 'hi', 128);
      expect(sizes(results).slice(-2)).toEqual([256, 256]);
    }));

  it.each([
    ['256 KiB wait in a room of 64', 64, 64],
    ['what waits is 16 MiB for 128 receivers together', 128, 32],
    ['16 KiB wait in the largest room', 20_000, 4],
  ])('waiting events leave on arrival when %s, counted in bytes of UTF-8', (_, receivers, together) =>
    inRoom(({ results, say }) => {
      // A thousand short messages make the room busy.
      for (let n = 0; n < 1_000; n++) say(ANA, `w${n}`, 'x', receivers);
      const before = results.length;
      // 4 KiB each, including the other fields of a frame.
      for (let n = 0; n < 200; n++) say(ANA, `m${n}`, '字'.repeat((4_096 - 160) / 3), receivers);
      expect(sizes(results).slice(before + 1, before + 3)).toEqual([together, together]);
    }),
  );

  it('waiting events are stored by one statement and one transaction, together with their changes', () =>
    inRoom(({ pipeline, say, send, storage }) => {
      say(ANA, 'first');
      pipeline.settle();
      const [exec, transaction] = [vi.spyOn(storage.sql, 'exec'), vi.spyOn(storage, 'transactionSync')];
      for (let n = 0; n < 30; n++) say(ANA, `m${n}`);
      pipeline.settle();
      expect([exec.mock.calls.length, transaction.mock.calls.length]).toEqual([1, 0]);
      for (let n = 0; n < 30; n++) say(ANA, `n${n}`);
      send(ANA, { type: 'edit', id: 'e', ref: 1, data: 'changed' });
      pipeline.settle();
      // Four statements, because the edit also overwrites the old text.
      expect([exec.mock.calls.length, transaction.mock.calls.length]).toEqual([4, 1]);
    }));

  it('in a quiet room a single event is stored by one statement without an explicit transaction', () =>
    inRoom(({ say, storage }) => {
      say(ANA, 'first', 'first', 2);
      const [exec, transaction] = [vi.spyOn(storage.sql, 'exec'), vi.spyOn(storage, 'transactionSync')];
      for (let n = 1; n <= 5; n++) say(ANA, `m${n}`, 'hi', 2);
      expect([exec.mock.calls.length, transaction.mock.calls.length]).toEqual([5, 0]);
    }));

  it('a repeat of a waiting event is acknowledged after that event is stored', () =>
    inRoom(({ log, say }) => {
      say(ANA, 'first');
      expect(say(ANA, 'twice', 'same')).toBe('admitted');
      expect(log.head).toBe(1);
      expect(say(ANA, 'twice', 'same')).toBe('repeated');
      expect(log.head).toBe(2);
      expect(say(ANA, 'again', 'one')).toBe('admitted');
      expect(say(ANA, 'again', 'other')).toBe('id_conflict');
      expect(say(BO, 'twice', 'another member')).toBe('admitted');
    }));

  it('B19: a repeat is acknowledged even if the rules for new content would refuse it by now', () =>
    inRoom(({ log, say, send }) => {
      say(ANA, 'm', 'first text', 2);
      say(ANA, 'n', 'next text', 2);
      const edit: EventRequest = { type: 'edit', id: 'e', ref: 2, data: 'other text' };
      send(ANA, edit, 2);
      const poll: EventRequest = { type: 'poll', id: 'p', data: 'Who?', options: ['A', 'Ａ'] };
      const { memberId: member, ...by } = ANA;
      const ballots = { options: poll.options, voters: [], choices: [] };
      const body = { text: poll.data, state: null, ballots };
      const event = { ...by, kind: 'poll', seq: 4, ts: NOW, ref: null, member, clientEventId: 'p', body } as const;
      // Other versions may know other emoji and allow longer topics.
      const reaction: EventRequest = { type: 'react', id: 'r', ref: 1, data: 'new' };
      const reacted = { ...event, kind: 'react', seq: 5, ref: 1, clientEventId: 'r' } as const;
      const settings: EventRequest = { type: 'set', id: 's', data: { topic: 'x'.repeat(201) } };
      const set = { ...event, kind: 'set', seq: 6, clientEventId: 's', body: { change: settings.data } } as const;
      log.append([event, { ...reacted, body: { emoji: 'new', off: false } }, set], []);
      const stricter = new EventAdmission(log, new Waiting(log), { ...LIMITS, textChars: 4 });
      const admit = (frame: EventRequest) => stricter.admit(frame, ANA, NOW);
      for (const frame of [{ type: 'msg', id: 'm', data: 'first text' }, edit, poll, reaction, settings] as const) {
        expect(admit(frame)).toMatchObject({ kind: 'repeated' });
        expect(admit({ ...frame, id: 'new' })).toMatchObject({ refused: true });
        const other = frame.type === 'set' ? { ...frame, data: { slow: 5 } } : { ...frame, data: 'x'.repeat(5) };
        expect(admit(other)).toMatchObject({ code: 'id_conflict' });
      }
      expect(log.head).toBe(6);
    }));

  it('changes of one message in one flush build on each other', () =>
    inRoom(({ pipeline, log, results, say, send }) => {
      say(ANA, 'warm');
      say(ANA, 'm', 'draft');
      expect(send(ANA, { type: 'edit', id: 'e', ref: 2, data: 'final' })).toBe('admitted');
      expect(send(ANA, { type: 'react', id: 'r', ref: 2, data: '👍' })).toBe('admitted');
      expect(send(BO, { type: 'react', id: 'r', ref: 2, data: '👍' })).toBe('admitted');
      expect(send(BO, { type: 'edit', id: 'e', ref: 2, data: 'mine' })).toBe('forbidden');
      expect(send(ANA, { type: 'delete', id: 'd', ref: 1 })).toBe('admitted');
      expect(send(BO, { type: 'react', id: 'late', ref: 1, data: '👍' })).toBe('not_found');
      expect(send(BO, { type: 'react', id: 'none', ref: 3, data: '👍' })).toBe('not_found');
      expect(send(ANA, { type: 'msg', id: 're', data: 'x', re: 2 })).toBe('admitted');
      const { rowsWritten } = log;
      pipeline.settle();
      // One row for each of the six events, and two for each of the two messages, which are overwritten first.
      expect(log.rowsWritten - rowsWritten).toBe(6 + 2 + 2);
      expect(sizes(results)).toEqual([1, 6]);
      const reacts = { '👍': ['~ana', '~bo'] };
      expect(log.get(2)?.body).toEqual({ text: 'final', state: { edited: NOW, reacts } });
      expect(log.get(1)?.body).toEqual({ text: '', state: { gone: true } });
    }));

  it('an event that would change nothing is not stored, and is answered once the event it repeats is stored', () =>
    inRoom(({ log, results, say, send }) => {
      say(ANA, 'first');
      const { judge } = react;
      vi.spyOn(react, 'judge').mockImplementation((event, meeting) => {
        const item = meeting.present.get(1);
        if (item?.kind !== 'msg' || !item.body.state?.reacts) return judge(event, meeting);
        return { unchanged: item };
      });
      onTestFinished(() => {
        vi.restoreAllMocks();
      });
      const thumb = { type: 'react' as const, ref: 1, data: '👍' };
      expect(send(ANA, { ...thumb, id: 'once' })).toBe('admitted');
      expect(log.head).toBe(1);
      const { rowsWritten } = log;
      expect(send(ANA, { ...thumb, id: 'twice' })).toBe('unchanged');
      expect([log.head, log.rowsWritten - rowsWritten]).toEqual([2, 2]);
      expect(send(ANA, { ...thumb, id: 'thrice' })).toBe('unchanged');
      expect([log.head, log.rowsWritten - rowsWritten]).toEqual([2, 2]);
      expect(sizes(results)).toEqual([1, 1]);
    }));

  it("the event that raises the room's version is charged for that row, once", () =>
    inRoom(({ pipeline, log, say }) => {
      say(ANA, 'first');
      const { schema } = traitsOf('react');
      Object.assign(traitsOf('react'), { schema: KNOWN_VERSION + 1 });
      onTestFinished(() => {
        Object.assign(traitsOf('react'), { schema });
      });
      const charged: number[] = [];
      const allowance = { store: (rows: number) => charged.push(rows) * 0, look: () => 0 };
      const { rowsWritten } = log;
      for (const [n, data] of ['👍', '🎉'].entries()) {
        pipeline.accept({ type: 'react', id: `r${n}`, ref: 1, data }, ANA, NOW, allowance);
        pipeline.settle();
      }
      expect(charged).toEqual([3, 2]);
      expect(log.rowsWritten - rowsWritten).toBe(5);
    }));

  it('an event that would change nothing is checked again if the one it repeats could not be stored', () =>
    inRoom(({ say, send, storage }) => {
      say(ANA, 'first');
      const { judge } = react;
      vi.spyOn(react, 'judge').mockImplementation((event, meeting) => {
        const item = meeting.present.get(1);
        return item?.kind === 'msg' && item.body.state?.reacts ? { unchanged: item } : judge(event, meeting);
      });
      onTestFinished(() => {
        vi.restoreAllMocks();
      });
      const thumb = { type: 'react' as const, ref: 1, data: '👍' };
      send(ANA, { ...thumb, id: 'once' });
      failing(
        storage,
        (query) => query.startsWith('INSERT'),
        () => expect(send(ANA, { ...thumb, id: 'twice' })).toBe('admitted'),
      );
    }));

  it('an event that allows or forbids something is stored at once and applies to the next event', () =>
    inRoom(({ log, say, send }) => {
      say(ANA, 'first');
      say(BO, 'waits');
      expect(log.head).toBe(1);
      expect(send(ANA, { type: 'set', id: 's', data: { topic: 'now' } })).toBe('admitted');
      expect(log.head).toBe(3);
    }));

  it("an event beyond the room's rate is refused as busy and leaves no trace", () =>
    inRoom(
      ({ pipeline, log, say }) => {
        const taken = Array.from({ length: 12 }, (_, n) => say(ANA, `m${n}`));
        expect(taken).toEqual([...Array(10).fill('admitted'), 'busy', 'busy']);
        expect(pipeline.accept({ type: 'msg', id: 'm11', data: 'x' }, ANA, NOW)).toMatchObject({
          code: 'busy',
          // Random, so that clients don't all come back at once.
          retryAfterMs: expect.toSatisfy((ms: number) => ms >= 500 && ms < 1_500),
        });
        // A repeat doesn't count against the rate and is answered.
        expect(say(ANA, 'm3')).toBe('repeated');
        pipeline.settle();
        expect(log.head).toBe(10);
      },
      new TokenBucket(10, 10, NOW),
    ));
});

describe('a room of 200 members who each send 25 events a second', () => {
  it('200 members who each send 25 events a second cause at least 40 events per transaction', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW });
    try {
      await inRoom(({ pipeline, results, crowd }) => {
        crowd.size = 200;
        const events = 200 * 25;
        for (let n = 0; n < events; n++) {
          // Five events arrive per millisecond.
          if (n % 5 === 0) vi.advanceTimersByTime(1);
          pipeline.accept({ type: 'msg', id: `m${n}`, data: 'x'.repeat(100) }, ANA, Date.now());
        }
        pipeline.settle();
        expect(results.reduce((stored, { admitted }) => stored + admitted.length, 0)).toBe(events);
        expect(events / results.length).toBeGreaterThanOrEqual(40);
      });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('500 votes of 500 members in a second', () => {
  it('500 votes in a second cause at most 40 updates for each member, and each update writes the poll once', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW });
    try {
      await inRoom(({ log, pipeline, results, crowd }) => {
        pipeline.accept({ type: 'poll', id: 'p', data: 'Lunch?', options: ['Soup', 'Cake'] }, ANA, NOW);
        crowd.size = 500;
        const [flushes, { rowsWritten }] = [results.length, log];
        for (let n = 0; n < 500; n++) {
          vi.advanceTimersByTime(2);
          const voter = { memberId: `~voter${String(n).padStart(7, '0')}`, sessionTag: 's', name: 'Vic' };
          pipeline.accept({ type: 'vote', id: 'v', ref: 1, choice: [n % 2] }, voter, Date.now());
        }
        pipeline.settle();
        const updates = results.length - flushes;
        expect(updates).toBeLessThanOrEqual(40);
        expect(log.rowsWritten - rowsWritten).toBe(500 + updates);
        const { ballots } = (log.get(1) as Stored<'poll'>).body;
        expect(tallyOf(ballots)).toEqual({ counts: [250, 250], voters: 500 });
      });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('B30: storage that throws in the middle of a batch', () => {
  it('a storage error fails the whole batch, and its numbers are assigned again', () =>
    inRoom(({ pipeline, log, results, say, send, storage }) => {
      say(ANA, 'first');
      say(ANA, 'before');
      pipeline.settle();
      storage.sql.exec(
        `CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.data = 'bad' BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
      );
      say(ANA, 'good');
      send(ANA, { type: 'edit', id: 'e', ref: 2, data: 'changed' });
      say(BO, 'bad');
      say(ANA, 'after');
      pipeline.settle();
      expect(results.at(-1)).toMatchObject({ kind: 'failed', admitted: { length: 4 } });
      expect(log.head).toBe(2);
      expect(log.text(2)).toBe('before');
      expect(storage.sql.exec('SELECT seq, data FROM event').toArray()).toEqual([
        { seq: 1, data: 'first' },
        { seq: 2, data: 'before' },
      ]);
      expect(say(ANA, 'good')).toBe('admitted');
      expect(send(ANA, { type: 'edit', id: 'e', ref: 2, data: 'changed' })).toBe('admitted');
      pipeline.settle();
      expect(log.recent().map(({ seq, clientEventId }) => [seq, clientEventId])).toEqual([
        [1, 'first'],
        [2, 'before'],
        [3, 'good'],
        [4, 'e'],
      ]);
      expect(log.text(2)).toBe('changed');
    }));

  it('an error while reading the room also fails the whole batch', () =>
    inRoom(({ pipeline, log, results, say, storage }) => {
      say(ANA, 'first');
      say(ANA, 'waits');
      log.reset();
      failing(
        storage,
        () => true,
        () => pipeline.settle(),
      );
      expect(results.at(-1)).toMatchObject({ kind: 'failed', admitted: [{ event: { clientEventId: 'waits' } }] });
      expect(say(ANA, 'waits')).toBe('admitted');
      pipeline.settle();
      expect(log.head).toBe(2);
    }));

  it('a stored batch is published even if nothing can be read afterwards', () =>
    inRoom(({ log, results, say, send, storage }) => {
      say(OLIVIA, 'first');
      const { epoch } = log;
      let isStored = false;
      const fails = (query: string) => {
        if (!isStored) isStored = query.startsWith('INSERT INTO event');
        else return query.startsWith('SELECT');
        return false;
      };
      // After a change of retention the log looks for its oldest readable event.
      failing(storage, fails, () => {
        expect(send(OLIVIA, { type: 'set', id: 's', data: { retentionDays: 1 } })).toBe('admitted');
      });
      expect(results.at(-1)).toMatchObject({ kind: 'stored', epoch, admitted: [{ event: { clientEventId: 's' } }] });
    }));
});
