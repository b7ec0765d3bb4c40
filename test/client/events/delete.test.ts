import { expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import { remove } from '../../../src/client/events/delete.ts';
import { applied, BY_ANA, JOINED, NOW, PLACE } from '../support/events.ts';

test('a request for a deletion names the message, whoever wrote it', () => {
  for (const ref of [1, 2]) expect(compose('delete', { ref }, JOINED)).toEqual({ type: 'delete', ref, refEpoch: 'e1' });
});

test('a request to delete a deleted or missing message is refused', () => {
  for (const ref of [0, 3, 4])
    expect(compose('delete', { ref }, JOINED)).toMatchObject({ ok: false, code: 'not_found' });
});

test('a stored deletion leaves an empty message without reactions or an edit mark', () => {
  const [first, ...others] = JOINED.messages;
  if (!first) throw new Error('the message is missing');
  // Fields of other kinds of items and of later versions are removed too.
  const more = { edited: NOW, reacts: { '👍': ['ana'] }, type: 'later', secrets: ['text'] };
  const message = { ...first, re: 7, own: true as const };
  const state = { ...JOINED, messages: [Object.assign({ ...message }, more), ...others] };
  const { messages } = applied({ type: 'delete', ...BY_ANA, ref: 1, data: '' }, state);
  expect(messages).toEqual([{ ...message, data: '', gone: true }, ...others]);
});

test('other sessions get a deletion with an empty text', () => {
  expect(remove.toEvent({ type: 'delete', ref: 2, ...PLACE }, undefined)).toEqual({
    type: 'delete',
    ref: 2,
    data: '',
    ...PLACE,
  });
});
