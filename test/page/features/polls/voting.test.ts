import { describe, expect, test } from 'vitest';
import { choiceWith } from '../../../../src/page/features/polls/voting.ts';

describe('pressing an option', () => {
  test('pressing an option chooses it in place of the present choice', () => {
    expect(choiceWith({}, 1)).toEqual([1]);
    expect(choiceWith({ mine: [0] }, 1)).toEqual([1]);
  });

  test('pressing the chosen option takes the vote back', () => {
    expect(choiceWith({ mine: [1] }, 1)).toEqual([]);
  });

  test('if several choices are allowed, pressing an option adds it in ascending order or removes it', () => {
    expect(choiceWith({ mine: [2, 10], many: true }, 3)).toEqual([2, 3, 10]);
    expect(choiceWith({ mine: [2, 10], many: true }, 2)).toEqual([10]);
  });
});
