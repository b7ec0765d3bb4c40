/** The size of an event in an answer is computed from its stored columns. */

import { describe, expect, it, onTestFinished } from 'vitest';
import { utf8Bytes } from '../../../src/protocol/text.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import { EVENTS_CODEC } from '../../../src/room/events/codec.ts';
import { msg } from '../../../src/room/events/msg.ts';
import { AnswerBudget, measuredBy, withinAnswer } from '../../../src/room/log/answer-size.ts';

const BY = { seq: 7, ts: 7, ref: null, member: '~ana', sessionTag: 's', clientEventId: 'c', name: 'Ana "漢" 🎉' };
const REACTED = { edited: 1_800_000_000_000, reacts: { '👍': ['~ana', '~bo'], '🎉': ['~cy'] } };

const EVENTS: readonly Stored[] = [
  { ...BY, kind: 'msg', body: { text: 'line\n"quoted" 漢🎉', state: null } },
  { ...BY, kind: 'msg', body: { text: 'x', state: REACTED } },
  { ...BY, kind: 'msg', body: { text: '', state: { gone: true } } },
  { ...BY, kind: 'vote', ref: 1, body: { choice: [] } },
  { ...BY, kind: 'edit', ref: 1, body: {} },
  { ...BY, kind: 'react', ref: 1, body: { emoji: '👍', off: true } },
  { ...BY, kind: 'set', body: { change: { topic: 'a "topic"', slow: 30 } } },
  { ...BY, kind: 'mod', body: { act: { action: 'ban', who: '~bo', untilMs: 5 }, name: 'Bo' } },
];

describe('the size of an event in an answer', () => {
  const bytesOf = measuredBy(EVENTS_CODEC);

  it.each(EVENTS)('an event is measured by its name and columns as JSON: $kind', (event) => {
    const { data, state } = EVENTS_CODEC.encode(event);
    const columns = [event.name, data, state === null ? null : JSON.parse(state)];
    expect(bytesOf(event)).toBe(240 + utf8Bytes(JSON.stringify(columns)));
  });

  it('an event is measured only by the columns that answers contain', () => {
    msg.told = ({ text }) => ({ data: text, state: '{"told":1}' });
    onTestFinished(() => {
      delete msg.told;
    });
    const state = { reacts: { '👍': ['~ana'.repeat(100)] } };
    const event: Stored = { ...BY, kind: 'msg', body: { text: 'x', state } };
    expect(measuredBy(EVENTS_CODEC)(event)).toBe(240 + utf8Bytes(JSON.stringify([event.name, 'x', { told: 1 }])));
  });

  it('each event object is measured only once', () => {
    let measured = 0;
    const counting = measuredBy<Stored>({
      ...EVENTS_CODEC,
      told: (event) => {
        measured++;
        return EVENTS_CODEC.told(event);
      },
    });
    for (const event of [...EVENTS, ...EVENTS]) counting(event);
    expect(measured).toBe(EVENTS.length);
  });
});

describe('an answer', () => {
  it('an answer holds the first item whatever its size, and then as many as fit', () => {
    const budget = new AnswerBudget();
    expect(budget.takes(10_000_000)).toBe(true);
    expect(budget.takes(1)).toBe(false);
  });

  it('an answer also says which item follows it', () => {
    expect(withinAnswer([1, 2, 3], 2, () => 1)).toEqual({ events: [1, 2], beyond: 3 });
    expect(withinAnswer([1, 2], 2, () => 1)).toEqual({ events: [1, 2], beyond: undefined });
  });
});
