/** Converting events to rows and back. */

import { describe, expect, it } from 'vitest';
import { NO_BALLOTS } from '../../../src/room/events/ballots.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import { EVENTS_CODEC } from '../../../src/room/events/codec.ts';
import type { Row } from '../../../src/room/log/types.ts';
import { BY, message, NOW } from './support.ts';

const { encode, decode, textOf } = EVENTS_CODEC;
const ENVELOPE = { seq: 7, ts: NOW, ref: 3, ...BY };

function rowOf(event: Stored): Row {
  const { seq, kind, ref, member, sessionTag: sid, clientEventId: cid, name, ts } = event;
  return { seq, kind, ref, member, sid, cid, name, ts, ...encode(event) };
}

const BALLOTS = { options: ['yes', 'no'], many: true as const, closed: NOW, voters: ['a', 'b'], choices: [1, 3] };

const STORED: readonly [Stored, { data: string; state: string | null }][] = [
  [message(7), { data: 'text 7', state: null }],
  [
    message(7, { body: { text: 'x', state: { edited: NOW, reacts: { '👍': ['a'] } } } }),
    { data: 'x', state: `{"edited":${NOW},"reacts":{"👍":["a"]}}` },
  ],
  [message(7, { body: { text: '', state: { gone: true } } }), { data: '', state: '{"gone":true}' }],
  [
    { ...ENVELOPE, kind: 'edit', body: {} },
    { data: '', state: null },
  ],
  [
    { ...ENVELOPE, kind: 'delete', body: {} },
    { data: '', state: null },
  ],
  [
    { ...ENVELOPE, kind: 'react', body: { emoji: '👍', off: false } },
    { data: '👍', state: null },
  ],
  [
    { ...ENVELOPE, kind: 'react', body: { emoji: '👍', off: true } },
    { data: '👍', state: '{"off":true}' },
  ],
  [
    { ...ENVELOPE, kind: 'poll', body: { text: 'Tea?', state: { reacts: { '👍': ['a'] } }, ballots: BALLOTS } },
    {
      data: 'Tea?',
      state: `{"reacts":{"👍":["a"]},"options":["yes","no"],"many":true,"closed":${NOW},"voters":["a","b"],"choices":[1,3]}`,
    },
  ],
  [
    { ...ENVELOPE, kind: 'poll', body: { text: '', state: { gone: true }, ballots: NO_BALLOTS } },
    { data: '', state: '{"gone":true}' },
  ],
  [
    { ...ENVELOPE, kind: 'vote', body: { choice: [] } },
    { data: '', state: null },
  ],
  [
    { ...ENVELOPE, kind: 'close', body: {} },
    { data: '', state: null },
  ],
  [
    { ...ENVELOPE, kind: 'set', body: { change: { topic: 'x', locked: true } } },
    { data: '{"topic":"x","locked":true}', state: null },
  ],
  [
    { ...ENVELOPE, kind: 'mod', body: { act: { action: 'kick', who: 'bo' }, name: 'Bo' } },
    { data: '{"action":"kick","who":"bo"}', state: '{"name":"Bo"}' },
  ],
  [
    { ...ENVELOPE, kind: 'mod', body: { act: { action: 'kick', who: 'bo' } } },
    { data: '{"action":"kick","who":"bo"}', state: null },
  ],
];

describe('an event of each kind', () => {
  it.each(STORED)('an event is stored in its columns and read back unchanged: %j', (event, columns) => {
    expect(encode(event)).toEqual(columns);
    expect(decode(rowOf(event))).toEqual(event);
  });

  it('only events that are items have a text', () => {
    expect(STORED.map(([event]) => textOf(event))).toEqual([
      'text 7',
      'x',
      '',
      '',
      '',
      '',
      '',
      'Tea?',
      '',
      '',
      '',
      '',
      '',
      '',
    ]);
  });
});

describe('a damaged row', () => {
  const row = rowOf(message(7));
  it.each<[string, { [Column in keyof Row]?: unknown }]>([
    ['without a place', { seq: null }],
    ['with a time that is no number', { ts: 'x' }],
    ['with bytes for a text', { data: new ArrayBuffer(1) }],
    ['of a kind that nobody knows', { kind: 'quiz' }],
    ['of a kind that every object has', { kind: 'constructor' }],
    ['with a state that is no JSON', { state: '{' }],
    ['with a state that is no object', { state: '5' }],
    ['with reactions that are no lists', { state: '{"reacts":{"👍":5}}' }],
    ['of settings that are no JSON', { kind: 'set', data: '{' }],
    ['of settings that are no object', { kind: 'set', data: '5' }],
    ['of settings that are null', { kind: 'set', data: 'null' }],
    ['of an act that is no object', { kind: 'mod', data: '"ban"' }],
    ['of an act without a readable name', { kind: 'mod', data: '{}', state: '{' }],
    ['of a poll without options', { kind: 'poll' }],
    ['of a poll with votes that lack a choice', { kind: 'poll', state: '{"options":[],"voters":["a"],"choices":[]}' }],
    ['of a reaction with a state that is no JSON', { kind: 'react', state: '{' }],
  ])('a damaged row is refused: %s', (_, damage) => {
    expect(() => decode({ ...row, ...(damage as Partial<Row>) })).toThrow();
  });
});
