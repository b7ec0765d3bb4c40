/** The interface by which a feature offers suggestions in the field. */

import type { Room } from '../../../state/room.ts';

/** How many suggestions are shown, unless all are. */
export const MOST_SUGGESTIONS = 8;

export interface Suggestion {
  /** Tells it apart from the others of its source. */
  key: string;
  /** Takes the token's place. */
  text: string;
  label: string;
  detail?: string;
  /** Shown before the label. */
  face?: { id: string; name: string } | { emoji: string };
  /** Called when the suggestion is chosen. */
  onChosen?(): void;
}

/** Text to type in place of what stands from `from` to `to`. */
export interface Replacement {
  text: string;
  from: number;
  to: number;
}

export interface SuggestionSource {
  kind: 'member' | 'emoji' | 'command' | 'room';
  /**
   * Each finds a token at the end of the text before the caret. The first group is what to suggest things for. Of a long text
   * only the last part is searched, so a pattern that begins with `^` needs a limit of length.
   */
  patterns: readonly RegExp[];
  /** Whether backticks around a token make it code, in which nothing is suggested. */
  notInCode?: boolean;
  /** The best first. Tracks what they are made of. */
  suggest(query: string, room: Room): Suggestion[];
  /** Fetches what suggestions take. Called with every text of the field; `isTyped`: a token of this source is at the caret. */
  prepare?(text: string, isTyped: boolean): void;
  /** What takes the place of a token that `typed` has just closed, without being asked for. */
  closed?(text: string, caret: number, typed: string): Replacement | undefined;
}
