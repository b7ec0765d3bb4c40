/** What can be done by writing a line that begins with a slash. A part that is fetched when the first is written. */

import { cleanName } from '../../protocol/names.ts';
import { overlay } from '../parts/overlay.ts';
import { words } from '../words/index.ts';
import { type More, more } from '../words/more.ts';
import { matching } from './complete.ts';
import { setMuted } from './muted.ts';
import { splitName } from './person.ts';
import type { Room } from './room.ts';
import { rename } from './rooms.ts';

export type CommandName = keyof More['commands'];

/** `send`: what is to be written in its place. */
type Outcome = { ok: true; send?: string } | { ok: false; why: string };

export interface Command {
  name: CommandName;
  /** Whether something must, may or can't follow the name. */
  needs: 'text' | 'maybe text' | 'nothing';
  /** Whether this person may use it in this room: others aren't even offered it. */
  isFor?: (room: Room) => boolean;
  run(room: Room, text: string): Outcome;
}

const DONE: Outcome = { ok: true };

export const COMMANDS: readonly Command[] = [
  // Sent as it is, and shown as a deed (text/view.tsx): whoever has no such page can read it all the same.
  { name: 'me', needs: 'text', run: (_, text) => ({ ok: true, send: `/me ${text}` }) },
  {
    name: 'name',
    needs: 'text',
    run(_, text) {
      const result = cleanName(text);
      if (!result.ok) return { ok: false, why: words.peek().nameRule };
      rename(result.name);
      return DONE;
    },
  },
  {
    name: 'topic',
    needs: 'maybe text',
    run({ client }, text) {
      const result = client.peek()?.set({ topic: text });
      if (result?.ok) return DONE;
      return { ok: false, why: result ? words.peek().notChanged.set(result.text) : words.peek().offline };
    },
  },
  { name: 'mute', needs: 'text', run: (room, text) => mute(room, text, true) },
  { name: 'unmute', needs: 'text', run: (room, text) => mute(room, text, false) },
  // Escaped, for the backslash and the underscores are markup.
  { name: 'shrug', needs: 'maybe text', run: (_, text) => ({ ok: true, send: `${text} ¯\\\\\\_(ツ)\\_/¯`.trim() }) },
  {
    name: 'help',
    needs: 'nothing',
    run() {
      overlay.value = { kind: 'help' };
      return DONE;
    },
  },
];

/** The commands that this person may use here. */
export function commandsFor(room: Room): readonly Command[] {
  return COMMANDS.filter(({ isFor }) => isFor?.(room) ?? true);
}

/** Does what a line says; see `isCommand`. */
export function runCommand(room: Room, line: string): Outcome {
  const [, name = '', rest = ''] = /^\/([a-z]+)\s*(.*)$/is.exec(line.trim()) ?? [];
  const { commands: say, noSuchCommand, commandNeeds, commandTakesNothing } = more.peek();
  const command = commandsFor(room).find((known) => known.name === name.toLowerCase());
  if (!command) return { ok: false, why: noSuchCommand(name) };
  const usage = `/${command.name} ${say[command.name].takes}`.trim();
  if (command.needs === 'text' && rest === '') return { ok: false, why: commandNeeds(usage) };
  if (command.needs === 'nothing' && rest !== '') return { ok: false, why: commandTakesNothing(usage) };
  return command.run(room, rest);
}

/** By name, with or without `@`, whole or its beginning if only one fits. */
function mute(room: Room, text: string, on: boolean): Outcome {
  const { members, self } = room.state.peek() ?? {};
  const others = [...(members?.values() ?? [])].filter(({ id }) => id !== self?.id);
  const wanted = text.replace(/^@/, '').trim();
  const exact = others.filter(({ name }) => name === wanted || splitName(name).plain === wanted);
  const found = exact.length > 0 ? exact : matching(others, wanted, 2, ({ name }) => name);
  const [person] = found;
  if (!person || found.length > 1) return { ok: false, why: more.peek().nobodyCalled(wanted, found.length) };
  setMuted(person.id, on);
  return DONE;
}
