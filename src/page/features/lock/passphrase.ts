/** Passphrases: judging their strength and generating them. Pure. */

/** As much as is asked for: NIST SP 800-63B takes length for what counts, and no rules of what it has to be made of. */
const PASSPHRASE_CHARS = 12;

/** Longer ones are worth it by what is read of them. */
const READ_CHARS = 128;

/** One of these may be any of thousands, so it counts as more than a letter does. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hangul}]/u;
const IDEOGRAPH_CHARS = 1.5;

/** What people take first, and what is tried first. */
const COMMON =
  /pass(?:w[o0]r[dt]|phrase|code)?|letmein|open\s?sesame|welcome|admin|iloveyou|correct\s?horse|battery\s?staple|secret|parley|qwert[yz]|azerty|monkey|dragon|密码|口令|芝麻开门|我爱你/gu;
/** Rows of the keyboard, and the alphabet: parts of them count as one character. */
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
 * What is wrong with a passphrase; `undefined` if it is worth one.
 * @param room whose name is no secret
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

/** What is left when all that can be guessed at once is one character each. */
function withoutCommon(text: string, room: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(room.normalize('NFKC').toLowerCase(), '.')
    .replace(COMMON, '.')
    .split(/[\s_-]+/);
  // Said again, a word adds nothing.
  const said = withoutRuns([...new Set(plain)].join(''));
  // Neither does a piece that is all there is, again and again.
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

/** Each can be told from the others by ear, in most languages. */
const CONSONANTS = 'bdfghklmnprstvwz';
const VOWELS = 'aeiou';
/** Words of four letters: five of them give 80^10 combinations, or 63 bits. */
const WORDS = 5;

/**
 * A passphrase that can be read out: "bofu-zaki-temo-ruda-pilo".
 * @param randomByte any of 256, each as likely as the others
 */
export function makePassphrase(randomByte: () => number): string {
  const below = (count: number): number => {
    // What is left over above the last whole multiple would make the first ones likelier.
    const limit = 256 - (256 % count);
    let byte = randomByte();
    while (byte >= limit) byte = randomByte();
    return byte % count;
  };
  const syllable = (): string => `${CONSONANTS[below(CONSONANTS.length)]}${VOWELS[below(VOWELS.length)]}`;
  return Array.from({ length: WORDS }, () => syllable() + syllable()).join('-');
}
