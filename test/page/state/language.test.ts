import { effect } from '@preact/signals';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchPart } from '../../../src/page/state/fetch-part.ts';
import { preferredLanguage, speak } from '../../../src/page/state/language.ts';
import { spoken, wordsOf } from '../../../src/page/words/words.ts';

describe('the language to begin with', () => {
  test('is the one chosen before', () => {
    expect(preferredLanguage('zh', ['en'])).toBe('zh');
  });

  test('else the first that the browser prefers and the page speaks', () => {
    expect(preferredLanguage(undefined, ['de-AT', 'zh-Hant-TW', 'en'])).toBe('zh');
    expect(preferredLanguage(undefined, ['en-GB', 'zh'])).toBe('en');
    expect(preferredLanguage('tlh', ['de'])).toBe('en');
  });
});

describe('the words of a feature', () => {
  const EN = { send: 'Send' };
  const ZH = { zh: { send: '发送' } };

  /** The words of one more feature, and what answers its request for the Chinese ones. */
  function feature() {
    const { promise, resolve, reject } = Promise.withResolvers<typeof ZH>();
    return { words: wordsOf(EN, () => promise), answer: () => resolve(ZH), fail: () => reject(new Error('offline')) };
  }

  afterEach(async () => {
    speak('en');
    await vi.waitFor(() => expect(spoken.value).toBe('en'));
    vi.unstubAllGlobals();
  });

  test('change with those of all others, when the last of them are here', async () => {
    const [first, second] = [feature(), feature()];
    speak('zh');
    first.answer();
    await vi.dynamicImportSettled();
    expect([first.words.value.send, second.words.value.send]).toEqual(['Send', 'Send']);
    second.answer();
    await vi.waitFor(() => expect(second.words.value.send).toBe('发送'));
    expect(first.words.value.send).toBe('发送');
    speak('en');
    await vi.waitFor(() => expect([first.words.value.send, second.words.value.send]).toEqual(['Send', 'Send']));
  });

  test('are here when the part is that says them', async () => {
    speak('zh');
    await vi.waitFor(() => expect(spoken.value).toBe('zh'));
    const late = feature();
    const seen: string[] = [];
    const part = fetchPart(async () => late).then((here) => seen.push(here?.words.value.send ?? 'nothing'));
    await vi.dynamicImportSettled();
    expect(seen).toEqual([]);
    late.answer();
    await part;
    expect(seen).toEqual(['发送']);
  });

  test('change with those of a part that comes meanwhile', async () => {
    const first = feature();
    speak('zh');
    const late = feature();
    const shown = new Set<string>();
    const stop = effect(() => void shown.add(`${first.words.value.send} ${late.words.value.send}`));
    const part = fetchPart(async () => late);
    first.answer();
    await vi.dynamicImportSettled();
    late.answer();
    await part;
    await vi.waitFor(() => expect(shown).toEqual(new Set(['Send Send', '发送 发送'])));
    stop();
  });

  test('stay in the language before where the new one cannot be had, and are in the one chosen last', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    const first = feature();
    speak('zh');
    speak('en');
    first.answer();
    await vi.dynamicImportSettled();
    expect(first.words.value.send).toBe('Send');
    const second = feature();
    speak('zh');
    second.fail();
    await vi.dynamicImportSettled();
    expect([first.words.value.send, spoken.value]).toEqual(['Send', 'en']);
    expect(await fetchPart(async () => second)).toBeUndefined();
  });
});
