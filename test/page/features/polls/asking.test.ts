import { describe, expect, test } from 'vitest';
import { draftOf, problemOf, typed } from '../../../../src/page/features/polls/asking.ts';

const draft = (question: string, ...options: string[]) => ({ question, options, many: false });

describe('a typed poll', () => {
  test('a typed poll is divided at bars, wide bars and line breaks, without blank options', () => {
    for (const text of ['Lunch? | Soup | Cake', 'Lunch?｜Soup｜Cake', 'Lunch?\nSoup\nCake', 'Lunch?|Soup| |Cake|'])
      expect(draftOf(text, false)).toEqual(draft('Lunch?', 'Soup', 'Cake'));
  });

  test('the bars of a spoiler are part of the text', () => {
    expect(draftOf('Does ||Ned|| die? | yes | ||no||', false)).toEqual(draft('Does ||Ned|| die?', 'yes', '||no||'));
    expect(draftOf('||Ned||？｜yes｜no', false)).toEqual(draft('||Ned||？', 'yes', 'no'));
  });

  test('a poll without text is an empty draft', () => {
    expect(draftOf('', true)).toEqual({ question: '', options: [], many: true });
  });

  test('a poll is the same after it is taken back into the field', () => {
    const bars = draft('Is a | b ||ok||?', 'yes ｜ maybe', 'no');
    expect(draftOf(typed(bars).replace('/poll ', ''), false)).toEqual(bars);
    expect(typed(draft('Lunch?', 'Soup', 'Cake'))).toBe('/poll Lunch? | Soup | Cake');
    expect(typed({ ...draft('Days?', 'Mon', 'Tue'), many: true })).toBe('/multipoll Days? | Mon | Tue');
  });
});

describe('the problem of a draft', () => {
  test.each([
    ['a missing question', draft(' ', 'Soup', 'Cake'), 'A poll needs a question.'],
    ['a single option', draft('Lunch?', 'Soup', ' '), 'A poll needs at least two options.'],
    [
      '21 options',
      draft('Lunch?', ...Array.from({ length: 21 }, (_, n) => `${n}`)),
      'A poll can have at most 20 options.',
    ],
    [
      'an option of 101 characters',
      draft('Lunch?', 'Soup', 'x'.repeat(101)),
      'An option can have at most 100 characters.',
    ],
    ['equal options', draft('Lunch?', 'Soup', ' Soup '), 'Two of the options look the same.'],
  ])('a draft is refused for %s', (_, wrong, problem) => {
    expect(problemOf(wrong)).toBe(problem);
  });

  test('a draft with 2 to 20 different options of up to 100 characters is accepted', () => {
    expect(problemOf(draft('Lunch?', 'Soup', '🪟'.repeat(100)))).toBeUndefined();
    expect(problemOf(draft('Lunch?', ...Array.from({ length: 20 }, (_, n) => `${n}`), ''))).toBeUndefined();
  });
});
