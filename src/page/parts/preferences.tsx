/** Colours and language: the two things that a person may want otherwise than their system. */

import { chooseTheme, THEMES, theme } from '../state/theme.ts';
import { chooseLanguage, LANGUAGES, type Language, language, words } from '../words/index.ts';
import { more } from '../words/more.ts';
import { MoreIcon } from './more-icon.tsx';
import { overlay } from './overlay.ts';

const languages = Object.keys(LANGUAGES).filter((key): key is Language => key in LANGUAGES);

export function Preferences() {
  const { value: say } = words;
  const { value: also } = more;
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
      <button
        type="button"
        class="tool"
        aria-label={also.helpTitle}
        title={`${also.helpTitle} (?)`}
        aria-haspopup="dialog"
        onClick={() => {
          overlay.value = { kind: 'help' };
        }}
      >
        <MoreIcon name="help" />
      </button>
    </div>
  );
}
