import { describe, expect, test } from 'vitest';
import { calls, splitMentions } from '../../src/page/state/mentions.ts';

const NAMES = ['Ana', 'Ana Souza', 'Anabel', '安', '安娜', 'Bo·x1y2', 'نور'];
const named = (text: string) => splitMentions(text, NAMES).flatMap(({ name }) => name ?? []);

describe('a mention', () => {
  test('is a name behind an @', () => {
    expect(named('@Ana, look')).toEqual(['Ana']);
    expect(named('look (@Ana)!')).toEqual(['Ana']);
    expect(named('Ana, look')).toEqual([]);
    expect(named('@nobody')).toEqual([]);
  });

  test('is of the longest name that fits', () => {
    expect(named('@Ana Souza and @Anabel and @Ana')).toEqual(['Ana Souza', 'Anabel', 'Ana']);
    expect(named('@Bo·x1y2')).toEqual(['Bo·x1y2']);
    expect(named('@安娜')).toEqual(['安娜']);
  });

  test('ends where the word ends, in Chinese where the name ends', () => {
    expect(named('@Anatol')).toEqual([]);
    expect(named('@安娜你好，@Ana你好')).toEqual(['安娜', 'Ana']);
    expect(named('你好@安娜')).toEqual(['安娜']);
    expect(named('@نور مرحبا')).toEqual(['نور']);
  });

  test('is no matter of upper and lower case', () => {
    expect(named('@ana @ANA SOUZA')).toEqual(['Ana', 'Ana Souza']);
  });

  test('is not in a mail address', () => {
    expect(named('mail me@Ana.example')).toEqual([]);
  });

  test('loses nothing of the text', () => {
    for (const text of ['@Ana', 'a @Ana b @Bo·x1y2', '@@Ana@Ana', '', '@', 'x@', '@安娜@安'])
      expect(
        splitMentions(text, NAMES)
          .map((stretch) => stretch.text)
          .join(''),
      ).toBe(text);
  });

  test('of somebody with a longer name calls only them', () => {
    expect(calls('@Anabel!', ['Ana'], NAMES)).toBe(false);
    expect(calls('@Ana!', ['Ana'], NAMES)).toBe(true);
    expect(calls('nothing', ['Ana'], NAMES)).toBe(false);
  });
});
