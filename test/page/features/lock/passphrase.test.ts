import { describe, expect, test } from 'vitest';
import { makePassphrase, passphraseProblem } from '../../../../src/page/features/lock/passphrase.ts';

const problem = (text: string) => passphraseProblem(text, 'garden')?.kind;

describe('passphrases', () => {
  test('a long passphrase is accepted, whatever its characters', () => {
    for (const good of [
      'bofu-zaki-temo-ruda-pilo',
      'grandmas blue bicycle',
      'thecatsatonmyhat',
      'x7Kp2mQ9vLw4',
      '床前明月疑是地上霜',
      'моя бабушка и кот',
      '할머니의 파란 자전거 한 대',
    ])
      expect(problem(good), good).toBeUndefined();
  });

  test('a passphrase that is too short is rejected with the number of missing characters', () => {
    expect(passphraseProblem('abc', 'garden')).toEqual({ kind: 'short', missing: 9 });
    expect(passphraseProblem('   ', 'garden')).toEqual({ kind: 'short', missing: 12 });
    expect(passphraseProblem('苹果月亮', 'garden')).toEqual({ kind: 'short', missing: 6 });
    expect(problem('open sesame')).toBe('short');
  });

  test('a passphrase is rejected if it repeats, counts, or consists of common phrases', () => {
    for (const bad of [
      'aaaaaaaaaaaa',
      'abababababababab',
      'hello hello hello',
      '123456789012',
      '098765432109',
      'abcdefghijklm',
      'qwertyuiopasdf',
      'password1234',
      'Passw0rd2026!',
      'correct horse battery staple',
      'welcome to the garden',
      'garden-garden-1',
      'parley password 123',
      '我爱你我爱你我爱你',
      '一二三四五六七八九',
    ])
      expect(problem(bad), bad).toBe('common');
  });

  test('a generated passphrase is strong enough, and all letters are equally likely', () => {
    expect(makePassphrase(() => 0)).toBe('baba-baba-baba-baba-baba');
    // 255 would make the first vowel more likely, so another byte is taken.
    const bytes = [16, 255, 6];
    expect(makePassphrase(() => bytes.shift() ?? 1).slice(0, 2)).toBe('be');
    const counts = new Map<string, number>();
    for (let byte = 0, made = 0; made < 400; made++) {
      const passphrase = makePassphrase(() => (byte = (byte * 5 + 3 + made) % 256));
      expect(passphrase).toMatch(/^(?:(?:[a-z][aeiou]){2}-){4}(?:[a-z][aeiou]){2}$/);
      for (const letter of passphrase) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(16 + 5 + 1);
    const bytesOf = (): number => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
    for (let made = 0; made < 200; made++) expect(problem(makePassphrase(bytesOf))).toBeUndefined();
  });
});
