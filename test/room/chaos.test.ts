/**
 * The room in workerd under random schedules of sends, cuts, resumes, evictions, alarms and clock jumps. The judge
 * checks every promise of the protocol.
 */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import type { SingleFrame } from '../../src/protocol/frames.ts';
import { type Entry, judge, type StoredRow } from '../support/judge.ts';
import { connect, evict, freshRoom, newSid, type Peer, stubOf } from './support.ts';

/** Schedules in one run. A failure prints the seed and the smallest failing schedule. */
const SCHEDULES = 60;

type Step =
  | { do: 'send'; who: number; cut: boolean }
  | { do: 'edit' | 'delete' | 'react'; who: number; nth: number }
  | { do: 'repeat'; who: number; nth: number }
  | { do: 'drop' | 'leave' | 'connect' | 'wait'; who: number }
  | { do: 'base'; who: number }
  | { do: 'evict' | 'alarm' }
  | { do: 'pass'; seconds: number };

const SESSIONS = 4;
const BASES = 2;
const who = fc.nat(SESSIONS - 1);
const nth = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('send' as const), who, cut: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('edit', 'delete', 'react'), who, nth }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('repeat' as const), who, nth }) },
  {
    weight: 7,
    arbitrary: fc.record({ do: fc.constantFrom('drop', 'connect', 'connect', 'wait', 'wait', 'leave'), who }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('base' as const), who: fc.nat(BASES - 1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('evict', 'evict', 'alarm') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 30 }) }) },
);

interface Sent {
  id: string;
  frame: Record<string, unknown>;
  again: number;
}

/** One schedule, played in a room of its own. */
class Run {
  readonly room = freshRoom();
  readonly entries: Entry[] = [];
  #conns = 0;
  #ids = 0;

  record(entry: Entry): void {
    this.entries.push(entry);
  }

  nextConn(): number {
    this.#conns++;
    return this.#conns;
  }

  nextId(): string {
    this.#ids++;
    return `id-${this.#ids}`;
  }
}

/** A v1 client as docs/protocol.md describes it, except that the schedule makes every decision. */
class Session {
  readonly sid = newSid();
  readonly unacked: Sent[] = [];
  readonly sent: Sent[] = [];
  head: number | undefined;
  epoch = '';
  peer: Peer | undefined;
  id = '';
  readonly #run: Run;
  #conn = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  async connect(): Promise<void> {
    const resume = this.head === undefined ? {} : { since: this.head, epoch: this.epoch };
    const conn = this.#run.nextConn();
    if (this.peer) this.#run.record({ kind: 'closed', conn: this.#conn });
    this.#conn = conn;
    this.#run.record({ kind: 'open', conn, room: this.#run.room, session: this.sid, v1: true, ...resume });
    this.peer = await connect(this.#run.room, { sid: this.sid, ...resume }, (frame) => this.#came(conn, frame));
    await this.peer.settled();
    for (const sent of this.unacked) this.#transmit(sent, true);
  }

  async end(code: number): Promise<void> {
    const { peer } = this;
    if (!peer) return;
    this.peer = undefined;
    this.#run.record({ kind: 'closed', conn: this.#conn });
    peer.close(code);
    await peer.closed;
  }

  /** Sends an event. As an outbox does, it remembers the event before transmitting it. */
  send(frame: Record<string, unknown>): void {
    const sent = { id: this.#run.nextId(), frame, again: this.head ?? 0 };
    this.unacked.push(sent);
    this.sent.push(sent);
    this.#transmit(sent, false);
  }

  repeat(nth: number): void {
    const acked = this.sent.filter((sent) => !this.unacked.includes(sent));
    const sent = acked[nth % acked.length];
    if (sent) this.#transmit(sent, true);
  }

  #transmit({ id, frame, again }: Sent, repeated: boolean): void {
    if (!this.peer) return;
    this.#run.record({ kind: 'sent', conn: this.#conn, id, type: String(frame.type), text: String(frame.data ?? '') });
    this.peer.send({ ...frame, id, ...(repeated ? { again } : {}) });
  }

  #came(conn: number, frame: SingleFrame): void {
    this.#run.record({ kind: 'frame', conn, frame });
    if (conn !== this.#conn) return;
    switch (frame.type) {
      case 'welcome':
        this.id = frame.data.self.id;
        if (!frame.data.recovered) this.head = frame.data.seq;
        this.epoch = frame.data.epoch;
        return;
      case 'ack':
      case 'error': {
        // The room closed the connection because it was silent while the clock jumped.
        if (frame.type === 'error' && frame.fatal) {
          this.#run.record({ kind: 'closed', conn });
          this.peer = undefined;
          return;
        }
        const index = this.unacked.findIndex(({ id }) => id === frame.id);
        if (index >= 0) this.unacked.splice(index, 1);
        if (frame.type === 'error') {
          // A refusal is final. Another attempt under the same id would be a different request.
          const refused = this.sent.findIndex(({ id }) => id === frame.id);
          if (refused >= 0) this.sent.splice(refused, 1);
          return;
        }
        if (frame.dup) return;
        this.head = frame.seq;
        if (frame.epoch !== undefined) this.epoch = frame.epoch;
        return;
      }
      case 'broadcast':
      case 'edit':
      case 'delete':
      case 'react':
      case 'set':
        this.head = frame.seq;
        if ('epoch' in frame && frame.epoch !== undefined) this.epoch = frame.epoch;
        return;
    }
  }
}

async function play(steps: Step[]): Promise<ReturnType<typeof judge>> {
  const run = new Run();
  const sessions = Array.from({ length: SESSIONS }, () => new Session(run));
  const bases = Array.from({ length: BASES }, () => ({ peer: undefined as Peer | undefined, conn: 0 }));
  let now = Date.now();
  let text = 0;
  for (const session of sessions) await session.connect();
  for (const step of steps) {
    switch (step.do) {
      case 'send': {
        text++;
        const session = sessions[step.who];
        session?.send({ type: 'msg', data: `@${run.room}@ ${text}` });
        // The connection is cut without waiting for the ack, so the client can't know whether the event was stored.
        if (step.cut) await session?.end(4100);
        break;
      }
      case 'edit':
      case 'delete':
      case 'react': {
        const data = step.do === 'react' ? '👍' : `@${run.room}@ edited`;
        const ref = 1 + step.nth;
        sessions[step.who]?.send(step.do === 'delete' ? { type: 'delete', ref } : { type: step.do, ref, data });
        break;
      }
      case 'repeat':
        await sessions[step.who]?.peer?.settled().catch(() => undefined);
        sessions[step.who]?.repeat(step.nth);
        break;
      case 'connect':
        await sessions[step.who]?.connect();
        break;
      case 'wait':
        // The room may close the connection meanwhile.
        await sessions[step.who]?.peer?.settled().catch(() => undefined);
        break;
      case 'drop':
        await sessions[step.who]?.end(1001);
        break;
      case 'leave':
        await sessions[step.who]?.end(1000);
        break;
      case 'base': {
        const base = bases[step.who];
        if (!base) break;
        if (base.peer) {
          run.record({ kind: 'closed', conn: base.conn });
          base.peer.close(1001);
          await base.peer.closed;
          base.peer = undefined;
          break;
        }
        const conn = run.nextConn();
        base.conn = conn;
        run.record({ kind: 'open', conn, room: run.room, session: `base-${conn}`, v1: false });
        base.peer = await connect(run.room, {}, (frame) => {
          run.record({ kind: 'frame', conn, frame });
          if (frame.type !== 'error' || !frame.fatal) return;
          run.record({ kind: 'closed', conn });
          base.peer = undefined;
        });
        await base.peer?.next('system');
        base.peer?.send({ type: 'msg', data: `@${run.room}@ base ${conn}` });
        break;
      }
      case 'evict':
        // `evict` rejects if the room is already asleep.
        await evict(run.room).catch(() => undefined);
        break;
      case 'alarm':
        await runDurableObjectAlarm(stubOf(run.room));
        break;
      case 'pass':
        now += step.seconds * 1_000;
        vi.useFakeTimers({ toFake: ['Date'], now });
        break;
    }
  }
  // At the end all clients reconnect, all requests are answered, and the grace time of lost members passes.
  for (const session of sessions) await session.connect();
  const open = [...sessions, ...bases].flatMap(({ peer }) => peer ?? []);
  await Promise.all(open.map((peer) => peer.settled()));
  vi.useFakeTimers({ toFake: ['Date'], now: now + 11_000 });
  for (const peer of open) await peer.settled();
  await until(() => open.every((peer) => countOf(peer) === open.length));
  for (const peer of open) await peer.settled();

  const { rows, here } = await runInDurableObject(stubOf(run.room), (_, state) => ({
    rows: state.storage.sql.databaseSize > 0 && hasLog(state) ? readLog(state) : [],
    here: state
      .getWebSockets()
      .map((ws) => ws.deserializeAttachment())
      .filter(({ gone }) => !gone)
      .map(({ id }) => id),
  }));
  for (const peer of open) peer.close(1000);
  return judge(run.entries, new Map([[run.room, { rows, here }]]));
}

/** The member count that the client was told last. */
function countOf(peer: Peer): number {
  return peer.all('system').at(-1)?.count ?? peer.all('welcome')[0]?.data.count ?? 0;
}

/**
 * Waits up to three seconds for combined notices, which take about one. If the condition is still false, the judge
 * reports it.
 */
async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 150 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
}

function hasLog({ storage }: DurableObjectState): boolean {
  return storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'event'").toArray().length > 0;
}

function readLog({ storage }: DurableObjectState): StoredRow[] {
  return storage.sql
    .exec<Record<string, SqlStorageValue> & StoredRow>('SELECT seq, kind, cid, data, ref FROM event ORDER BY seq')
    .toArray();
}

afterEach(() => {
  vi.useRealTimers();
});

it('every promise holds in every random schedule', { timeout: 240_000 }, async () => {
  const total = { events: 0, acks: 0, duplicates: 0, resumes: 0, notRecovered: 0, freshWindows: 0, notices: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
      const { violations, stats } = await play(steps);
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += stats[key];
      expect(violations.join('\n')).toBe('');
    }),
    { numRuns: SCHEDULES, endOnFailure: false },
  );
  // The room keeps all events of so short a schedule, so every resume must replay exactly what was missed.
  expect(total.notRecovered).toBe(0);
  // Guards against schedules that exercise nothing.
  expect(total.resumes).toBeGreaterThan(SCHEDULES);
  expect(total.duplicates).toBeGreaterThan(SCHEDULES / 6);
  expect(total.events).toBeGreaterThan(SCHEDULES * 10);
});
