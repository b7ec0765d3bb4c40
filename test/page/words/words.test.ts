import { describe, expect, test } from 'vitest';
import { en as diagnosticsEn } from '../../../src/page/words/diagnostics.en.ts';
import { zh as diagnosticsZh } from '../../../src/page/words/diagnostics.zh.ts';
import { en } from '../../../src/page/words/en.ts';
import { moreEn } from '../../../src/page/words/more.en.ts';
import { zh as moreZh } from '../../../src/page/words/more.zh.ts';
import { reason, sentence } from '../../../src/page/words/reason.ts';
import { zh } from '../../../src/page/words/zh.ts';
import { ERROR_CODES } from '../../../src/protocol/codes.ts';
import { REASONS } from '../../../src/protocol/diagnostics.ts';

/** The paths of all words, and what stands there: a text, or a function of so many values. */
function shape(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    if (typeof value === 'object' && value !== null) return shape(value, `${prefix}${key}.`);
    return [`${prefix}${key}: ${typeof value}`];
  });
}

describe('the languages', () => {
  test('say the same things', () => {
    expect(shape(zh).sort()).toEqual(shape(en).sort());
    expect(shape(moreZh).sort()).toEqual(shape(moreEn).sort());
    // Findings come in English.
    const [{ findings: _, ...own }, { findings: found, ...same }] = [diagnosticsEn, diagnosticsZh];
    expect(shape(same).sort()).toEqual(shape(own).sort());
    expect(Object.keys(found).sort()).toEqual(Object.keys(REASONS).sort());
  });

  test('leave nothing empty that is not empty in both', () => {
    const empty = (words: object) =>
      Object.entries(words)
        .filter(([, value]) => value === '')
        .map(([key]) => key);
    expect(empty(zh)).toEqual(empty(en));
    expect(empty(zh.roles)).toEqual(empty(en.roles));
  });

  test('tell every reason for which a message can be refused', () => {
    // These are about other frames than messages.
    const others = ['bad_json', 'bad_request', 'unsupported', 'bad_name', 'bad_room'];
    for (const code of ERROR_CODES.filter((known) => !others.includes(known))) {
      expect(moreEn.refusals, code).toHaveProperty(code);
      expect(moreZh.refusals, code).toHaveProperty(code);
    }
  });
});

test('why something was refused stands at the end of a sentence, or alone', () => {
  const gone = { code: 'not_found', text: 'There is no such message.' };
  expect(moreEn.notChanged.edit(reason(gone))).toBe('Not edited: what it refers to is gone.');
  expect(sentence(reason(gone))).toBe('What it refers to is gone.');
  expect(reason({ code: 'new_code', text: 'Something new.' })).toBe('Something new.');
});
