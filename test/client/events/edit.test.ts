import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import { edit } from '../../../src/client/events/edit.ts';
import { applied, BY_ANA, JOINED, NOW, PLACE } from '../support/events.ts';

describe('a request for an edit', () => {
  test('a request for an edit names the message and the life of the room', () => {
    expect(compose('edit', { ref: 2, text: 'new' }, JOINED)).toEqual({
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
  ] as const)('a request for an edit is refused as %s for %d: %s', (code, ref, _) => {
    expect(compose('edit', { ref, text: 'new' }, JOINED)).toMatchObject({ ok: false, code });
  });

  test('an edit of a message that is not loaded is left to the room, unless no room is known', () => {
    const state = { ...JOINED, messages: [] };
    expect(compose('edit', { ref: 1, text: 'new' }, state)).toMatchObject({ type: 'edit', ref: 1 });
    expect(compose('edit', { ref: 1, text: 'new' }, { ...state, epoch: '' })).toMatchObject({ code: 'not_found' });
  });

  test('an edit is refused if its text is not allowed in a message', () => {
    expect(compose('edit', { ref: 2, text: '' }, JOINED)).toMatchObject({ code: 'bad_text' });
    const limits = { ...JOINED.limits, textChars: 2 };
    expect(compose('edit', { ref: 2, text: 'new' }, { ...JOINED, limits })).toMatchObject({ code: 'too_large' });
  });
});

describe('a stored edit', () => {
  test('a stored edit changes the text and sets its time', () => {
    const { messages } = applied({ type: 'edit', ...BY_ANA, ref: 1, data: 'new' });
    expect(messages[0]).toEqual({ ...JOINED.messages[0], data: 'new', edited: NOW });
    expect(messages[1]).toBe(JOINED.messages[1]);
  });

  test('a stored edit without a text, in a replay, changes nothing', () => {
    expect(applied({ type: 'edit', ...BY_ANA, ref: 1, data: '' })).toBe(JOINED);
  });

  test('a stored edit of a deleted or unloaded message changes nothing', () => {
    for (const ref of [3, 99]) expect(applied({ type: 'edit', ...BY_ANA, ref, data: 'new' })).toBe(JOINED);
  });
});

test("the editor's other sessions get the edit with the stored text", () => {
  const said = { type: 'edit', ref: 2, data: 'new', ...PLACE } as const;
  expect(edit.toEvent(said, undefined)).toEqual(said);
  expect(edit.toEvent(said, 'clean')).toEqual({ ...said, data: 'clean' });
});
