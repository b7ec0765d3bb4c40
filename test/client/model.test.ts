/**
 * The client against a model room over a line that does its worst: schedules of events of all kinds, losses, duplicates,
 * refusals, restarts and wipes. After each the two must agree. SEED and RUNS in the environment repeat or lengthen a run.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Opening } from '../../src/client/options.ts';
import { memoryOutbox, type OutboxStore } from '../../src/client/outbox.ts';
import { RoomClient } from '../../src/client/room-client.ts';
import { newSessionSecret, type Session } from '../../src/client/session.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from './support/fake-line.ts';
import { ANA, SELF } from './support/frames.ts';
import { type Life, ModelRoom, type Mood } from './support/model-room.ts';

type Step =
  | {
      do:
        | 'send'
        | 'up'
        | 'down'
        | 'flow'
        | 'duplicate'
        | 'drop'
        | 'blackhole'
        | 'ghost'
        | 'crash'
        | 'restart'
        | 'wake'
        | 'older'
        | 'prune'
        | 'wipe';
    }
  /** Of a message on the screen, if there is one: `pick` says which. */
  | { do: 'change'; what: 'reply' | 'edit' | 'remove' | 'react' | 'unreact' | 'topic' | 'rewrite'; pick: number }
  /** `edit` is by another session of this member, `delete` by a moderator. */
  | { do: 'other'; what: 'msg' | 'edit' | 'delete' | 'react' | 'topic'; pick: number }
  | { do: 'refuse'; mood: Mood }
  | { do: 'pass'; ms: number }
  | { do: 'jump'; ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send') }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('change'),
      what: fc.constantFrom('reply', 'edit', 'edit', 'remove', 'react', 'unreact', 'topic', 'rewrite'),
      pick: fc.nat(9),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('other'),
      what: fc.constantFrom('msg', 'msg', 'edit', 'delete', 'react', 'topic'),
      pick: fc.nat(9),
    }),
  },
  { weight: 10, arbitrary: fc.record({ do: fc.constantFrom('up', 'down') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('flow') }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('duplicate', 'drop', 'blackhole', 'ghost', 'wake', 'older') }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('crash', 'restart') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('prune', 'wipe') }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('refuse'), mood: fc.constantFrom('busy', 'storage', 'muted', 'silent') }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(1, 500, 3_000, 6_000, 40_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump'), ms: fc.constantFrom(-3_600_000, 20_000, 3_600_000) }) },
);

/** How long a process may take to find its session and outbox. */
const OPENING_MS = 800;

class World {
  readonly room = new ModelRoom();
  readonly clock = new FakeClock();
  readonly sid = newSessionSecret();
  readonly #disk = memoryOutbox();
  /** What the person asked for, by id, in that order; `epoch` is of the message that it is about. */
  readonly asked = new Map<string, { text: string; epoch?: string }>();
  readonly failed = new Set<string>();
  client: RoomClient;
  line: FakeLine | undefined;
  #old: FakeLine[] = [];
  #blackhole = false;
  #life = 0;
  /** The messages that the process was told of, in that order. */
  told: { epoch: string; seq: number }[] = [];
  /** What the process began with. */
  #session: Session = { sid: '' };
  /** Whether the process has read what the last one left. */
  #isOpened = false;

  constructor() {
    this.client = this.#start({ sid: this.sid });
  }

  async take(step: Step): Promise<void> {
    const { room, line } = this;
    switch (step.do) {
      case 'send':
        this.#send();
        break;
      case 'change':
        this.#change(step);
        break;
      case 'other':
        this.#other(step);
        break;
      case 'older':
        this.client.loadOlder();
        break;
      case 'up':
        this.#arrive();
        break;
      case 'down':
        this.#deliver();
        break;
      case 'flow':
        for (let round = 0; round < 10 && this.line && this.#busy(this.line); round++) {
          this.#arrive();
          this.#deliver();
          await settle();
        }
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
        this.#end();
        this.client = this.#start({ sid: this.sid });
        break;
      case 'restart':
        this.#end();
        this.client = this.#start(this.#isOpened ? this.client.session : this.#session);
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
      const { link, outbox, changes, head } = this.client.state;
      const waiting = [...outbox, ...changes].some(({ status }) => status === 'sending');
      if (link.status === 'live' && !waiting && head === this.room.head && !this.#blackhole) return;
      await this.take({ do: 'pass', ms: 5_000 });
    }
    throw new Error(`The client did not come to rest: ${JSON.stringify(this.client.state)}`);
  }

  #send(options: { re?: number } = {}): void {
    const text = `mine ${this.asked.size}`;
    const { epoch } = this.client.state;
    const result = this.client.send(text, options);
    if (result.ok) this.asked.set(result.id, { text, ...(options.re === undefined ? {} : { epoch }) });
  }

  #change({ what, pick }: Extract<Step, { do: 'change' }>): void {
    const { client, asked } = this;
    const { messages, outbox, epoch } = client.state;
    const text = `${what} ${asked.size}`;
    if (what === 'topic') {
      const result = client.set({ topic: text });
      if (result.ok) asked.set(result.id, { text });
      if (client.state.self) expect(client.state.settings.topic).toBe(text);
      return;
    }
    if (what === 'rewrite') {
      const { id = 'none' } = outbox[pick % Math.max(1, outbox.length)] ?? {};
      const result = client.edit(id, text);
      if (result.ok) asked.set(id, { ...asked.get(id), text });
      else expect(result.code).toBe(id === 'none' ? 'not_found' : 'on_its_way');
      return;
    }
    // Now and then somebody tries what only the author may.
    const mine = pick > 0 && (what === 'edit' || what === 'remove');
    const targets = mine ? messages.filter(({ fromId, gone }) => fromId === SELF.id && !gone) : messages;
    const target = targets[pick % Math.max(1, targets.length)];
    if (!target) return;
    const { seq } = target;
    if (what === 'reply') return this.#send({ re: seq });
    const result =
      what === 'edit'
        ? client.edit(seq, text)
        : what === 'remove'
          ? client.remove(seq)
          : client.react(seq, '👍', what === 'react');
    if (!result.ok) {
      expect(target.gone || target.fromId !== SELF.id).toBe(true);
      return;
    }
    asked.set(result.id, { text: what === 'edit' ? text : '', epoch });
    const shown = client.state.messages.find((message) => message.seq === seq);
    if (what === 'edit') expect(shown?.data).toBe(text);
    else if (what === 'remove') expect(shown).toMatchObject({ data: '', gone: true });
    else expect(shown?.reacts?.['👍']?.includes(SELF.id) ?? false).toBe(what === 'react');
  }

  #other({ what, pick }: Extract<Step, { do: 'other' }>): void {
    const { room } = this;
    const id = `o${room.head}`;
    const data = `other ${what} ${room.head}`;
    if (what === 'msg') return room.store('', ANA, { type: 'msg', id, data });
    if (what === 'topic') return room.store('', ANA, { type: 'set', id, data: { topic: data } });
    const { floor, messages } = room.life;
    const targets = [...messages.values()].filter(
      ({ seq, gone, fromId }) => seq >= floor && !gone && (what !== 'edit' || fromId === SELF.id),
    );
    const ref = targets[pick % Math.max(1, targets.length)]?.seq;
    if (ref === undefined) return;
    if (what === 'edit') return room.store('', SELF, { type: 'edit', id, ref, data });
    if (what === 'delete') return room.store('', ANA, { type: 'delete', id, ref });
    room.store('', ANA, { type: 'react', id, ref, data: '👍' });
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

  /** The process is gone, and its line with it. */
  #end(): void {
    if (this.line) this.#old.push(this.line);
    this.line = undefined;
    this.room.disconnect(this.sid);
    if (this.#isOpened) return;
    // What it was asked for before it had read the disk was in its memory alone. A page makes a draft of that (room.ts).
    for (const { id } of [...this.client.state.outbox, ...this.client.state.changes]) this.asked.delete(id);
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
    this.#session = session;
    this.#isOpened = false;
    // Every third process is slow to find out what it is to begin with.
    const start =
      life % 3 === 2
        ? { opening: new Promise<Opening>((found) => clock.after(OPENING_MS, () => found({ session, outbox }))) }
        : { session, outbox };
    const client = new RoomClient({
      url: 'http://room.test',
      room: 'den',
      ...start,
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
    client.on('state', () => {
      const { outbox, changes } = client.state;
      for (const { id, status } of [...outbox, ...changes]) if (status === 'failed') this.failed.add(id);
    });
    this.told = [];
    client.on('message', ({ seq }) => {
      if (alive()) this.told.push({ epoch: client.state.epoch, seq });
    });
    client.opened.then(() => {
      if (alive()) this.#isOpened = true;
    });
    client.connect();
    return client;
  }
}

/** What must hold at any moment. */
function check({ client, room, sid, told }: World): void {
  const { messages, head, epoch, changes } = client.state;
  const life = room.lives.get(epoch);
  const [first] = messages;
  // I2, I3, I4: all messages from the first one on, none twice.
  const truth = [...(life?.messages.keys() ?? [])].filter((seq) => seq <= head && first && seq >= first.seq);
  expect(messages.map(({ seq }) => seq)).toEqual(truth);
  for (const { seq, data } of messages) {
    if (!life || seq < life.floor) continue;
    // A replay tells the present text, so the view may be ahead of its head, but never behind it.
    const own = changes.flatMap((change) =>
      change.status === 'failed' || !('ref' in change) || change.ref !== seq
        ? []
        : change.type === 'edit'
          ? change.data
          : '',
    );
    expect([...textsSince(life, seq, head), ...own]).toContain(data);
  }
  // A message is told once, and in order.
  for (const [i, { epoch, seq }] of told.entries()) {
    const before = told[i - 1];
    if (before?.epoch === epoch) expect(seq).toBeGreaterThan(before.seq);
  }
  // All that came since the first that was told was told, too.
  const since = told.filter((message) => message.epoch === epoch).map(({ seq }) => seq);
  const shown = messages.map(({ seq }) => seq).filter((seq) => seq >= (since[0] ?? Number.POSITIVE_INFINITY));
  expect(since).toEqual(expect.arrayContaining(shown));
  for (const { log } of room.lives.values()) {
    // An id is stored once, however late it comes again.
    const ids = log.filter((event) => event.sid === sid).map(({ request }) => request.id);
    expect(new Set(ids).size).toBe(ids.length);
  }
  expect(room.conflicts).toBe(0);
}

/** The texts that the message `seq` had at `head` and later. */
function textsSince(life: Life, seq: number, head: number): string[] {
  const texts = life.texts.get(seq) ?? [];
  const current = texts.findLastIndex(({ at }) => at <= head);
  return texts.slice(Math.max(0, current)).map(({ data }) => data);
}

/** What must hold once all is calm. */
function checkRest({ client, room, sid, asked, failed }: World): void {
  const mine = [...room.lives].map(([epoch, { log }]) => ({ epoch, events: log.filter((event) => event.sid === sid) }));
  // I1, I8: what was asked for is stored, or was refused to the person's face.
  const stored = new Set(mine.flatMap(({ events }) => events.map(({ request }) => request.id)));
  expect([...asked.keys()].filter((id) => !stored.has(id) && !failed.has(id))).toEqual([]);
  const order = [...asked.keys()];
  for (const { epoch, events } of mine) {
    // I6: in the order in which it was asked for.
    const places = events.map(({ request }) => order.indexOf(request.id ?? ''));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const { request } of events) {
      const wish = asked.get(request.id ?? '');
      if (request.type === 'msg' || request.type === 'edit') expect(request.data).toBe(wish?.text);
      // A change never hits a message of another life of the room that happens to have the same number.
      const about = request.type === 'msg' ? request.re : 'ref' in request ? request.ref : undefined;
      if (about !== undefined) expect(wish?.epoch).toBe(epoch);
    }
  }
  const { outbox, changes, messages, settings } = client.state;
  expect([...outbox, ...changes].every(({ status }) => status === 'failed')).toBe(true);
  // I3, I11: what is shown is what is stored. Of what the room has forgotten, nobody can tell.
  expect(settings.topic).toBe(room.life.topic);
  for (const { own: _, ...message } of messages) {
    if (message.seq < room.life.floor) continue;
    const { id: __, ...truth } = room.life.messages.get(message.seq) ?? {};
    expect(sorted(message)).toEqual(sorted(truth));
  }
}

/** A message whose reactions can be compared: in which order they came doesn't count. */
function sorted({ reacts, ...message }: { reacts?: Record<string, string[]> }): object {
  return { ...message, reacts: Object.entries(reacts ?? {}).map(([emoji, ids]) => [emoji, [...ids].sort()]) };
}

test('whatever the network does, every request is stored once and in order, and client and room agree', async () => {
  const seed = process.env.SEED;
  const stored = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.nat(3), fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (past, steps) => {
      const world = new World();
      await settle();
      for (let i = 0; i < past; i++) await world.take({ do: 'send' });
      if (past > 0) await world.take({ do: 'flow' });
      for (const each of steps) {
        await world.take(each);
        check(world);
      }
      await world.calm();
      check(world);
      checkRest(world);
      for (const { log } of world.room.lives.values())
        for (const { sid, request } of log)
          if (sid === world.sid) stored.set(request.type, (stored.get(request.type) ?? 0) + 1);
    }),
    { numRuns: Number(process.env.RUNS ?? 1_500), ...(seed === undefined ? {} : { seed: Number(seed) }) },
  );
  // A run in which nothing happened proves nothing.
  for (const type of ['msg', 'edit', 'delete', 'react', 'set']) expect(stored.get(type)).toBeGreaterThan(100);
}, 120_000);
