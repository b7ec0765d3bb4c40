import { describe, expect, test } from 'vitest';
import type { Notice, Outgoing } from '../../../src/client/index.ts';
import { isKnownSilenced, sendsAtMs, silencedUntil, slowWaitOf } from '../../../src/page/state/posting-limits.ts';

const settings = { topic: '', slow: 30, locked: false };
const self = { id: 'me', name: 'Me', role: 'member' } as const;

function told(action: 'mute' | 'unmute', who: string, untilMs?: number): Notice {
  const by = { id: 'mo', name: 'Mo' };
  const mod = action === 'mute' ? { action, who, untilMs, by } : { action, who, by };
  return { key: 1, after: 0, ts: 0, event: 'notice', who: [{ id: who, name: who }], count: 2, text: '', mod };
}

function outgoing(status: Outgoing['status'], code: string, retryAtMs?: number): Outgoing {
  const error = { code, text: code, ...(retryAtMs === undefined ? {} : { retryAtMs }) };
  return { type: 'msg', id: 'a', createdMs: 0, status, data: 'hi', error };
}

const nothing = { self, outbox: [], settings };

describe('restraints on the reader', () => {
  test('slow mode applies unless the reader has the right to skip it, whatever their role', () => {
    expect(slowWaitOf(nothing)).toEqual({ slow: 30, waiting: 0 });
    expect(slowWaitOf({ ...nothing, self: { ...self, may: ['hurry'] } })).toEqual({ slow: 0, waiting: 0 });
    expect(slowWaitOf({ ...nothing, self: { ...self, role: 'moderator', may: [] } })).toEqual({
      slow: 30,
      waiting: 0,
    });
  });

  test('the waiting message says until when slow mode applies', () => {
    const waiting = { ...nothing, outbox: [outgoing('sending', 'slow_mode', 5_000)] };
    expect(slowWaitOf(waiting)).toEqual({ slow: 30, retryAtMs: 5_000, waiting: 1 });
    const more = { ...waiting, outbox: [...waiting.outbox, outgoing('sending', ''), outgoing('failed', 'muted')] };
    expect(slowWaitOf(more)).toMatchObject({ waiting: 2 });
  });

  test('the reader may be silenced for a time or for good', () => {
    expect(silencedUntil({ self: { ...self, muted: { untilMs: 9_000 } } })).toBe(9_000);
    expect(silencedUntil({ self: { ...self, muted: {} } })).toBe(Number.POSITIVE_INFINITY);
    expect([silencedUntil({ self }), silencedUntil({ self: undefined }), silencedUntil(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('members are known to be silenced until their silence ends', () => {
    const silenced = { notices: [told('mute', 'other', 9_000)] };
    expect(isKnownSilenced(silenced, 'other', 8_999)).toBe(true);
    expect(isKnownSilenced(silenced, 'other', 9_000)).toBe(false);
    expect(isKnownSilenced(silenced, 'third', 0)).toBe(false);
    expect(isKnownSilenced({ notices: [told('mute', 'other'), told('unmute', 'other')] }, 'other', 0)).toBe(false);
  });
});

describe('when a waiting message is sent', () => {
  const waits = (id: string, code?: string, retryAtMs?: number): Outgoing => {
    const { error: _, ...rest } = outgoing('sending', '');
    return {
      ...rest,
      id,
      ...(code === undefined ? {} : { error: { code, text: code, ...(retryAtMs === undefined ? {} : { retryAtMs }) } }),
    };
  };

  test('the first message is sent when the room said, and in slow mode each other one an interval later', () => {
    const outbox = [outgoing('failed', 'muted'), waits('b', 'slow_mode', 5_000), waits('c'), waits('d')];
    const at = (id: string) => sendsAtMs({ outbox, settings }, id);
    expect([at('b'), at('c'), at('d'), at('a'), at('x')]).toEqual([5_000, 35_000, 65_000, undefined, undefined]);
  });

  test('no time is given for messages behind another one or in transit', () => {
    const outbox = [waits('b', 'rate_limited', 5_000), waits('c')];
    expect(sendsAtMs({ outbox, settings }, 'b')).toBe(5_000);
    expect(sendsAtMs({ outbox, settings }, 'c')).toBeUndefined();
    expect(sendsAtMs({ outbox: [waits('b')], settings }, 'b')).toBeUndefined();
  });
});
