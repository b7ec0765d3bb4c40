/** The cost of an event by its effects. */

import { expect, it } from 'vitest';
import { STATE_CODEC } from '../../../src/room/access/state-codec.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import { applyEffects, lastOfItems, rowsOf } from '../../../src/room/log/effects.ts';

const BY = { ts: 7, ref: null, member: '~ana', sessionTag: 's', clientEventId: null, name: 'Ana' };
const message = (seq: number, text: string): Stored => ({ ...BY, seq, kind: 'msg', body: { text, state: null } });

it('the price of an event is the number of rows it writes', () => {
  const item = message(1, 'x');
  expect(rowsOf([])).toBe(1);
  expect(rowsOf([{ on: 'item', item, erases: false }])).toBe(2);
  expect(rowsOf([{ on: 'item', item, erases: true }])).toBe(3);
  expect(rowsOf([{ on: 'room', state: STATE_CODEC.empty }])).toBe(2);
  expect(rowsOf([{ on: 'room', state: STATE_CODEC.empty, free: true }])).toBe(1);
  expect(
    rowsOf([
      { on: 'item', item, erases: true },
      { on: 'room', state: STATE_CODEC.empty },
    ]),
  ).toBe(4);
});

it('an item is written once, as its last effect leaves it, and overwritten if any effect erases', () => {
  const [once, twice, other] = [message(2, 'edited'), message(2, 'reacted to'), message(3, 'x')];
  expect([
    ...lastOfItems<Stored>([
      { on: 'item', item: once, erases: true },
      { on: 'room', state: STATE_CODEC.empty },
      { on: 'item', item: other, erases: false },
      { on: 'item', item: twice, erases: false },
    ]),
  ]).toEqual([
    { on: 'item', item: twice, erases: true },
    { on: 'item', item: other, erases: false },
  ]);
});

it('events in memory are replaced by their version after the last effect', () => {
  const events = [message(1, 'one'), message(2, 'two')];
  const once = message(2, 'edited');
  const twice = message(2, 'edited again');
  applyEffects(events, [
    { on: 'item', item: once, erases: true },
    { on: 'room', state: STATE_CODEC.empty },
    { on: 'item', item: message(9, 'elsewhere'), erases: true },
    { on: 'item', item: twice, erases: true },
  ]);
  expect(events).toEqual([message(1, 'one'), twice]);
});
