import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en as diagnosticsEn } from '../../../src/page/diagnostics/diagnostics.en.ts';
import { zh as diagnosticsZh } from '../../../src/page/diagnostics/diagnostics.zh.ts';
import { words as messages } from '../../../src/page/features/messages/words.ts';
import { en } from '../../../src/page/words/common.en.ts';
import { zh } from '../../../src/page/words/common.zh.ts';
import { reason, sentence } from '../../../src/page/words/reason.ts';
import { ERROR_CODES } from '../../../src/protocol/codes.ts';
import { REASONS } from '../../../src/protocol/diagnostics.ts';

const PAGE = join(import.meta.dirname, '../../../src/page');

/** Every words file of the page, without `.en.ts`. */
const FILES = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/(words|common)(\.first)?\.en\.ts$/.test(file))
  .map((file) => file.replace(/\.en\.ts$/, ''));

async function load(file: string): Promise<{ en: object; zh: object }> {
  const [english, chinese] = await Promise.all([
    import(join(PAGE, `${file}.en.ts`)),
    import(join(PAGE, `${file}.zh.ts`)),
  ]);
  return { en: english.en, zh: chinese.zh };
}

/** The path and the type of each word: a text, or a function with its number of parameters. */
function shape(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    if (typeof value === 'object' && value !== null) return shape(value, `${prefix}${key}.`);
    return [`${prefix}${key}: ${typeof value}`];
  });
}

/** The paths of empty texts. */
function empty(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    if (typeof value === 'object' && value !== null) return empty(value, `${prefix}${key}.`);
    return value === '' ? [`${prefix}${key}`] : [];
  });
}

describe('the words of all languages', () => {
  test('every part of the page has words in each language', () => {
    expect(FILES.length).toBeGreaterThan(20);
  });

  test.each(FILES)('%s has the same words as English', async (file) => {
    const words = await load(file);
    expect(shape(words.en).length).toBeGreaterThan(0);
    expect(shape(words.zh).sort()).toEqual(shape(words.en).sort());
  });

  test('the diagnostics page has the same words in each language', () => {
    // The server's findings are in English.
    const [{ findings: _, ...own }, { findings: found, ...same }] = [diagnosticsEn, diagnosticsZh];
    expect(shape(same).sort()).toEqual(shape(own).sort());
    expect(Object.keys(found).sort()).toEqual(Object.keys(REASONS).sort());
  });

  test.each(FILES.filter((file) => file.endsWith('.first')))(
    'no word of %s is empty in one language alone',
    async (file) => {
      const words = await load(file);
      expect(empty(words.zh)).toEqual(empty(words.en));
    },
  );

  test('each language explains every reason for refusing a request of the page', () => {
    // The page sends valid JSON and checks names, and a room with an invalid name refuses the connection.
    const others = ['bad_json', 'bad_name', 'bad_room'];
    for (const code of ERROR_CODES.filter((known) => !others.includes(known))) {
      expect(en.refusals, code).toHaveProperty(code);
      expect(zh.refusals, code).toHaveProperty(code);
    }
  });
});

test('only a feature’s own files use its words', () => {
  const foreign = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const imported = readFileSync(join(PAGE, file), 'utf8').matchAll(/from '(\.[^']*\/words(?:\.\w+)*\.ts)'/g);
      return [...imported].map(([, path = '']) => ({
        file,
        owner: relative(PAGE, join(PAGE, dirname(file), dirname(path))),
      }));
    })
    .filter(({ file, owner }) => !['words', 'ui'].includes(owner) && !file.startsWith(`${owner}/`));
  expect(foreign).toEqual([]);
});

test('the reason for a refusal works at the end of a sentence and on its own', () => {
  const gone = { code: 'not_found', text: 'There is no such message.' };
  expect(messages.value.notChanged.edit(reason(gone))).toBe('Not edited: the message it refers to is gone.');
  expect(sentence(reason(gone))).toBe('The message it refers to is gone.');
  expect(reason({ code: 'new_code', text: 'Something new.' })).toBe('Something new.');
});
