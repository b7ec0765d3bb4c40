import { describe, expect, test } from 'vitest';
import type { ClientState } from '../../../src/client/client-state.ts';
import { vote } from '../../../src/client/events/vote.ts';
import { optimisticView } from '../../../src/client/optimistic-view.ts';
import type { VoteFrame } from '../../../src/protocol/events/vote.ts';
import { after, applied, BY_ANA, NOW, withRequest } from '../support/events.ts';
import { ack } from '../support/frames.ts';

const POLL = { type: 'poll', ...BY_ANA, data: 'Lunch?', options: ['Soup', 'Cake', 'Tea'] } as const;

/** Joined, and then came the poll, of which so much is known. */
function withPoll(more: object = {}): ClientState {
  const state = { ...applied(POLL), head: 4 };
  return { ...state, messages: state.messages.with(-1, Object.assign({ ...state.messages.at(-1) }, more) as never) };
}

/** The poll as it is shown. */
function poll(state: ClientState) {
  const message = optimisticView(state).messages.at(-1);
  if (message?.type !== 'poll') throw new Error('no poll');
  const { counts, voters, mine } = message;
  return { counts, voters, ...(mine ? { mine } : {}) };
}

const wanting = (state: ClientState, choice: number[]) =>
  withRequest({ type: 'vote', ref: 4, choice, refEpoch: 'e1' }, state);
const told = (more: Partial<VoteFrame> = {}): VoteFrame => {
  return { type: 'vote', seq: 5, ref: 4, counts: [3, 1, 0], voters: 4, ts: NOW, ...more };
};

describe('asking for a vote', () => {
  test('says what is chosen, in which poll', () => {
    expect(vote.compose({ ref: 4, choice: [1] }, withPoll())).toEqual({
      type: 'vote',
      ref: 4,
      choice: [1],
      refEpoch: 'e1',
    });
    expect(vote.compose({ ref: 4, choice: [] }, withPoll())).toMatchObject({ choice: [] });
    expect(vote.compose({ ref: 4, choice: [2, 0] }, withPoll({ many: true }))).toMatchObject({ choice: [2, 0] });
  });

  test('of a poll that isn’t loaded leaves it to the room', () => {
    expect(vote.compose({ ref: 4, choice: [19] }, { ...withPoll(), messages: [] })).toMatchObject({ choice: [19] });
  });
});

describe('an own vote', () => {
  test('counts at once, in the place of the one before', () => {
    const fresh = withPoll({ counts: [2, 1, 0], voters: 3 });
    expect(poll(wanting(fresh, [1]))).toEqual({ counts: [2, 2, 0], voters: 4, mine: [1] });
    const voted = withPoll({ counts: [2, 1, 0], voters: 3, mine: [0] });
    expect(poll(wanting(voted, [1]))).toEqual({ counts: [1, 2, 0], voters: 3, mine: [1] });
    expect(poll(wanting(voted, [0]))).toEqual({ counts: [2, 1, 0], voters: 3, mine: [0] });
    expect(poll(wanting(voted, []))).toEqual({ counts: [1, 1, 0], voters: 2 });
    const several = withPoll({ counts: [2, 1, 1], voters: 3, mine: [0, 2], many: true });
    expect(poll(wanting(several, [1, 2]))).toEqual({ counts: [1, 2, 1], voters: 3, mine: [1, 2] });
  });

  test('is undone when the room refuses it, and stays so', () => {
    const before = withPoll({ counts: [2, 1, 0], voters: 3, mine: [0] });
    const refused = after(wanting(before, [1]), { type: 'error', code: 'forbidden', data: '', id: 'x' });
    expect(poll(refused)).toEqual(poll(before));
    expect(optimisticView(refused).changes).toMatchObject([
      { type: 'vote', status: 'failed', error: { code: 'forbidden' } },
    ]);
  });

  test('counts on while others vote, and once it is stored as the room says', () => {
    const waiting = wanting(withPoll({ counts: [2, 1, 0], voters: 3 }), [2]);
    const others = after(waiting, told());
    expect(poll(others)).toEqual({ counts: [3, 1, 1], voters: 5, mine: [2] });
    const stored = after(others, ack(6, 'x', { event: told({ seq: 6, counts: [3, 2, 1], voters: 6, mine: [2] }) }));
    expect(stored).toMatchObject({ head: 6, outbox: [] });
    expect(poll(stored)).toEqual({ counts: [3, 2, 1], voters: 6, mine: [2] });
  });

  test('that changed nothing leaves the outbox, and the poll as it is', () => {
    const before = withPoll({ counts: [2, 1, 0], voters: 3, mine: [0] });
    const state = after(wanting(before, [0]), ack(4, 'x', { dup: true }));
    expect(state).toEqual(before);
  });
});

describe('a stored vote', () => {
  test('of somebody else leaves one’s own choice', () => {
    expect(poll(applied(told(), withPoll({ mine: [0] })))).toEqual({ counts: [3, 1, 0], voters: 4, mine: [0] });
  });

  test('of another session of one’s own brings the choice, or takes it back', () => {
    expect(poll(applied(told({ mine: [1] }), withPoll({ mine: [0] })))).toMatchObject({ mine: [1] });
    expect(poll(applied(told({ mine: [] }), withPoll({ mine: [0] })))).toEqual({ counts: [3, 1, 0], voters: 4 });
  });

  test('on a poll that isn’t loaded, or is none, changes nothing', () => {
    expect(applied(told({ ref: 1 }), withPoll())).toEqual(withPoll());
    expect(applied(told({ ref: 99 }), withPoll())).toEqual(withPoll());
  });

  test('on a poll that was deleted brings nothing back', () => {
    const state = applied({ type: 'delete', ...BY_ANA, seq: 5, ref: 4, data: '' }, withPoll());
    expect(applied(told({ seq: 6, counts: [], voters: 0 }), state)).toEqual(state);
  });
});
