import { describe, expect, test } from 'vitest';
import {
  type LinkEffect,
  type LinkEvent,
  type LinkState,
  type Loss,
  stepLink,
} from '../../../src/client/connection/link.ts';
import { CLOSE } from '../../../src/protocol/codes.ts';

const T = 1_000_000;

function nextLink(link: LinkState, event: LinkEvent): LinkState {
  return stepLink(link, event).link;
}

function effects(link: LinkState, event: LinkEvent): readonly LinkEffect[] {
  return stepLink(link, event).effects;
}

function walk(link: LinkState, ...events: LinkEvent[]): LinkState {
  return events.reduce(nextLink, link);
}

function lost(loss: Partial<Loss> = {}, nowMs = T, random = 0.5): LinkEvent {
  return { type: 'lost', loss: { close: 1006, ...loss }, nowMs, random };
}

const IDLE: LinkState = { status: 'idle' };
const LIVE: LinkState = { status: 'live', sinceMs: T, attempt: 3 };

describe('a link', () => {
  test('a link goes from idle through connecting to live', () => {
    expect(walk(IDLE, { type: 'connect' })).toEqual({ status: 'connecting', attempt: 1 });
    expect(walk(IDLE, { type: 'connect' }, { type: 'caughtUp', nowMs: T })).toMatchObject({
      status: 'live',
      sinceMs: T,
    });
  });

  test('a link waits after every loss, and longer after each consecutive failure', () => {
    const first = walk(IDLE, { type: 'connect' }, lost());
    expect(first).toMatchObject({ status: 'waiting', attempt: 1, retryAtMs: T + 250 });
    expect(walk(first, { type: 'due' }, lost())).toMatchObject({ status: 'waiting', attempt: 2, retryAtMs: T + 500 });
  });

  test('the backoff starts over once a connection has lasted ten seconds', () => {
    expect(walk(LIVE, lost({}, T + 9_999))).toMatchObject({ status: 'waiting', attempt: 3 });
    expect(walk(LIVE, lost({}, T + 10_000))).toMatchObject({ status: 'waiting', attempt: 1 });
  });

  test('regaining the network ends a wait, but never before the time that the server allows', () => {
    const wake: LinkEvent = { type: 'wake', nowMs: T + 10 };
    expect(walk(LIVE, lost(), wake)).toMatchObject({ status: 'waiting', retryAtMs: T + 10 });
    expect(walk(LIVE, lost({ retryAfterMs: 5_000 }), wake)).toMatchObject({ status: 'waiting', retryAtMs: T + 5_000 });
  });

  test('a wake does not change a link that is live, connecting or idle', () => {
    const wake: LinkEvent = { type: 'wake', nowMs: T };
    for (const link of [LIVE, IDLE, { status: 'connecting', attempt: 1 } as const])
      expect(nextLink(link, wake)).toBe(link);
  });

  test('a waiting link keeps the reason that the server gave', () => {
    expect(walk(LIVE, lost({ close: CLOSE.restart, code: 'restart', reason: 'New version.' }))).toMatchObject({
      status: 'waiting',
      code: 'restart',
      reason: 'New version.',
    });
  });

  test.each([
    [1000, 'waiting'],
    [1001, 'waiting'],
    [1006, 'waiting'],
    [1012, 'waiting'],
    [CLOSE.restart, 'waiting'],
    [CLOSE.slow_consumer, 'waiting'],
    [4199, 'waiting'],
    [CLOSE.proof_expired, 'waiting'],
    [CLOSE.banned, 'stopped'],
    [CLOSE.replaced, 'stopped'],
    [4499, 'stopped'],
    [4500, 'waiting'],
  ] as const)('after close code %i a link is %s', (close, status) => {
    expect(walk(LIVE, lost({ close }))).toMatchObject({ status });
  });

  test('an expired proof is renewed at once, twice; after that the link waits as after any other loss', () => {
    const expired = lost({ close: CLOSE.proof_expired });
    const first = walk(IDLE, { type: 'connect' }, expired);
    expect(first).toMatchObject({ status: 'waiting', attempt: 1, retryAtMs: T });
    const second = walk(first, { type: 'due' }, expired);
    expect(second).toMatchObject({ status: 'waiting', attempt: 1, retryAtMs: T });
    const third = walk(second, { type: 'due' }, expired);
    expect(third).toMatchObject({ status: 'waiting', attempt: 1, retryAtMs: T + 250 });
    expect(walk(third, { type: 'due' }, expired)).toMatchObject({ status: 'waiting', attempt: 2, retryAtMs: T + 500 });
    // A different loss in between, or success, resets the count of renewals.
    expect(walk(second, { type: 'due' }, lost(), { type: 'due' }, expired)).toMatchObject({ retryAtMs: T });
    expect(walk(second, { type: 'due' }, { type: 'caughtUp', nowMs: T })).not.toHaveProperty('renewals');
  });

  test('a stopped link has a reason even if the server sent only a close code', () => {
    expect(walk(LIVE, lost({ close: CLOSE.replaced }))).toEqual({ status: 'stopped', code: 'replaced', reason: '' });
    expect(walk(LIVE, lost({ close: 4444 }))).toEqual({ status: 'stopped', code: '4444', reason: '' });
  });

  test('a link that was stopped by a temporary ban knows when the ban ends', () => {
    const banned = { close: CLOSE.banned, code: 'banned', reason: 'You are banned.', untilMs: T + 60_000 };
    expect(walk(LIVE, lost(banned))).toEqual({
      status: 'stopped',
      code: 'banned',
      reason: 'You are banned.',
      untilMs: T + 60_000,
    });
  });

  test('a stopped link connects again only when asked to', () => {
    const stopped: LinkState = { status: 'stopped', code: 'banned', reason: '' };
    for (const event of [{ type: 'due' }, { type: 'wake', nowMs: T }, lost()] as const)
      expect(nextLink(stopped, event)).toBe(stopped);
    expect(nextLink(stopped, { type: 'connect' })).toEqual({ status: 'connecting', attempt: 1 });
  });

  test('leaving makes a link idle in every state', () => {
    for (const link of [LIVE, walk(LIVE, lost()), IDLE]) expect(nextLink(link, { type: 'leave' })).toEqual(IDLE);
  });
});

describe('the effects of a link', () => {
  const WAITING = walk(LIVE, lost());
  const STOPPED = walk(LIVE, lost({ close: CLOSE.banned }));
  const CONNECTING: LinkState = { status: 'connecting', attempt: 1 };
  const drop = { do: 'close', code: CLOSE.dropping };

  test('a link opens a connection when it is asked to connect and when a wait is over', () => {
    for (const link of [IDLE, STOPPED]) expect(effects(link, { type: 'connect' })).toEqual([{ do: 'open' }]);
    expect(effects(WAITING, { type: 'due' })).toEqual([{ do: 'open' }]);
    for (const link of [CONNECTING, LIVE, WAITING]) expect(effects(link, { type: 'connect' })).toEqual([]);
  });

  test('a link closes a lost connection and waits for the next attempt', () => {
    expect(effects(CONNECTING, lost())).toEqual([drop, { do: 'wait', untilMs: T + 250 }]);
    expect(effects(LIVE, lost({ close: CLOSE.banned }))).toEqual([drop]);
    for (const link of [IDLE, WAITING, STOPPED]) expect(effects(link, lost())).toEqual([]);
  });

  test('a link corrects the clock for proofs if the server rejects the time of a proof and sends its own', () => {
    const clock = { do: 'setClock', serverMs: 5 };
    expect(effects(CONNECTING, lost({ close: CLOSE.proof_expired, ts: 5 }))).toContainEqual(clock);
    expect(effects(CONNECTING, lost({ close: CLOSE.proof_expired }))).toEqual([drop, { do: 'wait', untilMs: T }]);
    expect(effects(CONNECTING, lost({ ts: 5 }))).not.toContainEqual(clock);
  });

  test('a wake probes a live connection and ends a wait', () => {
    const wake: LinkEvent = { type: 'wake', nowMs: T + 10 };
    for (const link of [CONNECTING, LIVE]) expect(effects(link, wake)).toEqual([{ do: 'probe' }]);
    expect(effects(WAITING, wake)).toEqual([{ do: 'wait', untilMs: T + 10 }]);
    for (const link of [IDLE, STOPPED]) expect(effects(link, wake)).toEqual([]);
  });

  test('leaving the room closes the connection with code 1000', () => {
    for (const link of [CONNECTING, LIVE])
      expect(effects(link, { type: 'leave' })).toEqual([{ do: 'close', code: 1000 }]);
    for (const link of [IDLE, WAITING, STOPPED]) expect(effects(link, { type: 'leave' })).toEqual([]);
  });

  test('a link that has caught up has no effects to carry out', () => {
    expect(effects(CONNECTING, { type: 'caughtUp', nowMs: T })).toEqual([]);
  });
});
