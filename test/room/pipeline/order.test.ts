/**
 * The order of delivery: everything that happens while a batch is being published waits until every sink has that
 * batch.
 */

import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import { WrongKeys } from '../../../src/room/access/lock.ts';
import { EVENTS_CODEC } from '../../../src/room/events/codec.ts';
import { moduleOf } from '../../../src/room/events/registry.ts';
import { actsOn } from '../../../src/room/handlers/acts.ts';
import { EventLog } from '../../../src/room/log/event-log.ts';
import { EventAdmission } from '../../../src/room/pipeline/admission.ts';
import { Pipeline } from '../../../src/room/pipeline/pipeline.ts';
import type { Subscriber } from '../../../src/room/pipeline/stages.ts';
import { Telling } from '../../../src/room/pipeline/telling.ts';
import { Waiting } from '../../../src/room/pipeline/waiting.ts';
import { Connection } from '../../../src/room/presence/connection.ts';
import { Presence } from '../../../src/room/presence/presence.ts';
import { FakeSink } from '../fake-sink.ts';
import { fakeSocket } from '../fake-socket.ts';
import { freshRoom, stubOf } from '../support.ts';

const LIMITS = { frameBytes: 16_384, textChars: 4_000, rate: 0, burst: 1 };
const ADMIN = 'admin00000000000';
const NOW = 1_000_000;

afterEach(() => {
  vi.restoreAllMocks();
});

interface Room {
  pipeline: Pipeline<Connection>;
  telling: Telling<Connection>;
  presence: Presence;
  /** Frames that were sent, in order, as `receiver: frame`. */
  told: string[];
  connections: Record<'ana' | 'bo' | 'cy', Connection>;
  sinks: Record<'ana' | 'bo' | 'cy', FakeSink>;
  /** Connects a v1 client. */
  enter(name: string): { sink: FakeSink; connection: Connection };
  /** Submits a message of a member that isn't connected. */
  say(text: string): void;
}

function brief(text: string): string {
  const frame: ServerFrame = JSON.parse(text);
  switch (frame.type) {
    case 'broadcast':
      return frame.data;
    case 'system':
      return frame.event;
    case 'error':
      return frame.fatal ? `fatal ${frame.code}` : frame.code;
    default:
      return frame.type;
  }
}

/** Runs `work` in one turn inside an object, in a room where Ana, Bo and Cy connected in this order. */
function inRoom(
  work: (room: Room) => void,
  subscriber: (room: Room) => Partial<Subscriber> = () => ({}),
): Promise<void> {
  return runInDurableObject(stubOf(freshRoom()), (_, { storage }) => {
    const log = new EventLog(storage, EVENTS_CODEC);
    const waiting = new Waiting(log);
    const told: string[] = [];
    const config = { admins: new Set([ADMIN]) };
    const dismiss: Presence['dismiss'] = (casualties) => presence.dismiss(casualties);
    const telling = new Telling<Connection>({
      pipeline: { settle: () => pipeline.settle(NOW), afterBatch: (work) => pipeline.afterBatch(work) },
      dismiss,
      refused: () => {},
    });
    const presence = new Presence({
      counters: { opened: () => {}, ended: () => {}, noticed: () => {} },
      settle: () => pipeline.settle(NOW),
      telling,
      roles: { of: () => 'member', version: {} },
      leaveGraceMs: 10_000,
      isBusy: () => false,
    });
    const acts = actsOn({ config, present: waiting, presence, wrongKeys: new WrongKeys(NOW) });
    const { roster } = presence;
    const pipeline: Pipeline<Connection> = new Pipeline({
      ...{ log, waiting, receivers: roster.connections, dismiss },
      admission: new EventAdmission(log, waiting, LIMITS, undefined, {
        ...config,
        maxDays: 0,
        nameOf: (id) => roster.nameOf(id),
      }),
      carryOut: (event) => moduleOf(event.kind).stored?.(event, acts),
      refuse: () => {},
      subscribers: [{ name: 'test', afterCommit: (committed) => subscriber(room).afterCommit?.(committed) }],
    });
    const enter = (name: string): { sink: FakeSink; connection: Connection } => {
      const sink: FakeSink = new FakeSink(() => told.push(`${name}: ${brief(sink.texts.at(-1) ?? '{}')}`));
      const attachment = { cid: name, id: name, name, session: name, kind: 'v1' as const, joined: NOW, seen: NOW };
      const connection = Connection.open(fakeSocket(), attachment, () => sink);
      presence.enter(connection);
      return { sink, connection };
    };
    const [ana, bo, cy] = [enter('ana'), enter('bo'), enter('cy')];
    let said = 0;
    const room: Room = {
      ...{ pipeline, telling, presence, told, enter },
      connections: { ana: ana.connection, bo: bo.connection, cy: cy.connection },
      sinks: { ana: ana.sink, bo: bo.sink, cy: cy.sink },
      say: (data) => {
        said++;
        pipeline.accept({ type: 'msg', id: `m${said}`, data }, { memberId: '~di', sessionTag: 'di', name: 'Di' }, NOW);
      },
    };
    work(room);
  });
}

const toAll = (frame: string) => ['ana', 'bo', 'cy'].map((name) => `${name}: ${frame}`);

describe('publishing a batch', () => {
  it('an event submitted by a subscriber during publishing waits until all receivers have the batch, and is committed next', async () => {
    const heard: string[][] = [];
    await inRoom(
      ({ say, told }) => {
        say('one');
        expect(told).toEqual([...toAll('one'), 'subscriber went on', ...toAll('two')]);
        expect(heard).toEqual([['one'], ['two']]);
      },
      ({ say, told }) => ({
        afterCommit: ({ admitted }) => {
          heard.push(admitted.map(({ text }) => text));
          if (heard.length > 1) return;
          say('two');
          told.push('subscriber went on');
        },
      }),
    );
  });

  it('a receiver that does not read gets the whole batch, and what was submitted meanwhile, before it is closed', () =>
    inRoom(
      ({ say, told, sinks, presence, connections }) => {
        sinks.ana.slow = true;
        say('one');
        expect(told).toEqual([
          ...toAll('one'),
          'subscriber went on',
          ...toAll('two'),
          'ana: fatal slow_consumer',
          'bo: leave',
          'cy: leave',
        ]);
        expect(connections.ana.gone).toBe(true);
        expect(presence.roster.connections.size).toBe(2);
      },
      ({ say, told }) => ({
        afterCommit: ({ admitted }) => {
          if (admitted[0]?.text !== 'one') return;
          say('two');
          told.push('subscriber went on');
        },
      }),
    ));

  it('a receiver that fails affects no other and is marked as gone without a frame', () =>
    inRoom(({ say, told, sinks, connections }) => {
      sinks.ana.fails = true;
      say('one');
      expect(told).toEqual(['bo: one', 'cy: one']);
      expect(connections.ana.gone).toBe(true);
    }));

  it('notices, answers and closes during publishing wait and keep their order', () =>
    inRoom(
      ({ say, told }) => {
        say('one');
        expect(told).toEqual([
          ...toAll('one'),
          'subscriber went on',
          'bo: busy',
          'ana: fatal kicked',
          'bo: leave',
          'cy: leave',
          'bo: told',
          'cy: told',
        ]);
      },
      ({ telling, presence, connections, told }) => ({
        afterCommit: () => {
          telling.refuse(connections.bo, { refused: true, code: 'busy', why: 'Later.' });
          presence.close(connections.ana, 'kicked', 'Go.', 'kicked');
          telling.tell(presence.roster.connections, () => '{"type":"told"}');
          told.push('subscriber went on');
        },
      }),
    ));

  it('an error in a subscriber is logged and does not prevent delivery of the batch', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    return inRoom(
      ({ say, told }) => {
        say('one');
        say('two');
        expect(told).toEqual([...toAll('one'), ...toAll('two')]);
        expect(error.mock.calls.map(([line]) => JSON.parse(line))).toMatchObject([
          { event: 'task_failed', task: 'test' },
          { event: 'task_failed', task: 'test' },
        ]);
      },
      () => ({
        afterCommit: () => {
          throw new Error('a bug');
        },
      }),
    );
  });
});

describe('a newcomer', () => {
  it('a newcomer is not sent events that were admitted before it joined', () =>
    inRoom(({ say, told, enter }) => {
      // So many messages at once that the last ones have to wait.
      for (let n = 0; n < 1_000; n++) say(`${n}`);
      told.length = 0;
      say('waits');
      expect(told).toEqual([]);
      const { texts } = enter('di').sink;
      expect(told).toEqual(toAll('batch'));
      expect(texts).toEqual([]);
    }));
});

describe('a removed member', () => {
  it('a removed member first learns who removed it, and then the others are told that it left', () =>
    inRoom(({ pipeline, told }) => {
      const by = { memberId: ADMIN, sessionTag: 'a', name: 'Admin' };
      pipeline.accept({ type: 'mod', id: 'k', data: { action: 'kick', who: 'ana' } }, by, NOW);
      expect(told).toEqual([...toAll('mod'), 'ana: fatal kicked', 'bo: leave', 'cy: leave']);
    }));
});
