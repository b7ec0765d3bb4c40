import { describe, expect, test } from 'vitest';
import {
  enqueue,
  marked,
  memoryOutbox,
  type OutboxStore,
  refused,
  settled,
} from '../../../src/client/outbox/outbox.ts';
import { OutboxSaver } from '../../../src/client/outbox/outbox-saver.ts';
import type { Outbox } from '../../../src/client/outbox/own-event.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { settle } from '../support/fake-line.ts';

const NOW = 1_000_000;
const UNWRITTEN_MS = 1_000;

function outboxOf(...ids: string[]): Outbox {
  return ids.reduce<Outbox>((outbox, id) => enqueue(outbox, id, { type: 'msg', data: `text ${id}` }, NOW), []);
}

/** A saver over an empty store, and the entries that each write put (by id) and removed (by order). */
async function newSaver(fails: () => boolean = () => false) {
  const writes: [put: string[], remove: readonly number[]][] = [];
  const clock = new FakeClock();
  const store: OutboxStore = {
    load: async () => [],
    async write(put, remove) {
      writes.push([put.map(({ id }) => id), remove]);
      if (fails()) throw new Error('the disk is full');
    },
  };
  const saver = new OutboxSaver(store, clock);
  await saver.load();
  return { saver, writes, clock };
}

/** Saves `outbox` at once. */
function write(saver: OutboxSaver, outbox: Outbox): Promise<void> {
  saver.save(outbox);
  return saver.flush();
}

describe('saving the outbox', () => {
  test("after any change the store contains the outbox's entries in order", async () => {
    const store = memoryOutbox();
    const saver = new OutboxSaver(store, new FakeClock());
    await saver.load();
    const outbox = outboxOf('a', 'b', 'c');
    await write(saver, outbox);
    expect(await store.load()).toEqual(outbox);
    const later = marked(settled(outbox, 'b'), 'a', 'e1', 3);
    await write(saver, later);
    expect(await store.load()).toEqual(later);
  });

  test('only changed entries are written', async () => {
    const { saver, writes } = await newSaver();
    const outbox = outboxOf('a', 'b', 'c');
    await write(saver, outbox);
    await write(saver, outbox);
    await write(saver, settled(outbox, 'a'));
    expect(writes).toEqual([
      [['a', 'b', 'c'], []],
      [[], [1]],
    ]);
  });

  test('a failing store does not prevent sending', async () => {
    const broken = {
      load: () => Promise.reject(new Error('the disk is full')),
      write: () => Promise.reject(new Error('the disk is full')),
    };
    const saver = new OutboxSaver(broken, new FakeClock());
    expect(await saver.load()).toEqual([]);
    await expect(write(saver, outboxOf('a'))).resolves.toBeUndefined();
  });

  test('queuing and marking a message in one turn takes one write', async () => {
    const { saver, writes } = await newSaver();
    const outbox = outboxOf('a');
    write(saver, outbox);
    await write(saver, marked(outbox, 'a', 'e1', 3));
    expect(writes).toEqual([[['a'], []]]);
  });

  test('changes during a write share the next write, and their promise resolves with it', async () => {
    const written: string[][] = [];
    let done = () => {};
    const store: OutboxStore = {
      load: async () => [],
      write: (put) => {
        written.push(put.map(({ id }) => id));
        return new Promise((resolve) => {
          done = resolve;
        });
      },
    };
    const saver = new OutboxSaver(store, new FakeClock());
    await saver.load();
    let isDurable = false;
    write(saver, outboxOf('a'));
    await settle();
    write(saver, outboxOf('a', 'b')).then(() => {
      isDurable = true;
    });
    write(saver, outboxOf('a', 'b', 'c'));
    await settle();
    expect(written).toEqual([['a']]);
    done();
    await settle();
    expect([written[1]?.slice(-2), isDurable]).toEqual([['b', 'c'], false]);
    done();
    await settle();
    expect([written.length, isDurable]).toEqual([2, true]);
  });

  test('the next write repeats what a failed write should have stored', async () => {
    let fails = true;
    const { saver, writes } = await newSaver(() => fails);
    const outbox = outboxOf('a');
    await write(saver, outbox);
    fails = false;
    await write(saver, enqueue(outbox, 'b', { type: 'msg', data: 'text b' }, NOW));
    expect(writes).toEqual([
      [['a'], []],
      [['a', 'b'], []],
    ]);
  });
});

describe('an answer of the server', () => {
  test('the effect of an answer is written with the next write, once', async () => {
    const { saver, writes, clock } = await newSaver();
    const outbox = outboxOf('a');
    await write(saver, outbox);
    saver.save([]);
    await settle();
    expect(writes).toHaveLength(1);
    await write(saver, enqueue([], 'b', { type: 'msg', data: 'text b' }, NOW));
    clock.advance(UNWRITTEN_MS);
    await settle();
    expect(writes).toEqual([
      [['a'], []],
      [['b'], []],
    ]);
    expect(clock.pending).toBe(0);
  });

  test('the effect of an answer is written after a second if nothing else is', async () => {
    const { saver, writes, clock } = await newSaver();
    const outbox = outboxOf('a', 'b');
    await write(saver, outbox);
    saver.save(settled(outbox, 'a'));
    clock.advance(UNWRITTEN_MS - 1);
    saver.save([]);
    await settle();
    expect(writes).toHaveLength(1);
    clock.advance(1);
    await settle();
    expect(writes.slice(1)).toEqual([[[], [1, 2]]]);
    expect(clock.pending).toBe(0);
  });

  test('a failed event is written before a later event passes it', async () => {
    const { saver, writes } = await newSaver();
    const outbox = marked(outboxOf('a', 'b'), 'a', 'e1', 3);
    await write(saver, outbox);
    const failed = refused(outbox, 'a', { code: 'muted', data: '' }, NOW);
    saver.save(failed);
    await write(saver, marked(failed, 'b', 'e1', 3));
    expect(writes.slice(1)).toEqual([[['a', 'b'], []]]);
  });

  test('flush writes waiting changes at once, before the page may close', async () => {
    const { saver, writes, clock } = await newSaver();
    await write(saver, outboxOf('a'));
    saver.save([]);
    await saver.flush();
    expect(writes.slice(1)).toEqual([[[], [1]]]);
    await saver.flush();
    expect(writes).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });
});
