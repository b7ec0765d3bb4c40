import { speak } from '../../state/language.ts';
import { store } from '../../state/local-storage.ts';
import type { Language } from '../../words/words.ts';

/** Shows the page in `chosen`, and remembers the choice in this browser. */
export function chooseLanguage(chosen: Language): void {
  store.set('language', chosen);
  speak(chosen);
}
