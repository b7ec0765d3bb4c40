import { describe, expect, test } from 'vitest';
import type { Intent } from '../../../src/client/events/content.ts';
import { isRow, outlivesTarget, toEvent } from '../../../src/client/events/registry.ts';
import { nextToSend } from '../../../src/client/outbox/outbox.ts';
import { optimisticView } from '../../../src/client/room-state/optimistic-view.ts';
import { KINDS, traitsOf } from '../../../src/protocol/events/traits.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import { after, applied, BY_ANA, JOINED, NOW, withRequest } from '../support/events.ts';
import { ack } from '../support/frames.ts';

test.each(KINDS)('%s: an item is a row while it waits, and anything else is a change', (type) => {
  expect(isRow({ type })).toBe(traitsOf(type).listed);
});

test.each(KINDS.filter((kind) => !traitsOf(kind).listed))(
  '%s: a change is not sent without the message it changes',
  (type) => {
    expect(outlivesTarget({ type })).toBe(false);
  },
);

test('the author of the first event becomes the owner, unless it is a guest', () => {
  const event = { type: 'broadcast', ...BY_ANA, seq: 1, data: 'hi' } as const;
  const empty = { ...JOINED, messages: [] };
  expect(applied(event, empty).members.get(BY_ANA.fromId)?.role).toBe('owner');
  const guest = { ...event, fromId: '~me' };
  expect(applied(guest, empty).members.get('~me')?.role).toBe('guest');
});

describe('an event of an unknown kind', () => {
  const quiz = { type: 'quiz', data: 'Tea?', options: ['yes', 'no'] };
  const parsed = <T>(value: object): T => JSON.parse(JSON.stringify(value));

  test.each(['quiz', 'constructor', '__proto__', 'toString'])(
    'an event of the unknown kind "%s" takes its seq and changes nothing else',
    (type) => {
      const frame = parsed<ServerFrame>({ ...quiz, ...BY_ANA, type });
      expect(after(JOINED, frame)).toEqual({ ...JOINED, head: 4 });
    },
  );

  test('a frame without a seq is not an event and changes nothing', () => {
    expect(after(JOINED, parsed<ServerFrame>(quiz), parsed<ServerFrame>({ ...quiz, seq: null }))).toBe(JOINED);
  });

  test('an event of an unknown kind can be the first event of the room', () => {
    const empty = { ...JOINED, epoch: '', head: 0, messages: [] };
    const state = after(empty, parsed<ServerFrame>({ ...quiz, seq: 1, epoch: 'e2' }));
    expect(state).toMatchObject({ epoch: 'e2', head: 1, messages: [], sync: { status: 'live' } });
  });

  test('an event of an unknown kind takes its seq if it comes with an ack', () => {
    const state = after(JOINED, ack(4, 'y', { event: parsed({ ...quiz, ...BY_ANA }) }));
    expect(state).toEqual({ ...JOINED, head: 4 });
  });

  test('an entry of an unknown kind in the outbox is sent as it is and has no effect as a change', () => {
    const waiting = withRequest(parsed<Intent>(quiz));
    expect(nextToSend(waiting.outbox, 'e1', NOW)).toEqual({ kind: 'send', frame: { ...quiz, id: 'x' } });
    expect(optimisticView(waiting)).toMatchObject({ outbox: [], changes: [{ id: 'x', type: 'quiz' }] });
    expect(optimisticView(waiting).messages).toBe(JOINED.messages);
    expect(after(waiting, ack(4, 'x'))).toEqual({ ...JOINED, head: 4 });
  });

  test('an entry of an unknown kind fails if the message it refers to belonged to an earlier life of the room', () => {
    const answer = withRequest(parsed<Intent>({ type: 'answer', ref: 2, refEpoch: 'e1' }));
    expect(nextToSend(answer.outbox, 'e2', NOW)).toEqual({ kind: 'orphan', id: 'x' });
  });
});

test("no pending edit is shown while the client's own member is unknown", () => {
  const [entry] = withRequest({ type: 'edit', ref: 2, data: 'new' }).outbox;
  if (!entry) throw new Error('the entry is missing');
  expect(toEvent(entry, { self: undefined, epoch: 'e1' }, { seq: 0, ts: NOW })).toBeUndefined();
  expect(optimisticView({ ...withRequest({ type: 'edit', ref: 2, data: 'new' }), self: undefined }).messages).toBe(
    JOINED.messages,
  );
});
