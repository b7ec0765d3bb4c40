/** Colours and language: the two things that a person may want otherwise than their system. */

import type { ComponentChildren } from 'preact';
import { chooseTheme, THEMES, theme } from '../state/theme.ts';
import { chooseLanguage, LANGUAGES, type Language, language, words } from '../words/index.ts';

const languages = Object.keys(LANGUAGES).filter((key): key is Language => key in LANGUAGES);

/** `children` stand at the end of the line. */
export function Preferences({ children }: { children?: ComponentChildren }) {
  const { value: say } = words;
  return (
    <div class="preferences">
      <select
        aria-label={say.theme}
        value={theme.value}
        onChange={({ currentTarget: { value } }) => chooseTheme(THEMES.find((known) => known === value) ?? 'system')}
      >
        {THEMES.map((value) => (
          <option key={value} value={value}>
            {say.themes[value]}
          </option>
        ))}
      </select>
      <select
        aria-label={say.language}
        value={language.value}
        onChange={({ currentTarget: { value } }) => chooseLanguage(languages.find((known) => known === value) ?? 'en')}
      >
        {languages.map((value) => (
          <option key={value} value={value} lang={value}>
            {LANGUAGES[value]}
          </option>
        ))}
      </select>
      {children}
    </div>
  );
}
