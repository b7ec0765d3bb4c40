import { describe, expect, test } from 'vitest';
import { edit } from '../../../src/client/events/edit.ts';
import { applied, BY_ANA, JOINED, NOW, PLACE } from '../support/events.ts';

describe('asking for an edit', () => {
  test('says which message it means, and in which life of the room', () => {
    expect(edit.compose({ ref: 2, text: 'new' }, JOINED)).toEqual({
      type: 'edit',
      ref: 2,
      data: 'new',
      refEpoch: 'e1',
    });
  });

  test.each([
    ['forbidden', 1, 'of somebody else’s message'],
    ['not_found', 3, 'of a deleted message'],
    ['not_found', 4, 'of a message that no room has yet'],
    ['not_found', 1.5, 'of what is no number of a message'],
  ] as const)('is refused as %s for %d: %s', (code, ref, _) => {
    expect(edit.compose({ ref, text: 'new' }, JOINED)).toMatchObject({ ok: false, code });
  });

  test('of a message that is not loaded is left to the room, but where no room is known', () => {
    const state = { ...JOINED, messages: [] };
    expect(edit.compose({ ref: 1, text: 'new' }, state)).toMatchObject({ type: 'edit', ref: 1 });
    expect(edit.compose({ ref: 1, text: 'new' }, { ...state, epoch: '' })).toMatchObject({ code: 'not_found' });
  });

  test('is refused for a text that no message can have', () => {
    expect(edit.compose({ ref: 2, text: '' }, JOINED)).toMatchObject({ code: 'bad_text' });
    const limits = { ...JOINED.limits, textChars: 2 };
    expect(edit.compose({ ref: 2, text: 'new' }, { ...JOINED, limits })).toMatchObject({ code: 'too_large' });
  });
});

describe('a stored edit', () => {
  test('changes the text, and says when', () => {
    const { messages } = applied({ type: 'edit', ...BY_ANA, ref: 1, data: 'new' });
    expect(messages[0]).toEqual({ ...JOINED.messages[0], data: 'new', edited: NOW });
    expect(messages[1]).toBe(JOINED.messages[1]);
  });

  test('without a text, in a replay, changes nothing', () => {
    expect(applied({ type: 'edit', ...BY_ANA, ref: 1, data: '' })).toBe(JOINED);
  });

  test('of a deleted message, or one that is not loaded, changes nothing', () => {
    for (const ref of [3, 99]) expect(applied({ type: 'edit', ...BY_ANA, ref, data: 'new' })).toBe(JOINED);
  });
});

test('an own edit is told to the others with the text as stored', () => {
  const said = { type: 'edit', ref: 2, data: 'new', ...PLACE } as const;
  expect(edit.toEvent(said, undefined)).toEqual(said);
  expect(edit.toEvent(said, 'clean')).toEqual({ ...said, data: 'clean' });
});
