import { expect, test } from 'vitest';
import { refusedText } from '../../../../src/page/features/messages/row/refused-changes.ts';

test('a reaction that is one too many is refused with the limit as the reason, in words for readers', () => {
  const text = refusedText('react', 'A message has at most 20 different reactions.', 'bad_request');
  expect(text).toBe('Reaction not added: the message can’t take any more reactions.');
});
