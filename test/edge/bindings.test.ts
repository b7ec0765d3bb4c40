import { describe, expect, it, vi } from 'vitest';
import { checkBindings } from '../../src/edge/bindings.ts';

describe('B54: the bindings, when the Worker starts', () => {
  const ROOM = {};
  const counters = { CONNECTS: {}, WRITES: {} };

  it('the Worker does not start without the rooms binding, and says what is missing where', () => {
    for (const env of [{}, { ROOM: undefined }, { ROOM: 'Room', ...counters }])
      expect(() => checkBindings(env, true)).toThrow(
        /^ROOM \(Durable Object\) is missing\. .*\[\[env\.NAME\.durable_objects/,
      );
  });

  it('missing counters are logged in one line, unless limits by address are off', () => {
    const warn = vi.fn();
    checkBindings({ ROOM, ...counters }, true, warn);
    checkBindings({ ROOM }, false, warn);
    expect(warn).not.toHaveBeenCalled();
    checkBindings({ ROOM }, true, warn);
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^CONNECTS and WRITES \(rate limit\) are missing, /),
    );
    warn.mockClear();
    checkBindings({ ROOM, CONNECTS: {} }, true, warn);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^WRITES \(rate limit\) is missing, /));
  });
});
