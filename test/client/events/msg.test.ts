import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import { msg } from '../../../src/client/events/msg.ts';
import { nextToSend } from '../../../src/client/outbox/outbox.ts';
import { optimisticView } from '../../../src/client/room-state/optimistic-view.ts';
import { applied, BY_ANA, JOINED, NOW, PLACE, withRequest } from '../support/events.ts';
import { TS } from '../support/frames.ts';

describe('a request for a message', () => {
  test('a request for a message contains the cleaned text', () => {
    expect(compose('msg', { text: 'a\r\nb' }, JOINED)).toEqual({ type: 'msg', data: 'a\nb' });
  });

  test('a reply names the life of the room that its target belongs to', () => {
    expect(compose('msg', { text: 'yes', re: 2 }, JOINED)).toEqual({ type: 'msg', data: 'yes', re: 2, refEpoch: 'e1' });
    expect(compose('msg', { text: 'yes', re: 2 }, { ...JOINED, epoch: '' })).toMatchObject({ re: 2, refEpoch: '' });
  });

  test('a message without text, or with too long a text, is refused', () => {
    const limits = { ...JOINED.limits, textChars: 3 };
    expect(compose('msg', { text: ' \n' }, JOINED)).toMatchObject({ ok: false, code: 'bad_text' });
    expect(compose('msg', { text: 'four' }, { ...JOINED, limits })).toMatchObject({ ok: false, code: 'too_large' });
    expect(compose('msg', { text: '🙂🙂🙂' }, { ...JOINED, limits })).toMatchObject({ data: '🙂🙂🙂' });
  });
});

describe('a stored message', () => {
  test('a stored message is inserted at its place, without fields that only the frame has', () => {
    const state = applied({ type: 'broadcast', ...BY_ANA, data: 'hi', epoch: 'e1' });
    expect(state.messages.at(-1)).toEqual({ ...BY_ANA, data: 'hi' });
    const older = { ...JOINED, messages: JOINED.messages.slice(1) };
    const event = { type: 'broadcast', ...BY_ANA, seq: 1, ts: TS, data: 'first' } as const;
    expect(applied(event, older).messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  test('a stored message is marked if this session sent it', () => {
    const event = { type: 'broadcast', ...PLACE, data: 'hi' } as const;
    expect(applied(event, JOINED, { isOwn: true }).messages.at(-1)).toEqual({ ...PLACE, data: 'hi', own: true });
  });

  test("a stored message ends its author's typing indicator", () => {
    const typing = new Map([[BY_ANA.fromId, { name: 'Ana', until: NOW }]]);
    expect(applied({ type: 'broadcast', ...BY_ANA, data: 'hi' }, { ...JOINED, typing }).typing.size).toBe(0);
  });
});

describe("the client's own message", () => {
  test("the member's other sessions get the message as a broadcast with the stored text", () => {
    const said = { type: 'msg', data: 'hi', re: 2, ...PLACE } as const;
    expect(msg.toEvent(said, undefined)).toEqual({ type: 'broadcast', data: 'hi', re: 2, ...PLACE });
    expect(msg.toEvent(said, 'clean')).toMatchObject({ data: 'clean' });
  });

  test("the client's own message is shown as a row while it waits", () => {
    expect(optimisticView(withRequest({ type: 'msg', data: 'hi' }))).toMatchObject({
      outbox: [{ data: 'hi' }],
      changes: [],
    });
  });

  test('a reply is sent as a plain message if its target belonged to an earlier life of the room', () => {
    const { outbox } = withRequest({ type: 'msg', data: 'yes', re: 2, refEpoch: 'e1' });
    expect(nextToSend(outbox, 'e2', NOW)).toEqual({ kind: 'send', frame: { type: 'msg', id: 'x', data: 'yes' } });
  });
});
