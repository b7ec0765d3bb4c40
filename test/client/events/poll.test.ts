import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import { copyOf } from '../../../src/client/room-copy/room-copy.ts';
import { optimisticView } from '../../../src/client/room-state/optimistic-view.ts';
import type { PollFrame } from '../../../src/protocol/events/poll.ts';
import { after, applied, BY_ANA, JOINED, NOW, PLACE, withRequest } from '../support/events.ts';
import { ack, history, item } from '../support/frames.ts';

const LUNCH = { type: 'poll', data: 'Lunch?', options: ['Soup', 'Cake'] } as const;
const STORED: PollFrame = { ...LUNCH, ...BY_ANA };
const FRESH = { counts: [0, 0], voters: 0 };

describe('requests for polls', () => {
  test('a request cleans the question and leaves the options to the room', () => {
    expect(compose('poll', { text: 'Lunch?\r\n', options: ['Soup', 'Cake'] }, JOINED)).toEqual({
      ...LUNCH,
      data: 'Lunch?\n',
    });
    expect(compose('poll', { text: 'Lunch?', options: ['Soup', 'Cake'], many: true }, JOINED)).toEqual({
      ...LUNCH,
      many: true,
    });
  });

  test.each([
    ['no question', { text: ' ' }, 'bad_text'],
    ['a question that is too long', { text: 'x'.repeat(4_001) }, 'too_large'],
  ])('a poll with %s is refused', (_, wrong, code) => {
    expect(compose('poll', { options: ['Soup', 'Cake'], ...wrong }, JOINED)).toMatchObject({
      ok: false,
      code,
    });
  });

  test('a poll shows in the outbox with its options until the room has stored it', () => {
    const waiting = withRequest({ type: 'poll', data: 'Lunch?', options: ['Soup', 'Cake'] });
    expect(optimisticView(waiting).outbox).toMatchObject([LUNCH]);
    const stored = after(waiting, ack(4, 'x', { event: { ...LUNCH, ...PLACE, options: ['Stew', 'Cake'] } }));
    expect(stored.outbox).toEqual([]);
    expect(stored.messages.at(-1)).toEqual({ ...LUNCH, ...PLACE, options: ['Stew', 'Cake'], ...FRESH, own: true });
  });
});

describe('stored polls', () => {
  test('a new poll joins the messages without votes, and its author stops typing', () => {
    const typing = { ...JOINED, typing: new Map([['ana', { name: 'Ana', until: NOW }]]) };
    const state = applied({ ...STORED, many: true }, typing);
    expect(state.messages.at(-1)).toEqual({ ...STORED, many: true, ...FRESH });
    expect(state.typing.size).toBe(0);
  });

  test('a poll from the history contains its present votes, even in the stored copy', () => {
    const voted = { ...STORED, counts: [2, 1], voters: 3, mine: [1], closed: NOW };
    const state = after(
      { ...JOINED, sync: { status: 'window', epoch: 'e1', seq: 4, after: 0 } },
      history([item(1), voted]),
    );
    expect(state.messages.at(-1)).toEqual(voted);
    expect(copyOf(state)?.state.messages.at(-1)).toEqual(voted);
  });

  test('a poll can have reactions', () => {
    const state = applied(STORED);
    expect(compose('react', { ref: 4, emoji: '👍', on: true }, { ...state, head: 4 })).toMatchObject({ type: 'react' });
    expect(applied({ type: 'react', ...BY_ANA, seq: 5, ref: 4, data: '👍' }, state).messages.at(-1)).toEqual({
      ...STORED,
      ...FRESH,
      reacts: { '👍': ['ana'] },
    });
  });

  test('a deleted poll is like any deleted message, even in a replay', () => {
    const gone = { ...BY_ANA, data: '', gone: true };
    const state = { ...applied(STORED), head: 4 };
    expect(compose('delete', { ref: 4 }, state)).toMatchObject({ type: 'delete' });
    expect(applied({ type: 'delete', ...BY_ANA, seq: 5, ref: 4, data: '' }, state).messages.at(-1)).toEqual(gone);
    expect(applied({ ...STORED, data: '', options: [], gone: true }).messages.at(-1)).toEqual(gone);
  });
});
