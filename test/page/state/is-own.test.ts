import { expect, test } from 'vitest';
import { isOwn } from '../../../src/page/state/is-own.ts';

test('a message is the reader’s if this tab sent it or its author has the reader’s id', () => {
  const self = { id: 'ana' };
  expect(isOwn({ fromId: 'ana' }, self)).toBe(true);
  expect(isOwn({ fromId: '~former', own: true }, self)).toBe(true);
  expect(isOwn({ fromId: 'bo' }, self)).toBe(false);
});

test('before the reader’s id is known, only what this tab sent is theirs', () => {
  expect(isOwn({ fromId: 'ana' }, undefined)).toBe(false);
  expect(isOwn({ fromId: 'ana', own: true }, undefined)).toBe(true);
});
