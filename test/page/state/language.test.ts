import { effect } from '@preact/signals';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchPart } from '../../../src/page/state/fetch-part.ts';
import { preferredLanguage, speak } from '../../../src/page/state/language.ts';
import { spoken, wordsOf } from '../../../src/page/words/words.ts';

describe('the initial language', () => {
  test('the page starts in the language that was chosen before', () => {
    expect(preferredLanguage('zh', ['en'])).toBe('zh');
  });

  test('without a choice, the page starts in the first of the browser’s languages that it has', () => {
    expect(preferredLanguage(undefined, ['de-AT', 'zh-Hant-TW', 'en'])).toBe('zh');
    expect(preferredLanguage(undefined, ['en-GB', 'zh'])).toBe('en');
    expect(preferredLanguage('tlh', ['de'])).toBe('en');
  });
});

describe('loading the words of features', () => {
  const EN = { send: 'Send' };
  const ZH = { zh: { send: '发送' } };

  /** The words of another feature, and the functions that answer its request for the Chinese ones. */
  function feature() {
    const { promise, resolve, reject } = Promise.withResolvers<typeof ZH>();
    return { words: wordsOf(EN, () => promise), answer: () => resolve(ZH), fail: () => reject(new Error('offline')) };
  }

  afterEach(async () => {
    speak('en');
    await vi.waitFor(() => expect(spoken.value).toBe('en'));
    vi.unstubAllGlobals();
  });

  test('all words change together, when the last of them have loaded', async () => {
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

  test('the words of a part have loaded when the part has', async () => {
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

  test('words change together with those of a part that is loaded meanwhile', async () => {
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

  test('the language stays if the new words can’t be loaded, and the last choice wins', async () => {
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
