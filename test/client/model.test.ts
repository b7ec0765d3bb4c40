/**
 * The client against a model room over an unreliable connection: random schedules of events of all kinds, losses,
 * duplicates, refusals, restarts and wipes. After each schedule client and room must agree. The environment variables
 * SEED and RUNS repeat or lengthen a run.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSessionSecret, type Session } from '../../src/client/identity/session.ts';
import type { Opening } from '../../src/client/options.ts';
import { memoryOutbox, type OutboxStore } from '../../src/client/outbox/outbox.ts';
import { RoomClient } from '../../src/client/room-client.ts';
import type { EventRequest } from '../../src/protocol/events/registry.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from './support/fake-line.ts';
import { ANA, BO, SELF } from './support/frames.ts';
import { itemsFor, type Life } from './support/model-life.ts';
import { ModelRoom, type Mood } from './support/model-room.ts';

/** Who starts, votes on or closes a poll: the tested client, another session of its member, or another member. */
type By = keyof typeof OTHERS | 'me';

const OPTIONS = ['Soup', 'Cake', 'Tea'];
const OTHERS = { phone: SELF, ana: ANA, bo: BO };

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
  /** A change of a loaded message, which `pick` selects. */
  | { do: 'change'; what: 'reply' | 'edit' | 'remove' | 'react' | 'unreact' | 'topic' | 'rewrite'; pick: number }
  /** An event by another author: `edit` by another session of this member, `delete` by a moderator. */
  | { do: 'other'; what: 'msg' | 'edit' | 'delete' | 'react' | 'topic'; pick: number }
  | { do: 'poll'; by: By; many: boolean }
  | { do: 'vote'; by: By; pick: number; choice: number[] }
  | { do: 'close'; by: By; pick: number }
  | { do: 'refuse'; mood: Mood }
  | { do: 'pass'; ms: number }
  | { do: 'jump'; ms: number };

const by = fc.constantFrom<By[]>('me', 'me', 'phone', 'ana', 'bo');

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('poll'), by, many: fc.boolean() }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('vote'),
      by,
      pick: fc.nat(2),
      choice: fc.constantFrom<number[][]>([0], [1], [2], [], [2, 0], [0, 1], [0, 0], [OPTIONS.length]),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close'), by, pick: fc.nat(2) }) },
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

/** How long a slow process takes to load its session and outbox. */
const OPENING_MS = 800;

class World {
  readonly room = new ModelRoom();
  readonly clock = new FakeClock();
  readonly sid = newSessionSecret();
  readonly #disk = memoryOutbox();
  /** The user's requests by id, in order. `epoch` is that of the message that a request refers to. */
  readonly asked = new Map<string, { text: string; epoch?: string }>();
  readonly failed = new Set<string>();
  client: RoomClient;
  line: FakeLine | undefined;
  #old: FakeLine[] = [];
  #blackhole = false;
  #life = 0;
  /** Messages reported to listeners, in order. */
  told: { epoch: string; seq: number }[] = [];
  /** The session with which the process started. */
  #session: Session = { sid: '' };
  /** Whether the process has loaded what its predecessor left. */
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
      case 'poll':
        this.#poll(step);
        break;
      case 'vote':
      case 'close':
        this.#vote(step);
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

  /** Makes the connection reliable and waits until everything is delivered and acknowledged. */
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
    throw new Error(`The client did not settle: ${JSON.stringify(this.client.state)}`);
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
    // Sometimes the client attempts a change that only the author may make.
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

  #poll({ by, many }: Extract<Step, { do: 'poll' }>): void {
    const { asked, client, room } = this;
    const data = `poll ${asked.size} ${room.head}`;
    const poll = { options: OPTIONS, ...(many ? { many } : {}) };
    if (by !== 'me') return this.#by(by, { type: 'poll', id: `o${room.head}`, data, ...poll });
    const result = client.submit('poll', { text: data, ...poll });
    if (result.ok) asked.set(result.id, { text: data });
  }

  /** Votes on a poll that the client has loaded, or closes it. */
  #vote(step: Extract<Step, { do: 'vote' | 'close' }>): void {
    const { asked, client, room } = this;
    const { messages, epoch } = client.state;
    const polls = messages.filter(({ type, gone }) => type === 'poll' && !gone);
    const { seq: ref } = polls.at(-1 - (step.pick % Math.max(1, polls.length))) ?? {};
    if (ref === undefined) return;
    const { by } = step;
    const asking = step.do === 'vote' ? { type: step.do, ref, choice: step.choice } : { type: step.do, ref };
    if (by !== 'me') return this.#by(by, { ...asking, id: `o${room.head}` });
    const result = asking.type === 'vote' ? client.submit('vote', asking) : client.submit('close', asking);
    if (!result.ok) return;
    asked.set(result.id, { text: '', epoch });
    const shown = client.state.messages.find((message) => message.seq === ref);
    if (shown?.type !== 'poll') throw new Error('The poll is not loaded.');
    if (asking.type === 'vote') expect(shown.mine ?? []).toEqual(asking.choice);
    else expect(shown.closed).toEqual(expect.any(Number));
  }

  /** An event by another session, if the room accepts it. */
  #by(by: keyof typeof OTHERS, request: EventRequest): void {
    this.room.store('', OTHERS[by], request);
  }

  #other({ what, pick }: Extract<Step, { do: 'other' }>): void {
    const { room } = this;
    const id = `o${room.head}`;
    const data = `other ${what} ${room.head}`;
    if (what === 'msg') return this.#by('ana', { type: 'msg', id, data });
    if (what === 'topic') return this.#by('ana', { type: 'set', id, data: { topic: data } });
    const { floor, messages } = room.life;
    const targets = [...messages.values()].filter(
      ({ seq, gone, fromId }) => seq >= floor && !gone && (what !== 'edit' || fromId === SELF.id),
    );
    const ref = targets[pick % Math.max(1, targets.length)]?.seq;
    if (ref === undefined) return;
    if (what === 'edit') return this.#by('phone', { type: 'edit', id, ref, data });
    this.#by('ana', what === 'delete' ? { type: 'delete', id, ref } : { type: 'react', id, ref, data: '👍' });
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

  /** Kills the process together with its connection. */
  #end(): void {
    if (this.line) this.#old.push(this.line);
    this.line = undefined;
    this.room.disconnect(this.sid);
    if (this.#isOpened) return;
    // Requests made before the process had loaded its outbox were only in memory. A page turns them into a draft
    // (room.ts).
    for (const { id } of [...this.client.state.outbox, ...this.client.state.changes]) this.asked.delete(id);
  }

  /** Starts a process from what its predecessor left on disk. The predecessor stops in the middle of its work. */
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
    // Every third process is slow to load its session and outbox.
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

/** Checks what must hold at any moment. */
function check({ client, room, sid, told }: World): void {
  const { messages, head, epoch, changes } = client.state;
  const life = room.lives.get(epoch);
  const [first] = messages;
  // I2, I3, I4: the client has all messages from the first one on, without duplicates.
  const truth = [...(life?.messages.keys() ?? [])].filter((seq) => seq <= head && first && seq >= first.seq);
  expect(messages.map(({ seq }) => seq)).toEqual(truth);
  for (const { seq, data } of messages) {
    if (!life || seq < life.floor) continue;
    // A replay sends the current text, so the view may be ahead of its head, but never behind it.
    const own = changes.flatMap((change) =>
      change.status === 'failed' || !('ref' in change) || change.ref !== seq
        ? []
        : change.type === 'edit'
          ? change.data
          : '',
    );
    expect([...textsSince(life, seq, head), ...own]).toContain(data);
  }
  checkPolls(client, life);
  // Each message is reported once, and in order.
  for (const [i, { epoch, seq }] of told.entries()) {
    const before = told[i - 1];
    if (before?.epoch === epoch) expect(seq).toBeGreaterThan(before.seq);
  }
  // After the first reported message, every new message is reported.
  const since = told.filter((message) => message.epoch === epoch).map(({ seq }) => seq);
  const shown = messages.map(({ seq }) => seq).filter((seq) => seq >= (since[0] ?? Number.POSITIVE_INFINITY));
  expect(since).toEqual(expect.arrayContaining(shown));
  for (const { log } of room.lives.values()) {
    // An id is stored at most once, however late it is repeated.
    const ids = log.filter((event) => event.sid === sid).map(({ request }) => request.id);
    expect(new Set(ids).size).toBe(ids.length);
  }
  expect(room.conflicts).toBe(0);
}

/** Checks that each poll shows the votes at the client's head or later. A replay has the current votes. */
function checkPolls(client: RoomClient, life: Life | undefined): void {
  const { messages, head, changes } = client.state;
  const waiting = new Set(
    changes.flatMap((change) => (change.status === 'sending' && 'ref' in change ? change.ref : [])),
  );
  for (const poll of messages) {
    if (!life || poll.type !== 'poll' || poll.gone || poll.seq < life.floor || waiting.has(poll.seq)) continue;
    const { counts, voters, closed, mine = [] } = poll;
    const since = life.polls.since(poll.seq, head, SELF.id);
    expect(since.map((seen) => ({ counts: seen.counts, voters: seen.voters }))).toContainEqual({ counts, voters });
    expect(since.map((seen) => seen.mine)).toContainEqual(mine);
    expect(since.map((seen) => seen.closed)).toContain(closed);
  }
}

/** The texts of message `seq` at `head` and later. */
function textsSince(life: Life, seq: number, head: number): string[] {
  const texts = life.texts.get(seq) ?? [];
  const current = texts.findLastIndex(({ at }) => at <= head);
  return texts.slice(Math.max(0, current)).map(({ data }) => data);
}

/** Checks what must hold once everything is delivered. */
function checkRest({ client, room, sid, asked, failed }: World): void {
  const mine = [...room.lives].map(([epoch, { log }]) => ({ epoch, events: log.filter((event) => event.sid === sid) }));
  // I1, I8: every request is stored, or changed nothing, or the user was told that it failed.
  const stored = new Set([...mine.flatMap(({ events }) => events.map(({ request }) => request.id)), ...room.unchanged]);
  expect([...asked.keys()].filter((id) => !stored.has(id) && !failed.has(id))).toEqual([]);
  const order = [...asked.keys()];
  for (const { epoch, events } of mine) {
    // I6: events are stored in the order of the requests.
    const places = events.map(({ request }) => order.indexOf(request.id ?? ''));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const { request } of events) {
      const wish = asked.get(request.id ?? '');
      if (request.type === 'msg' || request.type === 'poll' || request.type === 'edit')
        expect(request.data).toBe(wish?.text);
      // A change never affects a message with the same number in another life of the room.
      const target = request.type === 'msg' ? request.re : 'ref' in request ? request.ref : undefined;
      if (target !== undefined) expect(wish?.epoch).toBe(epoch);
    }
  }
  const { outbox, changes, messages, settings } = client.state;
  expect([...outbox, ...changes].every(({ status }) => status === 'failed')).toBe(true);
  // I3, I11: the view equals what is stored, except for messages that the room has expired.
  expect(settings.topic).toBe(room.life.topic);
  const items = new Map(itemsFor(room.life, SELF.id).map((item) => [item.seq, item]));
  for (const { own: _, ...message } of messages) {
    if (message.seq < room.life.floor) continue;
    const { id: __, ...truth } = items.get(message.seq) ?? {};
    expect(sorted(message)).toEqual(sorted(truth));
  }
}

/** The message with its reactions in a fixed order, because their order doesn't matter here. */
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
      if (past > 2) await world.take({ do: 'poll', by: 'ana', many: true });
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
  // Guards against schedules that exercise nothing.
  for (const type of ['msg', 'edit', 'delete', 'react', 'set', 'poll', 'vote'])
    expect(stored.get(type)).toBeGreaterThan(100);
  // Most polls are closed by other members.
  expect(stored.get('close')).toBeGreaterThan(10);
}, 120_000);
