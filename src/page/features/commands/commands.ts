/** The registry of slash commands. Each feature contributes its own. */

import { may } from '../../state/authority.ts';
import type { Room } from '../../state/room.ts';
import { identityCommands } from '../identity/commands.ts';
import { lockCommands } from '../lock/commands.ts';
import { memberCommands } from '../members/commands.ts';
import { messageCommands } from '../messages/commands.ts';
import { moderationCommands } from '../moderation/commands.ts';
import { pollCommands } from '../polls/commands.ts';
import { roomCommands } from '../rooms/commands.ts';
import type { Command } from './command.ts';
import { helpCommand } from './help-command.ts';

/** The commands in the order in which they are offered. */
const COMMANDS: readonly Command[] = [
  ...messageCommands,
  ...pollCommands,
  ...identityCommands,
  ...roomCommands,
  ...memberCommands,
  ...moderationCommands,
  ...lockCommands,
  helpCommand,
];

/** The command called `name`, whether or not the reader may use it. */
export function commandCalled(name: string): Command | undefined {
  return COMMANDS.find((known) => known.name === name);
}

/** Whether the reader may use `command` in `room`. Tracks the state of the room. */
export function mayUse(room: Room | undefined, { right }: Command): boolean {
  return !right || (room !== undefined && may(room, right));
}

/** The commands that the reader may use in `room`. Tracks the state of the room. */
export function commandsFor(room: Room | undefined): readonly Command[] {
  return COMMANDS.filter((command) => mayUse(room, command));
}
