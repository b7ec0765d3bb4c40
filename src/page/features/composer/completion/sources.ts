/** The registry of suggestion sources. Each feature contributes its own. */

import { commandSuggestions } from '../../commands/suggestions.ts';
import { emojiSuggestions } from '../../emoji/suggestions.ts';
import { memberSuggestions } from '../../members/suggestions.ts';
import { roomSuggestions } from '../../rooms/suggestions.ts';
import type { SuggestionSource } from './source.ts';

export const SOURCES: readonly SuggestionSource[] = [
  commandSuggestions,
  memberSuggestions,
  emojiSuggestions,
  roomSuggestions,
];
