import { expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import { optimisticView } from '../../../src/client/room-state/optimistic-view.ts';
import { after, applied, BY_ANA, JOINED, NOW, PLACE, withRequest } from '../support/events.ts';
import { ack } from '../support/frames.ts';

const OPEN = { ...applied({ type: 'poll', ...BY_ANA, data: 'Lunch?', options: ['Soup', 'Cake'] }), head: 4 };
const RESULT = { counts: [1, 2], voters: 3 };

test('a request to close a poll names the poll, whoever started it', () => {
  expect(compose('close', { ref: 4 }, OPEN)).toEqual({ type: 'close', ref: 4, refEpoch: 'e1' });
});

test('a closed poll shows the result', () => {
  const state = applied({ type: 'close', ...BY_ANA, seq: 5, ref: 4, ...RESULT }, OPEN);
  expect(state.messages.at(-1)).toMatchObject({ type: 'poll', closed: BY_ANA.ts, ...RESULT });
});

test('a request to close a poll shows at once, and is undone when the room refuses it', () => {
  const waiting = withRequest({ type: 'close', ref: 4, refEpoch: 'e1' }, OPEN);
  expect(optimisticView(waiting).messages.at(-1)).toMatchObject({ closed: NOW, counts: [0, 0], voters: 0 });
  const refused = after(waiting, { type: 'error', code: 'forbidden', data: '', id: 'x' });
  expect(optimisticView(refused).messages).toEqual(JOINED.messages.concat(OPEN.messages.slice(-1)));
  const event = { type: 'close', ...PLACE, seq: 5, ref: 4, ...RESULT } as const;
  expect(after(waiting, ack(5, 'x', { event })).messages.at(-1)).toMatchObject({ closed: PLACE.ts, ...RESULT });
});
