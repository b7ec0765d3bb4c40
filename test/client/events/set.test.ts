import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import { set } from '../../../src/client/events/set.ts';
import { optimisticView } from '../../../src/client/room-state/optimistic-view.ts';
import { after, applied, BY_ANA, JOINED, PLACE, withRequest } from '../support/events.ts';
import { ack } from '../support/frames.ts';

const KEY = `${'k'.repeat(42)}A`;

describe('a request for settings', () => {
  test('a request for settings has only what changes, and the topic on one line', () => {
    expect(compose('set', { topic: ' Tea\nand cake ' }, JOINED)).toEqual({
      type: 'set',
      data: { topic: 'Tea and cake' },
    });
    expect(compose('set', { topic: '' }, JOINED)).toEqual({ type: 'set', data: { topic: '' } });
    expect(compose('set', { slow: 10 }, JOINED)).toEqual({ type: 'set', data: { slow: 10 } });
    expect(compose('set', { locked: true, key: KEY }, JOINED)).toEqual({
      type: 'set',
      data: { locked: true, key: KEY },
    });
  });

  test('a topic that is too long is refused', () => {
    expect(compose('set', { topic: 't'.repeat(201) }, JOINED)).toMatchObject({ ok: false, code: 'too_large' });
  });
});

test('a stored change of settings affects only the settings that it names', () => {
  const state = applied({ type: 'set', ...BY_ANA, data: { topic: 'Tea' } });
  expect(applied({ type: 'set', ...BY_ANA, data: { retentionDays: 3 } }, state).settings).toEqual({
    topic: 'Tea',
    slow: 0,
    locked: false,
    retentionDays: 3,
  });
});

test('a stored change of settings leaves a line that says who made it', () => {
  const { notices } = applied({ type: 'set', ...BY_ANA, data: { locked: true, slow: 30 } });
  expect(notices).toMatchObject([{ event: 'notice', set: { by: { name: 'Ana' }, data: { locked: true, slow: 30 } } }]);
  expect(optimisticView(withRequest({ type: 'set', data: { topic: 'Tea' } })).notices).toEqual([]);
});

test('the key of a lock that the client itself set is neither shown nor stored', () => {
  expect(set.toEvent({ type: 'set', data: { locked: true, key: KEY }, ...PLACE }, undefined)).toEqual({
    type: 'set',
    data: { locked: true },
    ...PLACE,
  });
  const waiting = withRequest({ type: 'set', data: { locked: true, key: KEY } });
  const locked = { topic: '', slow: 0, locked: true };
  expect(optimisticView(waiting).settings).toEqual(locked);
  expect(after(waiting, ack(4, 'x')).settings).toEqual(locked);
});
