/**
 * The client against a model room over a line that does its worst: schedules of sends, losses, duplicates, refusals,
 * restarts and wipes. After each the two must agree. SEED and RUNS in the environment repeat or lengthen a run.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryOutbox, type OutboxStore } from '../../src/client/outbox.ts';
import { RoomClient } from '../../src/client/room-client.ts';
import { newSid, type Session } from '../../src/client/session.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from './support/fake-line.ts';
import { ModelRoom, type Mood } from './support/model-room.ts';

type Step =
  | {
      do:
        | 'send'
        | 'other'
        | 'up'
        | 'down'
        | 'duplicate'
        | 'drop'
        | 'blackhole'
        | 'ghost'
        | 'crash'
        | 'restart'
        | 'wake'
        | 'prune'
        | 'wipe';
    }
  | { do: 'refuse'; mood: Mood }
  | { do: 'pass'; ms: number }
  | { do: 'jump'; ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('send', 'other') }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constantFrom('up', 'down') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('duplicate', 'drop', 'blackhole', 'ghost', 'wake') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('crash', 'restart') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('prune', 'wipe') }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('refuse'), mood: fc.constantFrom('busy', 'storage', 'muted', 'silent') }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(1, 500, 3_000, 6_000, 40_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump'), ms: fc.constantFrom(-3_600_000, 20_000, 3_600_000) }) },
);

class World {
  readonly room = new ModelRoom();
  readonly clock = new FakeClock();
  readonly sid = newSid();
  readonly #disk = memoryOutbox();
  /** Texts in the order in which the person sent them. */
  readonly sent: string[] = [];
  readonly failed = new Set<string>();
  client: RoomClient;
  line: FakeLine | undefined;
  #old: FakeLine[] = [];
  #blackhole = false;
  #life = 0;

  constructor() {
    this.client = this.#start({ sid: this.sid });
  }

  async take(step: Step): Promise<void> {
    const { room, line } = this;
    switch (step.do) {
      case 'send':
        this.sent.push(`mine ${this.sent.length}`);
        this.client.send(this.sent.at(-1) ?? '');
        break;
      case 'other':
        room.store('', `o${room.head}`, `other ${room.head}`);
        break;
      case 'up':
        this.#arrive();
        break;
      case 'down':
        this.#deliver();
        break;
      case 'duplicate': {
        const [next] = line?.down ?? [];
        if (next !== undefined && !next.includes('"welcome"')) line?.down.unshift(next);
        break;
      }
      case 'drop':
        room.disconnect(this.sid);
        this.line = undefined;
        line?.end(1006);
        break;
      case 'blackhole':
        this.#blackhole = true;
        break;
      case 'ghost':
        for (const old of this.#old) for (const text of old.down.splice(0)) old.deliver(text);
        break;
      case 'crash':
        this.client = this.#start({ sid: this.sid });
        break;
      case 'restart':
        this.client = this.#start(this.client.session);
        break;
      case 'wake':
        this.client.reconnectNow();
        break;
      case 'prune':
        room.prune();
        break;
      case 'wipe':
        room.wipe();
        this.line = undefined;
        line?.end(4000);
        break;
      case 'refuse':
        room.mood = step.mood;
        break;
      case 'pass':
        this.clock.advance(step.ms);
        break;
      case 'jump':
        this.clock.jump(step.ms);
        break;
    }
    await settle();
  }

  /** The line is good from now on, until nobody has anything left to say. */
  async calm(): Promise<void> {
    this.room.mood = undefined;
    for (let round = 0; round < 200; round++) {
      while (this.line && (this.#busy(this.line) || this.#blackhole)) {
        if (this.#blackhole) break;
        this.#arrive();
        this.#deliver();
        await settle();
      }
      const { link, outbox, head } = this.client.state;
      const waiting = outbox.some(({ status }) => status === 'sending');
      if (link.status === 'live' && !waiting && head === this.room.head && !this.#blackhole) return;
      await this.take({ do: 'pass', ms: 5_000 });
    }
    throw new Error(`The client did not come to rest: ${JSON.stringify(this.client.state)}`);
  }

  #busy({ up, down }: FakeLine): boolean {
    return up.length + down.length > 0;
  }

  #arrive(): void {
    const text = this.line?.up.shift();
    if (text === undefined || this.#blackhole) return;
    if (text === 'ping') this.line?.down.push('pong');
    else this.room.receive(this.sid, JSON.parse(text));
  }

  #deliver(): void {
    const text = this.line?.down.shift();
    if (text !== undefined && !this.#blackhole) this.line?.deliver(text);
  }

  /** A new process over what the last one left on disk. The last one is gone in the middle of whatever it did. */
  #start(session: Session): RoomClient {
    const life = ++this.#life;
    const alive = () => this.#life === life;
    const { clock } = this;
    const outbox: OutboxStore = {
      load: () => this.#disk.load(),
      write: async (put, remove) => {
        if (alive()) await this.#disk.write(put, remove);
      },
    };
    const client = new RoomClient({
      url: 'http://room.test',
      room: 'den',
      session,
      outbox,
      clock: { now: () => clock.now(), after: (ms, run) => clock.after(ms, () => alive() && run()) },
      random: () => 0.5,
      WebSocket: fakeSockets((line) => {
        if (!alive()) return;
        if (this.line) this.#old.push(this.line);
        this.line = line;
        this.#blackhole = false;
        const { searchParams } = line.url;
        const since = searchParams.get('since');
        this.room.connect(
          this.sid,
          since === null ? undefined : Number(since),
          searchParams.get('epoch') ?? undefined,
          (frame) => line.push(frame),
        );
      }),
    });
    client.subscribe(() => {
      for (const { data, status } of client.state.outbox) if (status === 'failed') this.failed.add(data);
    });
    client.connect();
    return client;
  }
}

/** What must hold at any moment. */
function check({ client, room, sid }: World): void {
  const { messages, head, epoch } = client.state;
  const truth = room.lives.get(epoch) ?? [];
  for (const [i, { seq, data }] of messages.entries()) {
    // I2, I3, I4: without holes, nothing twice, and what the room has.
    expect({ seq, data }).toEqual({ seq: (messages[0]?.seq ?? 0) + i, data: truth[seq - 1]?.data });
  }
  if (messages.length > 0) expect(messages.at(-1)?.seq).toBe(head);
  for (const log of room.lives.values()) {
    // An id is stored once, however late it comes again.
    const ids = log.filter((event) => event.sid === sid).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
}

/** What must hold once all is calm. */
function checkRest({ client, room, sid, sent, failed }: World): void {
  const mine = [...room.lives.values()].map((log) => log.filter((event) => event.sid === sid).map(({ data }) => data));
  // I1, I8: what was sent is stored, or was refused to the sender's face.
  const stored = new Set(mine.flat());
  expect(sent.filter((data) => !stored.has(data) && !failed.has(data))).toEqual([]);
  // I6: in the order in which it was sent.
  for (const texts of mine) {
    const order = texts.map((data) => sent.indexOf(data));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
  expect(client.state.outbox.every(({ status }) => status === 'failed')).toBe(true);
}

test('whatever the line does, what is sent is stored once and in order, and both sides see the same', async () => {
  const seed = process.env.SEED;
  let stored = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const world = new World();
      await settle();
      for (const each of steps) {
        await world.take(each);
        check(world);
      }
      await world.calm();
      check(world);
      checkRest(world);
      stored += world.room.head;
    }),
    { numRuns: Number(process.env.RUNS ?? 1_500), ...(seed === undefined ? {} : { seed: Number(seed) }) },
  );
  // A run in which nothing happened proves nothing.
  expect(stored).toBeGreaterThan(1_000);
}, 120_000);
