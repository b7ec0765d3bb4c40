/** Changes the theme. Separate from theme.ts, which is needed at start. */

import { store } from '../../state/local-storage.ts';
import { type Theme, theme } from './theme.ts';

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  store.set('theme', chosen === 'system' ? undefined : chosen);
}
