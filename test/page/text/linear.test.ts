/** The page's work on other people's texts grows linearly with their length, whatever the texts contain. */

import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../../src/page/features/composer/completion/sources.ts';
import { tokenAt } from '../../../src/page/features/composer/completion/token.ts';
import { closedCode } from '../../../src/page/features/emoji/shortcode.ts';
import { roomsFor } from '../../../src/page/features/rooms/switching.ts';
import { typedRoom } from '../../../src/page/features/rooms/typed-room.ts';
import { marked, snippet } from '../../../src/page/features/search/snippet.ts';
import { calls } from '../../../src/page/state/mentionable.ts';
import { limitMarks } from '../../../src/page/text/combining-marks.ts';
import { isFewEmoji } from '../../../src/page/text/few-emoji.ts';
import { highlight } from '../../../src/page/text/highlight.ts';
import { parseInline } from '../../../src/page/text/inline.ts';
import { addressAt } from '../../../src/page/text/link.ts';
import { headOf } from '../../../src/page/text/long-message.ts';
import { matching } from '../../../src/page/text/matching.ts';
import { splitMentions } from '../../../src/page/text/mentions.ts';
import { plainText } from '../../../src/page/text/plain.ts';
import { rareBlockAt } from '../../../src/page/text/rare-blocks.ts';
import { rareMarks } from '../../../src/page/text/rare-marks.ts';
import { plainStretches, readText } from '../../../src/page/text/reading.ts';
import { shortLinksIn } from '../../../src/page/text/short-links.ts';
import { deedOf, isCommand } from '../../../src/page/text/slash.ts';
import { counting, workOf } from '../support/work.ts';

/** At least two names for each character of the texts. */
const NAMES = Array.from({ length: 1_000 }, (_, n) => `${'@`*_a会'.charAt(n % 6)}${n.toString(36)}`);
// The trie of a list of names is only built once.
splitMentions('@', NAMES);
const ROOMS = ['general', '聊天室'].map((name) => ({ name, lookedMs: 0, count: 0, calls: 0 }));

// The state once the late part has loaded.
rareMarks.value = { blockAt: rareBlockAt, linksIn: shortLinksIn };

const FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  parseInline,
  'parseBlocks, as plainText calls it,': (text) => plainText(text, ''),
  // Both lengths must be long enough to be cut.
  headOf: (text) => headOf('x\n'.repeat(50) + text),
  limitMarks,
  isFewEmoji,
  addressAt: (text) => addressAt(text, 0),
  deedOf,
  isCommand,
  typedRoom,
  highlight: (text) => ['ts', 'html', 'bash'].map((language) => highlight(text, language)),
  splitMentions: (text) => splitMentions(text, NAMES),
  calls: (text) => calls({ data: text }, ['@a', '会'], NAMES),
  snippet: (text) => snippet(text, 'zeppelin "a a"'),
  'snippet of what the query is': (text) => snippet(text, text.slice(0, 200)),
  marked: (text) => marked(text, 'zeppelin a "* *" e ` 会'),
  tokenAt: (text) => tokenAt(SOURCES, text, text.length),
  closedCode: (text) => closedCode(`${text}:a:`, text.length + 3),
  roomsFor: (text) => roomsFor(ROOMS, text),
};

const PIECES = [
  ...[...'*_`~[]()<>\\!.:;@#/|-+="\' \n\ta1hm&', '\u0301', '\u0323', '\u200d', '\ufe0f', '会', 'é', '한', '😀', '👍🏽'],
  ...[
    '[a](',
    '](',
    'http://',
    'http://a',
    'mailto:',
    '看http://a.bc',
    'http://a.bc看/',
    'http://a/)',
    'mailto:a)',
    '> ',
    '>  : 1 ',
    '- ',
    '1. ',
    '```\n',
    '`a``b',
    '~~~ a\n',
    '/me ',
    '@a',
    '\\`',
    '\\*',
    '\\[a\\](',
    '\ufdfa',
    '@민',
    '@ᄉ',
    'ᅮ',
    'ส',
    '@e\u0301',
    '会*',
    '\n+ ',
    '\n```a b',
    '\n~~~ a=1',
    '\u200c',
    '🇩',
    '@a·cd34',
    '||',
    '||a',
    'a||\n',
    '~~a~~',
    '\n  - a',
    '\n\t1. ',
    ' - [x] a\n',
    '\n|-|\n',
    '|a',
    '# a\n',
    '\n---\n',
    ' #a',
    'a@b.cd ',
  ],
];
/** The beginning of a text, the part that is repeated, and its end. */
const SHAPES: readonly (readonly [before: string, after: string])[] = [
  ['` ', '`'],
  ['http://a', 'a'],
  ['/me ', '!'],
];

/** Functions that parse a text as `plainText` does. What they do besides doesn't depend on pairs of pieces. */
const PARSERS: Readonly<Record<string, (text: string) => unknown>> = {
  plainStretches: (text) => plainStretches(readText(text)),
  // The text is parsed once for the spoiler that is cut.
  'headOf with a spoiler': (text) => headOf(`|| ${'x\n'.repeat(50)}${text}`),
};

/** Texts of each piece, and of each piece in each shape. */
function* texts(length: number): Generator<string> {
  for (const piece of PIECES) {
    yield piece.repeat(length / piece.length);
    for (const [before, after] of SHAPES) yield before + piece.repeat(length / piece.length) + after;
  }
}

/**
 * The texts of `texts`, and texts of each pair of pieces. Each pair is used in one order only, because the other order
 * gives the same text from its second piece on.
 */
function* pairedTexts(length: number): Generator<string> {
  yield* texts(length);
  for (const [index, first] of PIECES.entries())
    for (const second of PIECES.slice(index + 1)) yield (first + second).repeat(length / (first + second).length);
}

/** The texts for which ten times the length takes more than ten times the work. */
function steepFor(run: (text: string) => unknown, made: typeof texts, length = 160): string[] {
  const long = made(10 * length);
  return counting((work) =>
    [...made(length)].filter((text) => {
      const longer = String(long.next().value);
      // Half as much again for cached data, and for parts that only a longer text has.
      return work(() => run(longer)) > 15 * work(() => run(text)) + 2_000;
    }),
  ).map((text) => text.slice(0, 30));
}

describe('B40: the work grows at most linearly with the length of the text', () => {
  // Thousands of texts take longer on a busy machine than other tests. Only the number of steps is checked.
  test.each(Object.entries(FUNCTIONS))('%s takes linear work', { timeout: 120_000 }, (_, run) => {
    expect(steepFor(run, pairedTexts)).toEqual([]);
  });

  test.each(Object.entries(PARSERS))('%s takes linear work', (_, run) => {
    expect(steepFor(run, texts)).toEqual([]);
  });

  test.each(['|', '#', '-'])('a text of 4,000 characters that consists of %j alone is read in linear time', (sign) => {
    function* made(length: number): Generator<string> {
      for (const piece of ['', ' ', '\n', ` ${sign}\n`, ` a${sign}\n${sign}-${sign}\n`]) {
        yield (sign + piece).repeat(length / (sign + piece).length);
        yield sign.repeat(length / 2) + piece.repeat(length / (2 * piece.length || 1));
      }
    }
    expect(steepFor(readText, made, 400)).toEqual([]);
  });

  test('parsing runs of backticks of every length takes linear work', () => {
    const runs = (most: number) => Array.from({ length: most }, (_, n) => `${'`'.repeat(n + 1)} `).join('');
    const work = (most: number) => workOf(() => parseInline(runs(most))) / runs(most).length;
    expect(work(280)).toBeLessThan(1.5 * work(28));
  });
});

test('B40: counting the mentions of a text again needs no parsing', () => {
  const message = { data: '> **@a** `@a`\n'.repeat(300) };
  const first = workOf(() => calls(message, ['@b'], NAMES));
  expect(workOf(() => calls(message, ['@b'], NAMES))).toBeLessThan(first / 4);
});

describe('B40: the work grows at most linearly with the number of people', () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `安${n}`);
  const text = '@安0@安1@安'.repeat(500);

  test('the work of finding mentions does not depend on the number of people', () => {
    const work = (count: number) => {
      const all = names(count);
      splitMentions(text, all);
      return workOf(() => splitMentions(text, all));
    };
    expect(work(1_000)).toBe(work(100));
  });

  test('the work of completing a name grows at most linearly with the number of similar names', () => {
    const work = (count: number) => {
      const all = names(count);
      return workOf(() => matching(all, '安', 8, (name) => name));
    };
    expect(work(1_000)).toBeLessThan(15 * work(100));
  });
});

test('B40: the page’s search normalises at most 30 combining marks in a row', () => {
  const marks = '\u0301'.repeat(1_999) + '\u0323'.repeat(2_000);
  const { normalize } = String.prototype;
  const given: string[] = [];
  String.prototype.normalize = function (this: string, form) {
    given.push(String(this));
    return normalize.call(this, form);
  };
  try {
    snippet(`a${marks}`, `a${marks}`);
    marked(`a${marks}`, `a${marks}`);
    roomsFor(ROOMS, `a${marks}`);
    splitMentions(`@a${marks}`, [`a${marks}`]);
  } finally {
    String.prototype.normalize = normalize;
  }
  expect(given.length).toBeGreaterThan(4);
  expect(given.filter((text) => /\p{M}{31}/u.test(text))).toEqual([]);
});
