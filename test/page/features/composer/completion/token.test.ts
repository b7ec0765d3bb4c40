import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../../../../src/page/features/composer/completion/sources.ts';
import { tokenAt } from '../../../../../src/page/features/composer/completion/token.ts';
import { closedCode } from '../../../../../src/page/features/emoji/shortcode.ts';
import { matching } from '../../../../../src/page/text/matching.ts';
import { deedOf, isCommand, isForOthers, unescaped } from '../../../../../src/page/text/slash.ts';

/** The token at the `|` in the text. */
const at = (marked: string) => {
  const caret = marked.indexOf('|');
  const token = tokenAt(SOURCES, marked.replace('|', ''), caret);
  return token && `${token.source.kind} ${token.query} ${token.from}-${token.to}`;
};

describe('completable tokens', () => {
  test('an @ begins a member token, even within Chinese', () => {
    expect(at('@|')).toBe('member  0-1');
    expect(at('hey @an| you')).toBe('member an 4-7');
    expect(at('你好@安|')).toBe('member 安 2-4');
    expect(at('你好＠安|')).toBe('member 安 2-4');
    expect(at('me@exam|')).toBeUndefined();
    expect(at('@an |')).toBeUndefined();
  });

  test('a colon begins an emoji token from two letters or one Chinese character on', () => {
    expect(at(':ta|')).toBe('emoji ta 0-3');
    expect(at('fine :+1|')).toBe('emoji +1 5-8');
    expect(at('好：猫|')).toBeUndefined();
    expect(at('好 ：猫|')).toBe('emoji 猫 2-4');
    expect(at(':t|')).toBeUndefined();
    expect(at('12:30|')).toBeUndefined();
    expect(at('http://ex|')).toBeUndefined();
    expect(at(':tada:|')).toBeUndefined();
  });

  test('a colon that ends a phrase begins no emoji token, as in a Chinese sentence', () => {
    for (const text of [
      '张伟（组长）：好的',
      '“开会吗？”：不',
      '《三体》：开心',
      '**注意**：好',
      '（组长）:好的',
      '(boss):ok',
    ])
      expect(at(`${text}|`), text).toBeUndefined();
    expect(at('(:ta|')).toBe('emoji ta 1-4');
    expect(at('🎉:ta|')).toBe('emoji ta 2-5');
    // Emoji that don't end in a pictograph: a skin tone, a flag, a keycap, a symbol in emoji form.
    for (const before of ['👍🏽', '🇩🇪', '1️⃣', '❤️', '👩🏿‍💻', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])
      expect(at(`${before}:ta|`), before).toContain('emoji ta');
    expect(at('\n：猫|')).toBe('emoji 猫 1-3');
  });

  test('no emoji token is found within code', () => {
    expect(at('` :ta|')).toBeUndefined();
    expect(at('```\na: 1\n :ta|')).toBeUndefined();
    expect(at('`a` :ta|')).toBe('emoji ta 4-7');
  });

  test('a slash begins a command token only at the very beginning', () => {
    expect(at('/|')).toBe('command  0-1');
    expect(at('/to|')).toBe('command to 0-3');
    expect(at('and/or|')).toBeUndefined();
    expect(at('/usr/bi|')).toBeUndefined();
    expect(at('/topic x|')).toBeUndefined();
  });

  test('a # begins a room token', () => {
    expect(at('see #gar|')).toBe('room gar 4-8');
    expect(at('#花|')).toBe('room 花 0-2');
    expect(at('# heading|')).toBeUndefined();
    expect(at('a#b|')).toBeUndefined();
  });
});

test('a second colon closes a shortcode', () => {
  expect(closedCode('so :tada:', 9)).toEqual({ code: 'tada', from: 3 });
  expect(closedCode('10:30:', 6)).toBeUndefined();
  expect(closedCode('tada:', 5)).toBeUndefined();
  expect(closedCode(')：:tada:', 8)).toBeUndefined();
});

test('a shortcode within code is not replaced', () => {
  const closed = (text: string) => closedCode(text, text.length)?.code;
  expect(closed('`:tada:')).toBeUndefined();
  expect(closed('` a :tada:')).toBeUndefined();
  expect(closed('```\n:tada:')).toBeUndefined();
  expect(closed('``` a` :tada:')).toBeUndefined();
  expect(closed('`a` :tada:')).toBe('tada');
  expect(closed('```\na\n```\n:tada:')).toBe('tada');
  expect(closed('it`s\n:tada:')).toBe('tada');
  // The closing backtick comes after the caret.
  expect(closedCode('`:tada:`', 7)).toBeUndefined();
});

test('items that begin with the query come before items with a matching word', () => {
  const names = ['Mona Ana', 'Ana', 'anabel', 'Dana', '安娜'];
  expect(matching(names, 'an', 5, (name) => name)).toEqual(['Ana', 'anabel', 'Mona Ana']);
  expect(matching(names, '', 2, (name) => name)).toEqual(['Mona Ana', 'Ana']);
  expect(matching(names, '安', 5, (name) => name)).toEqual(['安娜']);
});

describe('lines with a slash', () => {
  test("a slash and a name are a command, and a path isn't one", () => {
    expect(isCommand('/me waves')).toBe(true);
    expect(isCommand('/nonsense')).toBe(true);
    expect(isCommand('/usr/bin')).toBe(false);
    expect(isCommand('// comment')).toBe(false);
    expect(isCommand('/ 2')).toBe(false);
  });

  test('a second slash makes the line a plain message', () => {
    expect(isCommand('//me waves')).toBe(false);
    expect(unescaped('//dance')).toBe('/dance');
    expect(unescaped('//me waves')).toBe(' /me waves');
    expect(deedOf(unescaped('//me waves'))).toBeUndefined();
    expect(unescaped('// comment')).toBe('// comment');
    // No command is written in capitals, but notes in code are.
    expect(unescaped('//TODO: this')).toBe('//TODO: this');
    expect(unescaped('//TODO this')).toBe('//TODO this');
  });

  test('typing is announced only if the line becomes a message', () => {
    for (const text of [
      'hello',
      '/me ',
      '/me waves',
      '  /me waves',
      '/SHRUG\nso',
      '//kick Bo',
      '/usr/bin',
      '/ 2',
      'and/or',
    ])
      expect(isForOthers(text), text).toBe(true);
    for (const text of ['', '  ', '/', ' /', '/b', '/me', '/ban Bo', '/lock my secret', '/nonsense', '\n/topic Tea'])
      expect(isForOthers(text), text).toBe(false);
  });

  test('a /me line is recognised as an action', () => {
    expect(deedOf('/me waves\nand goes')).toBe('waves\nand goes');
    expect(deedOf('/me ')).toBeUndefined();
    expect(deedOf('say /me')).toBeUndefined();
  });
});
