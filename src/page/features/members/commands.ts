/** The commands /mute and /unmute, which hide and show a member's messages for the reader only. */

import type { Room } from '../../state/room.ts';
import type { Command, Outcome } from '../commands/command.ts';
import { findPerson } from './find-person.ts';
import { setMuted } from './mute.ts';
import { words } from './words.ts';

export const memberCommands: readonly Command[] = [
  {
    name: 'mute',
    needs: 'text',
    words: () => words.value.commands.mute,
    run: (room, text) => mute(room, text, true),
  },
  {
    name: 'unmute',
    needs: 'text',
    words: () => words.value.commands.unmute,
    run: (room, text) => mute(room, text, false),
  },
];

function mute(room: Room, text: string, on: boolean): Outcome {
  const found = findPerson(room, text);
  if (found.ok) setMuted(found.person.id, on);
  return found;
}
