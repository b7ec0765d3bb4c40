import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/client/index.ts';
import { unreadOf as countUnread, NOTHING_UNREAD, unreadLabel } from '../../../src/page/state/unread.ts';
import type { Position } from '../../../src/protocol/position.ts';

const message = (seq: number, over: Partial<Extract<Message, { type?: never }>> = {}): Message => ({
  seq,
  from: 'Ana',
  fromId: 'ana',
  data: 'x',
  ts: 0,
  ...over,
});
const self = { id: 'me', name: 'Me', role: 'guest' as const };
const rules = { isMuted: (id: string) => id === 'noisy', callsMe: ({ data }: Message) => data.includes('@Me') };
const unreadOf = (state: Parameters<typeof countUnread>[0], mark: Position | undefined) =>
  countUnread(state, mark, rules);
const room = (messages: Message[], hasOlder = false, epoch = 'e') => ({ messages, hasOlder, self, epoch });

describe('unread messages', () => {
  test('other members’ messages after the mark are unread', () => {
    const messages = [message(1), message(2), message(3, { fromId: 'me' }), message(4, { own: true }), message(5)];
    expect(unreadOf(room(messages), { epoch: 'e', seq: 1 })).toEqual({ count: 2, more: false, calls: 0 });
  });

  test('deleted messages are not unread', () => {
    expect(unreadOf(room([message(1), message(2, { gone: true })]), { epoch: 'e', seq: 0 }).count).toBe(1);
  });

  test('nothing is unread before the first visit', () => {
    expect(unreadOf(room([message(1)]), undefined)).toEqual(NOTHING_UNREAD);
  });

  test('everything is unread after the log began again', () => {
    expect(unreadOf(room([message(1), message(2)], false, 'new'), { epoch: 'old', seq: 40 }).count).toBe(2);
  });

  test('more messages may be unread than are loaded', () => {
    expect(unreadOf(room([message(90), message(91)], true), { epoch: 'e', seq: 10 })).toEqual({
      count: 2,
      more: true,
      calls: 0,
    });
    expect(unreadOf(room([message(11), message(12)], true), { epoch: 'e', seq: 10 }).more).toBe(false);
  });

  test('mentions are counted separately, and muted members not at all', () => {
    const messages = [
      message(1, { data: 'hi @Me' }),
      message(2),
      message(3, { data: '@Me!', fromId: 'noisy' }),
      message(4, { data: '@Me', fromId: 'me' }),
    ];
    expect(unreadOf(room(messages), { epoch: 'e', seq: 0 })).toEqual({ count: 2, more: false, calls: 1 });
  });

  test('the count is shown in a few characters', () => {
    expect(unreadLabel({ count: 0, more: false })).toBe('');
    expect(unreadLabel({ count: 3, more: false })).toBe('3');
    expect(unreadLabel({ count: 50, more: true })).toBe('50+');
    expect(unreadLabel({ count: 1_234, more: false })).toBe('99+');
  });
});
