import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import type { ClientState } from '../../../src/client/room-state/client-state.ts';
import { optimisticView } from '../../../src/client/room-state/optimistic-view.ts';
import type { VoteFrame } from '../../../src/protocol/events/vote.ts';
import { after, applied, BY_ANA, NOW, withRequest } from '../support/events.ts';
import { ack } from '../support/frames.ts';

const POLL = { type: 'poll', ...BY_ANA, data: 'Lunch?', options: ['Soup', 'Cake', 'Tea'] } as const;

/** The state after joining and receiving the poll. `more`: further known fields of the poll. */
function withPoll(more: object = {}): ClientState {
  const state = { ...applied(POLL), head: 4 };
  return { ...state, messages: state.messages.with(-1, Object.assign({ ...state.messages.at(-1) }, more) as never) };
}

/** The votes on the poll, as the page shows them. */
function poll(state: ClientState) {
  const message = optimisticView(state).messages.at(-1);
  if (message?.type !== 'poll') throw new Error('the poll is missing');
  const { counts, voters, mine } = message;
  return { counts, voters, ...(mine ? { mine } : {}) };
}

const wanting = (state: ClientState, choice: number[]) =>
  withRequest({ type: 'vote', ref: 4, choice, refEpoch: 'e1' }, state);
const told = (more: Partial<VoteFrame> = {}): VoteFrame => {
  return { type: 'vote', seq: 5, ref: 4, counts: [3, 1, 0], voters: 4, ts: NOW, ...more };
};

describe('requests for votes', () => {
  test('a request names the poll and the chosen options', () => {
    expect(compose('vote', { ref: 4, choice: [1] }, withPoll())).toEqual({
      type: 'vote',
      ref: 4,
      choice: [1],
      refEpoch: 'e1',
    });
    expect(compose('vote', { ref: 4, choice: [] }, withPoll())).toMatchObject({ choice: [] });
    expect(compose('vote', { ref: 4, choice: [2, 0] }, withPoll({ many: true }))).toMatchObject({ choice: [2, 0] });
  });

  test('a vote on a poll that isn’t loaded is left to the room', () => {
    expect(compose('vote', { ref: 4, choice: [19] }, { ...withPoll(), messages: [] })).toMatchObject({ choice: [19] });
  });
});

describe('own votes', () => {
  test('a vote counts at once and replaces the one before', () => {
    const fresh = withPoll({ counts: [2, 1, 0], voters: 3 });
    expect(poll(wanting(fresh, [1]))).toEqual({ counts: [2, 2, 0], voters: 4, mine: [1] });
    const voted = withPoll({ counts: [2, 1, 0], voters: 3, mine: [0] });
    expect(poll(wanting(voted, [1]))).toEqual({ counts: [1, 2, 0], voters: 3, mine: [1] });
    expect(poll(wanting(voted, [0]))).toEqual({ counts: [2, 1, 0], voters: 3, mine: [0] });
    expect(poll(wanting(voted, []))).toEqual({ counts: [1, 1, 0], voters: 2 });
    const several = withPoll({ counts: [2, 1, 1], voters: 3, mine: [0, 2], many: true });
    expect(poll(wanting(several, [1, 2]))).toEqual({ counts: [1, 2, 1], voters: 3, mine: [1, 2] });
  });

  test('a vote that the room refuses is undone and reported', () => {
    const before = withPoll({ counts: [2, 1, 0], voters: 3, mine: [0] });
    const refused = after(wanting(before, [1]), { type: 'error', code: 'forbidden', data: '', id: 'x' });
    expect(poll(refused)).toEqual(poll(before));
    expect(optimisticView(refused).changes).toMatchObject([
      { type: 'vote', status: 'failed', error: { code: 'forbidden' } },
    ]);
  });

  test('a pending vote is added to other members’ votes until the room has stored it', () => {
    const waiting = wanting(withPoll({ counts: [2, 1, 0], voters: 3 }), [2]);
    const others = after(waiting, told());
    expect(poll(others)).toEqual({ counts: [3, 1, 1], voters: 5, mine: [2] });
    const stored = after(others, ack(6, 'x', { event: told({ seq: 6, counts: [3, 2, 1], voters: 6, mine: [2] }) }));
    expect(stored).toMatchObject({ head: 6, outbox: [] });
    expect(poll(stored)).toEqual({ counts: [3, 2, 1], voters: 6, mine: [2] });
  });

  test('a vote that changed nothing leaves the outbox and changes no counts', () => {
    const before = withPoll({ counts: [2, 1, 0], voters: 3, mine: [0] });
    const state = after(wanting(before, [0]), ack(4, 'x', { dup: true }));
    expect(state).toEqual(before);
  });
});

describe('stored votes', () => {
  test("another member’s vote does not change the reader's choice", () => {
    expect(poll(applied(told(), withPoll({ mine: [0] })))).toEqual({ counts: [3, 1, 0], voters: 4, mine: [0] });
  });

  test('a vote from another session of the member sets the choice or takes it back', () => {
    expect(poll(applied(told({ mine: [1] }), withPoll({ mine: [0] })))).toMatchObject({ mine: [1] });
    expect(poll(applied(told({ mine: [] }), withPoll({ mine: [0] })))).toEqual({ counts: [3, 1, 0], voters: 4 });
  });

  test('a vote on a message that isn’t a poll or isn’t loaded changes nothing', () => {
    expect(applied(told({ ref: 1 }), withPoll())).toEqual(withPoll());
    expect(applied(told({ ref: 99 }), withPoll())).toEqual(withPoll());
  });

  test('a vote on a deleted poll changes nothing', () => {
    const state = applied({ type: 'delete', ...BY_ANA, seq: 5, ref: 4, data: '' }, withPoll());
    expect(applied(told({ seq: 6, counts: [], voters: 0 }), state)).toEqual(state);
  });
});
