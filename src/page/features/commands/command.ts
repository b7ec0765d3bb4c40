/** The interface by which a feature describes its slash commands. */

import type { ChangeResult } from '../../../client/index.ts';
import type { Right } from '../../../protocol/rights.ts';
import type { Room } from '../../state/room.ts';

/** `send`: the message to send instead of the line. `asked`: a change that the room has yet to answer. */
export type Outcome = { ok: true; send?: string; asked?: ChangeResult } | { ok: false; why: string };

export interface Command {
  /** Lower-case letters from a to z. */
  name: string;
  /** Whether an argument is required, optional or not allowed. */
  needs: 'text' | 'maybe text' | 'nothing';
  /** The right that the command needs. The command isn't offered to people without it. */
  right?: Right;
  /** The argument and what the command does, for completion and help. Tracks the language of the page. */
  words(): { takes: string; does: string };
  /** @param text the argument */
  run(room: Room, text: string): Outcome | Promise<Outcome>;
}

export const DONE: Outcome = { ok: true };

/** The name of a command and its argument. Tracks the language of the page. */
export function usageOf({ name, words }: Command): string {
  return `/${name} ${words().takes}`.trim();
}
