import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import { react } from '../../../src/client/events/react.ts';
import { applied, BY_ANA, JOINED, PLACE } from '../support/events.ts';

describe('a request for a reaction', () => {
  test('a request adds or removes a reaction', () => {
    const thumb = { type: 'react', ref: 1, data: '👍', refEpoch: 'e1' };
    expect(compose('react', { ref: 1, emoji: '👍', on: true }, JOINED)).toEqual(thumb);
    expect(compose('react', { ref: 1, emoji: '👍', on: false }, JOINED)).toEqual({ ...thumb, off: true });
  });

  test('a request for a reaction contains the canonical spelling of its emoji', () => {
    expect(compose('react', { ref: 1, emoji: '❤', on: true }, JOINED)).toMatchObject({ data: '❤️' });
  });

  test.each(['', 'a', '👍👍'])('%j is refused as a reaction, because it is not one emoji', (emoji) => {
    expect(compose('react', { ref: 1, emoji, on: true }, JOINED)).toMatchObject({ ok: false, code: 'bad_request' });
  });

  test('a reaction to a deleted message is refused', () => {
    expect(compose('react', { ref: 3, emoji: '👍', on: true }, JOINED)).toMatchObject({ ok: false, code: 'not_found' });
  });
});

describe('stored reactions', () => {
  const thumb = { type: 'react', ...BY_ANA, ref: 1, data: '👍' } as const;
  const reactsOf = (...events: Parameters<typeof applied>[0][]) =>
    events.reduce((state, event) => applied(event, state), JOINED).messages[0]?.reacts;

  test('reactions count each member once, the newest last', () => {
    expect(reactsOf(thumb, { ...thumb, fromId: 'bo' }, thumb)).toEqual({ '👍': ['bo', 'ana'] });
  });

  test('emoji stay in the order of their first reactions, however many follow', () => {
    const heart = { ...thumb, data: '❤️' };
    expect(Object.keys(reactsOf(thumb, heart, { ...thumb, fromId: 'bo' }) ?? {})).toEqual(['👍', '❤️']);
  });

  test('removing the last reaction, or one that nobody added, leaves nothing', () => {
    const off = { ...thumb, off: true } as const;
    expect(applied(off, applied(thumb)).messages[0]).toEqual(JOINED.messages[0]);
    expect(applied(off).messages[0]).toEqual(JOINED.messages[0]);
    expect(reactsOf(thumb, { ...thumb, fromId: 'bo' }, off)).toEqual({ '👍': ['bo'] });
  });

  test('emoji named like object properties are ordinary keys', () => {
    const named = (data: string) => ({ ...thumb, data });
    expect(Object.keys(reactsOf(named('__proto__'), named('constructor')) ?? {})).toEqual(['__proto__', 'constructor']);
  });
});

test("the member's other sessions get the reaction as stored", () => {
  const said = { type: 'react', ref: 1, data: '👍', ...PLACE } as const;
  expect(react.toEvent(said, undefined)).toEqual(said);
  expect(react.toEvent({ ...said, off: true }, '👍🏽')).toEqual({ ...said, off: true, data: '👍🏽' });
});
