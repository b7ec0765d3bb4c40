import { afterEach, expect, test } from 'vitest';
import { nameIn } from '../../../src/page/features/members/find-person.ts';
import { shownName } from '../../../src/page/state/member-appearance.ts';
import { fetchWords, language, spoken } from '../../../src/page/words/words.ts';

afterEach(() => {
  language.value = 'en';
  spoken.value = 'en';
});

test('a guest’s name is shown in the language of the page, and found by the name shown', async () => {
  expect(shownName('guest-k3f9')).toBe('guest-k3f9');
  language.value = 'zh';
  spoken.value = await fetchWords();
  expect(shownName('guest-k3f9')).toBe('访客-k3f9');
  expect(shownName('guest-k3f9·k3f9')).toBe('访客-k3f9·k3f9');
  expect(shownName('Mira guest-k3f9')).toBe('Mira guest-k3f9');
  expect(nameIn('@访客-k3f9')).toBe('guest-k3f9');
  expect(nameIn('guest-k3f9')).toBe('guest-k3f9');
});
