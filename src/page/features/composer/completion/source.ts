/** The interface by which a feature offers suggestions in the field. */

import type { Room } from '../../../state/room.ts';

/** The maximum number of suggestions, for sources that don't show all. */
export const MOST_SUGGESTIONS = 8;

export interface Suggestion {
  /** Unique among the suggestions of its source. */
  key: string;
  /** The text that replaces the token. */
  text: string;
  label: string;
  detail?: string;
  /** Shown before the label. */
  face?: { id: string; name: string } | { emoji: string };
  /** Called when the suggestion is chosen. */
  onChosen?(): void;
}

/** Text that replaces everything between `from` and `to`. */
export interface Replacement {
  text: string;
  from: number;
  to: number;
}

export interface SuggestionSource {
  kind: 'member' | 'emoji' | 'command' | 'room';
  /**
   * Each pattern finds a token at the end of the text before the caret. Its first group is the query. Only the last
   * part of a long text is searched, so a pattern that begins with `^` must limit the length of its match.
   */
  patterns: readonly RegExp[];
  /** Whether the source has no suggestions in code, between backticks. */
  notInCode?: boolean;
  /** The suggestions, best first. Tracks the data behind them. */
  suggest(query: string, room: Room): Suggestion[];
  /**
   * Fetches the data for suggestions. It is called with every text of the field. `isTyped`: a token of this source is
   * at the caret.
   */
  prepare?(text: string, isTyped: boolean): void;
  /** The automatic replacement of a token that `typed` has just closed. */
  closed?(text: string, caret: number, typed: string): Replacement | undefined;
}
