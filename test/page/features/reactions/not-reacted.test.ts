import { expect, test } from 'vitest';
import { refusedText } from '../../../../src/page/features/messages/row/refused-changes.ts';

test('if a reaction is one too many, the reader is told of the limit', () => {
  const text = refusedText('react', 'A message has at most 20 different reactions.', 'bad_request');
  expect(text).toBe('Reaction not added: the message can’t take any more reactions.');
});
