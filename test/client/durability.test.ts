/**
 * A killed process must lose no message and store none twice. The client runs against a model room; each process starts
 * from what the store held when the previous one was killed.
 */

import { expect, test } from 'vitest';
import { newSessionSecret } from '../../src/client/identity/session.ts';
import { memoryOutbox, type OutboxStore } from '../../src/client/outbox/outbox.ts';
import type { Queued } from '../../src/client/outbox/own-event.ts';
import { RoomClient } from '../../src/client/room-client.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from './support/fake-line.ts';
import { ModelRoom } from './support/model-room.ts';

/** A room and the successive processes of one session. */
class World {
  readonly room = new ModelRoom();
  readonly sid = newSessionSecret();
  /** Write transactions by all processes. */
  writes = 0;
  line: FakeLine | undefined;
  clock = new FakeClock();
  store = memoryOutbox();
  /** While set, delays writes. */
  hold: Promise<void> | undefined;

  /**
   * @param former the process whose position the new one knows; without it the room answers with its newest messages
   */
  async start(former?: RoomClient): Promise<RoomClient> {
    const { store, clock } = this;
    const session = former?.session ?? { sid: this.sid };
    const counted: OutboxStore = {
      load: () => store.load(),
      write: async (put, remove) => {
        await this.hold;
        this.writes++;
        await store.write(put, remove);
      },
    };
    const client = new RoomClient({
      url: 'http://room.test',
      room: 'den',
      session,
      copy: former?.copy,
      outbox: counted,
      clock,
      WebSocket: fakeSockets((line) => {
        this.line = line;
        const { head, epoch } = session.position ?? {};
        this.room.connect(this.sid, head, epoch, (frame) => line.push(frame));
      }),
    });
    client.connect();
    await settle();
    await this.deliver();
    return client;
  }

  /** Kills the process: the store stays as it is, no timer fires any more, and the connection is dead. */
  async kill(): Promise<void> {
    const left = await this.store.load();
    this.room.disconnect(this.sid);
    this.line = undefined;
    this.clock = new FakeClock();
    this.store = memoryOutbox();
    await this.store.write(left, []);
  }

  /** Delivers to the room everything that the client sent. */
  arrive(): void {
    for (const text of this.line?.up.splice(0) ?? [])
      if (text !== 'ping') this.room.receive(this.sid, JSON.parse(text));
  }

  async deliver(): Promise<void> {
    for (const text of this.line?.down.splice(0) ?? []) this.line?.deliver(text);
    await settle();
  }

  /** Delivers in both directions until nothing is in transit. */
  async flow(): Promise<void> {
    while (this.line && this.line.up.length + this.line.down.length > 0) {
      this.arrive();
      await this.deliver();
    }
  }

  get stored(): string[] {
    return this.room.life.log.flatMap(({ request }) => (request.type === 'msg' ? request.data : []));
  }
}

const texts = (client: RoomClient): string[] => client.state.messages.map(({ data }) => data);

test.each([100, 1_000])(
  '%i messages, each sent after the ack of the one before, take that many writes plus one',
  async (count) => {
    const world = new World();
    const client = await world.start();
    for (let i = 0; i < count; i++) {
      client.send(`message ${i}`);
      await settle();
      await world.flow();
    }
    expect(client.state.outbox).toEqual([]);
    expect(world.stored).toHaveLength(count);
    expect(world.writes).toBe(count);
    expect(await world.store.load()).toHaveLength(1);
    world.clock.advance(1_000);
    await settle();
    expect(await world.store.load()).toEqual([]);
    expect(world.writes).toBe(count + 1);
  },
);

test.each([100, 1_000])('%i messages queued at once take that many writes plus one', async (count) => {
  const world = new World();
  const client = await world.start();
  for (let i = 0; i < count; i++) client.send(`message ${i}`);
  await settle();
  expect(await world.store.load()).toHaveLength(count);
  await world.flow();
  world.clock.advance(1_000);
  await settle();
  expect(world.stored).toEqual(Array.from({ length: count }, (_, i) => `message ${i}`));
  expect(await world.store.load()).toEqual([]);
  expect(world.writes).toBe(count + 1);
});

test.each(['from where it was', 'from the newest messages'])(
  'a message is not stored twice if the process dies between its ack and its removal and the next process resumes %s',
  async (from) => {
    const world = new World();
    const first = await world.start();
    first.send('once');
    await settle();
    await world.flow();
    expect(first.state.outbox).toEqual([]);
    expect(await world.store.load()).toMatchObject([{ data: 'once', first: { head: 0 } }]);
    await world.kill();
    const second = await world.start(from === 'from where it was' ? first : undefined);
    await world.flow();
    expect(second.state.outbox).toEqual([]);
    expect(texts(second)).toEqual(['once']);
    expect(world.stored).toEqual(['once']);
    world.clock.advance(1_000);
    await settle();
    expect(await world.store.load()).toEqual([]);
  },
);

test('a message is not stored twice if the process dies between its arrival and its ack', async () => {
  const world = new World();
  const first = await world.start();
  first.send('once');
  await settle();
  world.arrive();
  expect(world.stored).toEqual(['once']);
  await world.kill();
  const second = await world.start();
  await world.flow();
  expect(second.state.outbox).toEqual([]);
  expect(texts(second)).toEqual(['once']);
  expect(world.stored).toEqual(['once']);
});

test('durable messages that had not arrived when the process died are sent once and in order', async () => {
  const world = new World();
  const first = await world.start();
  for (const text of ['one', 'two', 'three']) first.send(text);
  await settle();
  expect((await world.store.load()).map(({ first: at }) => at !== undefined)).toEqual([true, false, false]);
  await world.kill();
  expect(world.stored).toEqual([]);
  const second = await world.start();
  await world.flow();
  expect(world.stored).toEqual(['one', 'two', 'three']);
  expect(texts(second)).toEqual(['one', 'two', 'three']);
});

test('a message is not sent until it is durable, with the mark that the room may have stored it', async () => {
  const world = new World();
  const client = await world.start();
  let release = () => {};
  world.hold = new Promise((resolve) => {
    release = resolve;
  });
  client.send('patience');
  await settle();
  expect(world.line?.up).toEqual([]);
  release();
  await settle();
  expect(world.line?.up.map((text) => JSON.parse(text))).toMatchObject([{ type: 'msg', data: 'patience' }]);
  expect(await world.store.load()).toMatchObject([{ data: 'patience', first: { head: 0 } }]);
});

test('if a listener queues a message while another is being queued, both become durable with their marks', async () => {
  const world = new World();
  const client = await world.start();
  const stop = client.on('state', () => {
    stop();
    client.send('answer');
  });
  client.send('question');
  await settle();
  expect(await world.store.load()).toEqual(client.state.outbox);
  expect(await world.store.load()).toMatchObject([{ data: 'question', first: { head: 0 } }, { data: 'answer' }]);
});

test('a message that cannot be stored locally is sent anyway', async () => {
  const world = new World();
  world.store.write = () => Promise.reject(new Error('The disk is full.'));
  const client = await world.start();
  client.send('all the same');
  await settle();
  await world.flow();
  expect(world.stored).toEqual(['all the same']);
});

test('withdrawn messages and the last entry are removed from the store at once', async () => {
  const world = new World();
  const client = await world.start();
  world.room.mood = 'muted';
  client.send('never mind');
  await settle();
  await world.flow();
  const ids = (entries: readonly Pick<Queued, 'id'>[]) => entries.map(({ id }) => id);
  expect(client.discard(ids(client.state.outbox)[0] ?? '')).toBe(true);
  await settle();
  expect(await world.store.load()).toEqual([]);
  client.send('acknowledged');
  await settle();
  await world.flow();
  expect(await world.store.load()).toHaveLength(1);
  client.leave();
  await settle();
  expect(await world.store.load()).toEqual([]);
});
