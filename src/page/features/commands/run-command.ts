/** Runs a line that begins with a slash. */

import { isBlank } from '../../../protocol/text.ts';
import type { Room } from '../../state/room.ts';
import { toast } from '../../ui/toast.ts';
import { whenAnswered } from '../moderation/refusals.ts';
import { type Command, type Outcome, usageOf } from './command.ts';
import { commandCalled, mayUse } from './commands.ts';
import { words } from './words.ts';

/** Runs the command in `line` (see `isCommand`). If the room refuses it, the line returns to the field. */
export async function runCommand(room: Room, line: string): Promise<Outcome> {
  const { name, rest } = commandIn(line);
  const { noSuchCommand, notYourCommand } = words.peek();
  const command = commandCalled(name);
  if (!command) return { ok: false, why: noSuchCommand(name) };
  if (!mayUse(room, command)) return { ok: false, why: notYourCommand(`/${name}`) };
  const misuse = misuseOf(command, rest);
  if (misuse !== undefined) return { ok: false, why: misuse };
  const outcome = await command.run(room, rest);
  if (outcome.ok && outcome.asked)
    whenAnswered(room, outcome.asked, (why) => why !== undefined && giveBack(room, line, why));
  return outcome;
}

/** The name of the command and its argument. Chinese and Japanese keyboards may type the name in full-width letters. */
function commandIn(line: string): { name: string; rest: string } {
  const [, name = '', rest = ''] = /^[/／]([a-zａ-ｚ]+)\s*(.*)$/is.exec(line.trim()) ?? [];
  return { name: name.normalize('NFKC').toLowerCase(), rest };
}

/** Says what is wrong with the argument `rest` of `command`. `undefined` if nothing is. */
function misuseOf(command: Command, rest: string): string | undefined {
  const { commandNeeds, commandTakesNothing } = words.peek();
  const usage = usageOf(command);
  if (command.needs === 'text' && isBlank(rest)) return commandNeeds(usage, command.words().does);
  return command.needs === 'nothing' && rest !== '' ? commandTakesNothing(usage) : undefined;
}

/** Returns a refused command to the field, unless something else has been written there since. */
function giveBack(room: Room, line: string, why: string): void {
  toast(why);
  if (room.composition.writing.peek().kind === 'edit' || room.composition.text !== '') return;
  room.composition.putBefore(line);
}
