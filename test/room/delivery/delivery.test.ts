/** Delivery to many receivers: those that fail or are too slow are returned, and the others aren't affected. */

import { describe, expect, it } from 'vitest';
import { deliver, tellEach } from '../../../src/room/delivery/delivery.ts';
import type { Batch } from '../../../src/room/delivery/types.ts';
import { FakeSink } from '../fake-sink.ts';

const MiB = 1_048_576;
const BATCH: Batch = { shared: ['one', 'two'], own: () => undefined, with: () => [], base: () => [] };

class Receiver {
  readonly name: string;
  readonly sink: FakeSink;

  constructor(name: string, state: Partial<Pick<FakeSink, 'fails' | 'slow' | 'unsent'>> = {}) {
    this.name = name;
    this.sink = Object.assign(new FakeSink(), state);
  }
}

const names = (receivers: readonly Receiver[]) => receivers.map(({ name }) => name);

describe('a batch', () => {
  it('a batch goes to all receivers, and those that failed or are too slow are returned', () => {
    const all = [
      new Receiver('fails', { fails: true }),
      new Receiver('slow', { slow: true }),
      new Receiver('fine'),
      new Receiver('both', { fails: true, slow: true }),
      new Receiver('last'),
    ];
    const { failed, slow } = deliver(BATCH, all, 0);
    expect(names(failed)).toEqual(['fails', 'both']);
    expect(names(slow)).toEqual(['slow']);
    expect(all.map(({ sink }) => sink.texts)).toEqual([[], ['one', 'two'], ['one', 'two'], [], ['one', 'two']]);
  });

  it('the receivers with the largest backlogs are too slow if all together exceed the limit', () => {
    const all = Array.from({ length: 60 }, (_, n) => new Receiver(`r${n}`, { unsent: n === 30 ? 3 * MiB : 0.8 * MiB }));
    const { failed, slow } = deliver(BATCH, all, 0);
    expect(failed).toEqual([]);
    expect(names(slow)[0]).toBe('r30');
    expect(deliver(BATCH, all.slice(0, 30), 0).slow).toEqual([]);
  });
});

describe('a text for each receiver', () => {
  it('the text for each receiver is computed once, and receivers without one are skipped', () => {
    const all = [
      new Receiver('ana'),
      new Receiver('none', { fails: true, slow: true }),
      new Receiver('bo', { slow: true }),
    ];
    const asked: string[] = [];
    const casualties = tellEach(all, 0, ({ name }) => {
      asked.push(name);
      return name === 'none' ? undefined : `to ${name}`;
    });
    expect(asked).toEqual(['ana', 'none', 'bo']);
    expect([names(casualties.failed), names(casualties.slow)]).toEqual([[], ['bo']]);
    expect(all.map(({ sink }) => sink.texts)).toEqual([['to ana'], [], ['to bo']]);
  });
});
