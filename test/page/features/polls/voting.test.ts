import { describe, expect, test } from 'vitest';
import { choiceWith } from '../../../../src/page/features/polls/voting.ts';

describe('pressing an option', () => {
  test('chooses it instead of the present choice', () => {
    expect(choiceWith({}, 1)).toEqual([1]);
    expect(choiceWith({ mine: [0] }, 1)).toEqual([1]);
  });

  test('takes the vote back if the option is the present choice', () => {
    expect(choiceWith({ mine: [1] }, 1)).toEqual([]);
  });

  test('adds it to the other choices in ascending order, or removes it, if several are allowed', () => {
    expect(choiceWith({ mine: [2, 10], many: true }, 3)).toEqual([2, 3, 10]);
    expect(choiceWith({ mine: [2, 10], many: true }, 2)).toEqual([10]);
  });
});
