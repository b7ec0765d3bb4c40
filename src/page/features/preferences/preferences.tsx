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
  const { value: texts } = words;
  return (
    <div class="preferences">
      <fieldset aria-label={texts.preferences}>
        <select
          aria-label={texts.theme}
          value={theme.value}
          onChange={({ currentTarget: { value } }) => chooseTheme(THEMES.find((known) => known === value) ?? 'system')}
        >
          {THEMES.map((value) => (
            <option key={value} value={value}>
              {texts.themes[value]}
            </option>
          ))}
        </select>
        <select
          aria-label={texts.language}
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
