/** The theme and language selectors. */

import type { ComponentChildren } from 'preact';
import { LANGUAGES, type Language, language } from '../../words/words.ts';
import { chooseLanguage } from './choose-language.ts';
import { chooseTheme } from './choose-theme.ts';
import { THEMES, theme } from './theme.ts';
import { words } from './words.ts';

const languages = Object.keys(LANGUAGES).filter((key): key is Language => key in LANGUAGES);

/** @param children shown at the end of the line */
export function Preferences({ children }: { children?: ComponentChildren }) {
  const { value: also } = words;
  return (
    <div class="preferences">
      <fieldset aria-label={also.preferences}>
        <select
          aria-label={also.theme}
          value={theme.value}
          onChange={({ currentTarget: { value } }) => chooseTheme(THEMES.find((known) => known === value) ?? 'system')}
        >
          {THEMES.map((value) => (
            <option key={value} value={value}>
              {also.themes[value]}
            </option>
          ))}
        </select>
        <select
          aria-label={also.language}
          value={language.value}
          onChange={({ currentTarget: { value } }) =>
            chooseLanguage(languages.find((known) => known === value) ?? 'en')
          }
        >
          {languages.map((value) => (
            <option key={value} value={value} lang={value}>
              {LANGUAGES[value]}
            </option>
          ))}
        </select>
      </fieldset>
      {children}
    </div>
  );
}
