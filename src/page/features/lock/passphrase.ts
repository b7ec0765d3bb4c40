/** Passphrases: judging their strength and generating them. Pure. */

/**
 * The minimum length. NIST SP 800-63B asks for length and rejects rules about which characters a passphrase must
 * contain.
 */
const PASSPHRASE_CHARS = 12;

/** Only this many characters are examined. A longer passphrase is strong enough if its beginning is. */
const READ_CHARS = 128;

/** An ideograph may be any of thousands, so it counts as more than a letter. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hangul}]/u;
const IDEOGRAPH_CHARS = 1.5;

/** Phrases that people choose most often, and that attackers therefore try first. */
const COMMON =
  /pass(?:w[o0]r[dt]|phrase|code)?|letmein|open\s?sesame|welcome|admin|iloveyou|correct\s?horse|battery\s?staple|secret|parley|qwert[yz]|azerty|monkey|dragon|密码|口令|芝麻开门|我爱你/gu;
/** Rows of the keyboard, and the alphabet. Any part of them counts as one character. */
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '一二三四五六七八九十',
];

export type PassphraseProblem = { kind: 'short'; missing: number } | { kind: 'common' };

/**
 * What is wrong with a passphrase. `undefined` if it is strong enough.
 * @param room the name of the room, which isn't secret
 */
export function passphraseProblem(passphrase: string, room: string): PassphraseProblem | undefined {
  const text = passphrase.slice(0, READ_CHARS).normalize('NFKC').trim();
  const length = chars(text);
  if (length < PASSPHRASE_CHARS) return { kind: 'short', missing: Math.ceil(PASSPHRASE_CHARS - length) };
  return chars(withoutCommon(text, room)) < PASSPHRASE_CHARS * (2 / 3) ? { kind: 'common' } : undefined;
}

function chars(text: string): number {
  return [...text].reduce((sum, char) => sum + (IDEOGRAPH.test(char) ? IDEOGRAPH_CHARS : 1), 0);
}

/** Reduces each part that is easy to guess to a single character. */
function withoutCommon(text: string, room: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(room.normalize('NFKC').toLowerCase(), '.')
    .replace(COMMON, '.')
    .split(/[\s_-]+/);
  // A repeated word adds nothing.
  const said = withoutRuns([...new Set(plain)].join(''));
  // A sequence that is repeated to fill the text adds nothing either.
  return said.replace(/(.+?)\1+/gsu, '$1');
}

function withoutRuns(text: string): string {
  const letters = [...text];
  return letters
    .filter((letter, i) => {
      const [before = '', last = ''] = letters.slice(Math.max(0, i - 2), i);
      const run = before + last + letter;
      return i < 2 || !ROWS.some((row) => row.includes(run) || row.includes([...run].reverse().join('')));
    })
    .join('');
}

/** Letters that are easy to tell apart by ear in most languages. */
const CONSONANTS = 'bdfghklmnprstvwz';
const VOWELS = 'aeiou';
/** The number of four-letter words. Five of them give 80^10 combinations, or 63 bits. */
const WORDS = 5;

/**
 * Generates a passphrase that can be read out: "bofu-zaki-temo-ruda-pilo".
 * @param randomByte returns one of 256 values with equal probability
 */
export function makePassphrase(randomByte: () => number): string {
  const below = (count: number): number => {
    // Bytes above the last whole multiple of `count` would make the first letters more likely.
    const limit = 256 - (256 % count);
    let byte = randomByte();
    while (byte >= limit) byte = randomByte();
    return byte % count;
  };
  const syllable = (): string => `${CONSONANTS[below(CONSONANTS.length)]}${VOWELS[below(VOWELS.length)]}`;
  return Array.from({ length: WORDS }, () => syllable() + syllable()).join('-');
}
