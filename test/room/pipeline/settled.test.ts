/** The two views of the log while events wait: `Present` includes them, and `Settled` stores them first. */

import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { traitsOf } from '../../../src/protocol/events/traits.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import { EVENTS_CODEC } from '../../../src/room/events/codec.ts';
import type { Sender } from '../../../src/room/events/contract.ts';
import { EventLog } from '../../../src/room/log/event-log.ts';
import { EventAdmission } from '../../../src/room/pipeline/admission.ts';
import { Pipeline } from '../../../src/room/pipeline/pipeline.ts';
import { Settled } from '../../../src/room/pipeline/settled.ts';
import { Waiting } from '../../../src/room/pipeline/waiting.ts';
import { freshRoom, stubOf } from '../support.ts';

const LIMITS = { frameBytes: 16_384, textChars: 4_000, rate: 0, burst: 1 };
const ANA: Sender = { memberId: '~ana', sessionTag: 'ana', name: 'Ana' };
const BO: Sender = { memberId: '~bo', sessionTag: 'bo', name: 'Bo' };
const NOW = 1_000_000;
/** So many receivers that even the second event has to wait. */
const CROWD = { size: 20_000, *[Symbol.iterator]() {} };

afterEach(() => {
  vi.restoreAllMocks();
});

interface Bench {
  log: EventLog<Stored>;
  waiting: Waiting;
  settled: Settled;
  storage: DurableObjectStorage;
  /** Ids of events whose senders were told that they weren't stored. */
  refused: (string | null)[];
  say(sender: Sender, id: string): string;
}

/** Runs `work` in one turn inside an object where "first" is stored and the following events wait. */
function inBusyRoom(work: (bench: Bench) => void): Promise<void> {
  return runInDurableObject(stubOf(freshRoom()), (_, { storage }) => {
    const log = new EventLog(storage, EVENTS_CODEC);
    const waiting = new Waiting(log);
    const refused: (string | null)[] = [];
    const pipeline = new Pipeline({
      ...{ log, waiting, admission: new EventAdmission(log, waiting, LIMITS), receivers: CROWD },
      dismiss: () => {},
      carryOut: () => {},
      refuse: ({ admitted }) => refused.push(...admitted.map(({ event }) => event.clientEventId)),
      subscribers: [],
    });
    const settled = new Settled(log, () => pipeline.settle(NOW));
    const say = (sender: Sender, id: string) => {
      const verdict = pipeline.accept({ type: 'msg', id, data: id }, sender, NOW);
      return 'refused' in verdict ? verdict.code : verdict.kind;
    };
    say(ANA, 'first');
    try {
      work({ log, waiting, settled, storage, refused, say });
    } finally {
      // Clears the timer.
      pipeline.settle(NOW);
    }
  });
}

describe('the present log', () => {
  it('present includes waiting events, and reading it stores nothing', () =>
    inBusyRoom(({ log, waiting, say }) => {
      say(ANA, 'waits');
      say(BO, 'too');
      expect([waiting.head, waiting.headTs, waiting.count]).toEqual([3, NOW, 2]);
      expect(waiting.get(2)).toMatchObject({ clientEventId: 'waits' });
      expect([...waiting.authors()].map(({ name }) => name)).toEqual(['Ana', 'Ana', 'Bo']);
      expect(log.head).toBe(1);
    }));

  it('present names no senders of secret events, stored or waiting', () =>
    inBusyRoom(({ log, waiting, settled, say }) => {
      Object.assign(traitsOf('msg'), { secret: true });
      onTestFinished(() => {
        Object.assign(traitsOf('msg'), { secret: false });
      });
      say(ANA, 'waits');
      expect([...waiting.authors()]).toEqual([]);
      expect(settled.head).toBe(2);
      expect([...log.authors()]).toEqual([]);
    }));
});

describe('the settled log', () => {
  it.each<[string, (settled: Settled) => unknown, unknown]>([
    ['head', (settled) => settled.head, 2],
    ['headTs', (settled) => settled.headTs, NOW],
    ['floor', (settled) => settled.floor, 1],
    ['get', (settled) => settled.get(2)?.clientEventId, 'waits'],
    ['text', (settled) => settled.text(2), 'waits'],
    ['latest', (settled) => settled.latest(10).events.length, 2],
    ['itemsBefore', (settled) => settled.itemsBefore(3, 10).events.length, 2],
    ['itemsAfter', (settled) => settled.itemsAfter(1, 10).events.length, 1],
    ['texts', (settled) => [...settled.texts(1, 3)].length, 2],
    ['rangeDown', (settled) => [...settled.rangeDown(0, 2)].length, 2],
    ['eventsAfter', (settled) => [...settled.eventsAfter(0)].length, 2],
    ['audited', (settled) => settled.audited(3, 10, 10).events.length, 0],
    ['epoch', (settled) => settled.epoch.length, 16],
    ['state', (settled) => settled.state.settings, {}],
  ])('reading %s stores waiting events first', (_, read, expected) =>
    inBusyRoom(({ log, settled, say }) => {
      say(ANA, 'waits');
      expect(log.head).toBe(1);
      expect(read(settled)).toEqual(expected);
      expect(log.head).toBe(2);
    }),
  );
});

describe('B30: a storage failure while reading', () => {
  it('if storage fails under a reader, the waiting senders are refused and the reader continues with what is stored', () =>
    inBusyRoom(({ waiting, settled, storage, refused, say }) => {
      const error = vi.spyOn(console, 'error').mockImplementation(() => {});
      storage.sql.exec(
        `CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.data = 'bad' BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
      );
      say(ANA, 'good');
      say(BO, 'bad');
      expect(settled.itemsBefore(9, 10).events.map(({ clientEventId }) => clientEventId)).toEqual(['first']);
      expect(refused).toEqual(['good', 'bad']);
      expect(JSON.parse(String(error.mock.calls[0]?.[0]))).toMatchObject({ event: 'storage_failed' });
      expect([waiting.head, waiting.count, waiting.get(2)]).toEqual([1, 0, undefined]);
      expect([...waiting.authors()].map(({ name }) => name)).toEqual(['Ana']);
      expect(say(ANA, 'good')).toBe('admitted');
      expect(settled.get(2)).toMatchObject({ clientEventId: 'good' });
    }));
});
