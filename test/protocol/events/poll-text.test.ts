import { expect, test } from 'vitest';
import { resultText } from '../../../src/protocol/events/poll.ts';
import { pollText } from '../../../src/protocol/events/poll-text.ts';

const OPTIONS = ['Soup', 'Cake'];

test('the text of a poll has a numbered line for each option, with the votes if they are known', () => {
  expect(pollText('Lunch?', OPTIONS)).toBe('Lunch?\n1. Soup\n2. Cake');
  expect(pollText('Lunch?', OPTIONS, [0, 2])).toBe('Lunch?\n1. Soup: 0\n2. Cake: 2');
});

test('the result of a poll also says how many members voted', () => {
  const result = (voters: number) => resultText('Lunch?', { options: OPTIONS, counts: [0, voters], voters });
  expect(result(1)).toBe('Lunch?\n1. Soup: 0\n2. Cake: 1\n1 voter');
  expect(result(2)).toBe('Lunch?\n1. Soup: 0\n2. Cake: 2\n2 voters');
});
