import { describe, expect, test } from 'vitest';
import { type LinkEffect, type LinkEvent, type LinkState, type Loss, stepLink } from '../../src/client/link.ts';
import { CLOSE } from '../../src/protocol/codes.ts';

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
  test('goes from idle over connecting to live', () => {
    expect(walk(IDLE, { type: 'connect' })).toEqual({ status: 'connecting', attempt: 1 });
    expect(walk(IDLE, { type: 'connect' }, { type: 'caughtUp', nowMs: T })).toMatchObject({
      status: 'live',
      sinceMs: T,
    });
  });

  test('waits after every loss, and longer after each failure in a row', () => {
    const first = walk(IDLE, { type: 'connect' }, lost());
    expect(first).toMatchObject({ status: 'waiting', attempt: 1, retryAtMs: T + 250 });
    expect(walk(first, { type: 'due' }, lost())).toMatchObject({ status: 'waiting', attempt: 2, retryAtMs: T + 500 });
  });

  test('starts over once it has lived for ten seconds', () => {
    expect(walk(LIVE, lost({}, T + 9_999))).toMatchObject({ status: 'waiting', attempt: 3 });
    expect(walk(LIVE, lost({}, T + 10_000))).toMatchObject({ status: 'waiting', attempt: 1 });
  });

  test('is cut short by the network coming back, but never before the server allows', () => {
    const wake: LinkEvent = { type: 'wake', nowMs: T + 10 };
    expect(walk(LIVE, lost(), wake)).toMatchObject({ status: 'waiting', retryAtMs: T + 10 });
    expect(walk(LIVE, lost({ retryAfterMs: 5_000 }), wake)).toMatchObject({ status: 'waiting', retryAtMs: T + 5_000 });
  });

  test('is left alone by being woken while live, connecting or idle', () => {
    const wake: LinkEvent = { type: 'wake', nowMs: T };
    for (const link of [LIVE, IDLE, { status: 'connecting', attempt: 1 } as const])
      expect(nextLink(link, wake)).toBe(link);
  });

  test('tells what the server said', () => {
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
  ] as const)('after close code %i is %s', (close, status) => {
    expect(walk(LIVE, lost({ close }))).toMatchObject({ status });
  });

  test('renews a proof at once, twice; what still fails then waits like any other loss', () => {
    const expired = lost({ close: CLOSE.proof_expired });
    const first = walk(IDLE, { type: 'connect' }, expired);
    expect(first).toMatchObject({ status: 'waiting', attempt: 1, retryAtMs: T });
    const second = walk(first, { type: 'due' }, expired);
    expect(second).toMatchObject({ status: 'waiting', attempt: 1, retryAtMs: T });
    const third = walk(second, { type: 'due' }, expired);
    expect(third).toMatchObject({ status: 'waiting', attempt: 1, retryAtMs: T + 250 });
    expect(walk(third, { type: 'due' }, expired)).toMatchObject({ status: 'waiting', attempt: 2, retryAtMs: T + 500 });
    // Another reason in between, or success: it is a new start.
    expect(walk(second, { type: 'due' }, lost(), { type: 'due' }, expired)).toMatchObject({ retryAtMs: T });
    expect(walk(second, { type: 'due' }, { type: 'caughtUp', nowMs: T })).not.toHaveProperty('renewals');
  });

  test('names the reason it stopped for, even if only the close code told it', () => {
    expect(walk(LIVE, lost({ close: CLOSE.replaced }))).toEqual({ status: 'stopped', code: 'replaced', reason: '' });
    expect(walk(LIVE, lost({ close: 4444 }))).toEqual({ status: 'stopped', code: '4444', reason: '' });
  });

  test('knows when a ban ends by itself', () => {
    const banned = { close: CLOSE.banned, code: 'banned', reason: 'You are banned.', untilMs: T + 60_000 };
    expect(walk(LIVE, lost(banned))).toEqual({
      status: 'stopped',
      code: 'banned',
      reason: 'You are banned.',
      untilMs: T + 60_000,
    });
  });

  test('that stopped tries again only when asked to', () => {
    const stopped: LinkState = { status: 'stopped', code: 'banned', reason: '' };
    for (const event of [{ type: 'due' }, { type: 'wake', nowMs: T }, lost()] as const)
      expect(nextLink(stopped, event)).toBe(stopped);
    expect(nextLink(stopped, { type: 'connect' })).toEqual({ status: 'connecting', attempt: 1 });
  });

  test('is idle after leaving, wherever it was', () => {
    for (const link of [LIVE, walk(LIVE, lost()), IDLE]) expect(nextLink(link, { type: 'leave' })).toEqual(IDLE);
  });
});

describe('a step of a link', () => {
  const WAITING = walk(LIVE, lost());
  const STOPPED = walk(LIVE, lost({ close: CLOSE.banned }));
  const CONNECTING: LinkState = { status: 'connecting', attempt: 1 };
  const drop = { do: 'close', code: CLOSE.dropping };

  test('opens a connection when one is wanted, and when the wait is over', () => {
    for (const link of [IDLE, STOPPED]) expect(effects(link, { type: 'connect' })).toEqual([{ do: 'open' }]);
    expect(effects(WAITING, { type: 'due' })).toEqual([{ do: 'open' }]);
    for (const link of [CONNECTING, LIVE, WAITING]) expect(effects(link, { type: 'connect' })).toEqual([]);
  });

  test('drops what was lost, and waits for the next try', () => {
    expect(effects(CONNECTING, lost())).toEqual([drop, { do: 'wait', untilMs: T + 250 }]);
    expect(effects(LIVE, lost({ close: CLOSE.banned }))).toEqual([drop]);
    for (const link of [IDLE, WAITING, STOPPED]) expect(effects(link, lost())).toEqual([]);
  });

  test('sets the clock of proofs where the server refused one for its time, and said what time it is', () => {
    const clock = { do: 'setClock', serverMs: 5 };
    expect(effects(CONNECTING, lost({ close: CLOSE.proof_expired, ts: 5 }))).toContainEqual(clock);
    expect(effects(CONNECTING, lost({ close: CLOSE.proof_expired }))).toEqual([drop, { do: 'wait', untilMs: T }]);
    expect(effects(CONNECTING, lost({ ts: 5 }))).not.toContainEqual(clock);
  });

  test('probes a connection that is woken, and cuts a wait short', () => {
    const wake: LinkEvent = { type: 'wake', nowMs: T + 10 };
    for (const link of [CONNECTING, LIVE]) expect(effects(link, wake)).toEqual([{ do: 'probe' }]);
    expect(effects(WAITING, wake)).toEqual([{ do: 'wait', untilMs: T + 10 }]);
    for (const link of [IDLE, STOPPED]) expect(effects(link, wake)).toEqual([]);
  });

  test('says goodbye when the room is left', () => {
    for (const link of [CONNECTING, LIVE])
      expect(effects(link, { type: 'leave' })).toEqual([{ do: 'close', code: 1000 }]);
    for (const link of [IDLE, WAITING, STOPPED]) expect(effects(link, { type: 'leave' })).toEqual([]);
  });

  test('has nothing to do once what was missed is here', () => {
    expect(effects(CONNECTING, { type: 'caughtUp', nowMs: T })).toEqual([]);
  });
});
