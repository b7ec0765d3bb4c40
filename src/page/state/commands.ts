/** What can be done by writing a line that begins with a slash. */

import type { ChangeResult } from '../../client/index.ts';
import type { ModRequest } from '../../protocol/events/mod.ts';
import { SLOW_SECONDS } from '../../protocol/limits.ts';
import { cleanName } from '../../protocol/names.ts';
import { whyReserved } from '../../protocol/reserved-names.ts';
import type { Right } from '../../protocol/rights.ts';
import type { GivenRole, Person } from '../../protocol/shared.ts';
import { boundMarks } from '../../protocol/text.ts';
import { words } from '../words/index.ts';
import { type More, more } from '../words/more.ts';
import { reason } from '../words/reason.ts';
import { may, mayRestrain } from './authority.ts';
import { matching } from './complete.ts';
import { changedElsewhere } from './drafts.ts';
import { lastingIn } from './lasting.ts';
import { lock, restrictedIn, unlock } from './moderation.ts';
import { setMuted } from './mute.ts';
import { overlay } from './overlay.ts';
import { passphraseProblem } from './passphrase.ts';
import { authorsIn, peopleIn } from './people.ts';
import { splitName } from './person.ts';
import { whenAnswered } from './refused.ts';
import type { Room } from './room.ts';
import { untilIn } from './room-time.ts';
import { rename } from './rooms.ts';
import { toast } from './toast.ts';

type CommandName = keyof More['commands'];

/** `send`: what is to be written in its place. `asked`: what the room has yet to answer. */
type Outcome = { ok: true; send?: string; asked?: ChangeResult } | { ok: false; why: string };

export interface Command {
  name: CommandName;
  /** Whether something must, may or can't follow the name. */
  needs: 'text' | 'maybe text' | 'nothing';
  /** The right that it takes: to others it isn't even offered. */
  right?: Right;
  run(room: Room, text: string): Outcome | Promise<Outcome>;
}

const DONE: Outcome = { ok: true };

/** What can't even be asked for leaves the line in the field, with the reason. */
function asked(result: ChangeResult | undefined, kind: 'set' | 'mod'): Outcome {
  if (result?.ok) return { ok: true, asked: result };
  return { ok: false, why: result ? more.peek().notChanged[kind](reason(result)) : words.peek().offline };
}

function moderate({ client }: Room, request: ModRequest): Outcome {
  return asked(client.peek()?.moderate(request), 'mod');
}

const COMMANDS: readonly Command[] = [
  // Sent as it is, and shown as a deed (text/view.tsx): whoever has no such page can read it all the same.
  { name: 'me', needs: 'text', run: (_, text) => ({ ok: true, send: `/me ${text}` }) },
  {
    name: 'name',
    needs: 'text',
    run(_, text) {
      const result = cleanName(text, whyReserved);
      if (!result.ok) return { ok: false, why: more.peek().nameRule };
      rename(result.name);
      return DONE;
    },
  },
  {
    name: 'topic',
    needs: 'maybe text',
    run: ({ client }, text) => asked(client.peek()?.set({ topic: text }), 'set'),
  },
  { name: 'mute', needs: 'text', run: (room, text) => mute(room, text, true) },
  { name: 'unmute', needs: 'text', run: (room, text) => mute(room, text, false) },
  { name: 'shrug', needs: 'maybe text', run: (_, text) => ({ ok: true, send: `${text} ¯\\_(ツ)_/¯`.trim() }) },
  { name: 'kick', needs: 'text', right: 'kick', run: (room, text) => act(room, text, 'kick') },
  { name: 'ban', needs: 'text', right: 'ban', run: (room, text) => restrain(room, text, 'ban') },
  { name: 'unban', needs: 'text', right: 'unban', run: unban },
  { name: 'silence', needs: 'text', right: 'mute', run: (room, text) => restrain(room, text, 'mute') },
  { name: 'unsilence', needs: 'text', right: 'unmute', run: (room, text) => act(room, text, 'unmute') },
  {
    name: 'slow',
    needs: 'text',
    right: 'slow',
    run(room, text) {
      const seconds = Number(text);
      if (!Number.isInteger(seconds) || seconds < 0 || seconds > SLOW_SECONDS)
        return { ok: false, why: more.peek().slowRule(SLOW_SECONDS) };
      return asked(room.client.peek()?.set({ slow: seconds }), 'set');
    },
  },
  {
    name: 'lock',
    needs: 'text',
    right: 'lock',
    async run(room, text) {
      const problem = passphraseProblem(text, room.name);
      if (problem) return { ok: false, why: more.peek().passphraseProblem(problem) };
      return asked(await lock(room, text), 'set');
    },
  },
  {
    name: 'unlock',
    needs: 'nothing',
    right: 'lock',
    run: (room) => asked(unlock(room), 'set'),
  },
  { name: 'op', needs: 'text', right: 'role', run: (room, text) => giveRole(room, text, 'moderator') },
  { name: 'deop', needs: 'text', right: 'role', run: (room, text) => giveRole(room, text, 'member') },
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
export function commandsFor(room: Room | undefined): readonly Command[] {
  return COMMANDS.filter(({ right }) => !right || (room !== undefined && may(room, right)));
}

/** Does what a line says; see `isCommand`. */
export async function runCommand(room: Room, line: string): Promise<Outcome> {
  const [, name = '', rest = ''] = /^\/([a-z]+)\s*(.*)$/is.exec(line.trim()) ?? [];
  const { commands: say, noSuchCommand, commandNeeds, commandTakesNothing } = more.peek();
  const command = commandsFor(room).find((known) => known.name === name.toLowerCase());
  if (!command) return { ok: false, why: noSuchCommand(name) };
  const usage = `/${command.name} ${say[command.name].takes}`.trim();
  if (command.needs === 'text' && rest === '') return { ok: false, why: commandNeeds(usage) };
  if (command.needs === 'nothing' && rest !== '') return { ok: false, why: commandTakesNothing(usage) };
  const outcome = await command.run(room, rest);
  if (outcome.ok && outcome.asked)
    whenAnswered(room, outcome.asked, (why) => why !== undefined && giveBack(room, line, why));
  return outcome;
}

/** Puts a command that the room refused back into the field, unless something else is being written there by now. */
function giveBack(room: Room, line: string, why: string): void {
  toast(why);
  if (room.writing.peek().kind === 'edit' || room.text !== '') return;
  room.type(line);
  changedElsewhere.value = { room: room.name };
}

function mute(room: Room, text: string, on: boolean): Outcome {
  const found = personCalled(room, text);
  if (found.ok) setMuted(found.person.id, on);
  return found;
}

function act(room: Room, text: string, action: 'kick' | 'unmute'): Outcome {
  const found = personCalled(room, text);
  return found.ok ? moderate(room, { action, who: found.person.id }) : found;
}

/** Done at once where it is said for how long; else asked, as it is from the menu of the member. */
function restrain(room: Room, text: string, action: 'ban' | 'mute'): Outcome {
  const whole = personCalled(room, text);
  // Who is called "Bo 1h" is meant by it.
  const lasting = whole.ok ? undefined : lastingIn(text);
  const found = lasting ? personCalled(room, lasting.name) : whole;
  if (!found.ok) return found;
  const { id: who } = found.person;
  if (!mayRestrain(room.state.peek()?.self, action, found.person)) return notAllowed();
  if (lasting) return moderate(room, { action, who, ...untilIn(room, lasting.ms) });
  overlay.value = { kind: 'restrain', room, id: who, action };
  return DONE;
}

function notAllowed(): Outcome {
  const { notChanged, refusedActs } = more.peek();
  return { ok: false, why: notChanged.mod(refusedActs.forbidden ?? '') };
}

async function giveRole(room: Room, text: string, role: GivenRole): Promise<Outcome> {
  const found = personCalled(room, text);
  if (!found.ok) return found;
  const { id, name } = found.person;
  const isSilenced = role !== 'member' && (await restrictedIn(room))?.mutes.some((mute) => mute.id === id);
  if (isSilenced) return { ok: false, why: more.peek().notWhileSilenced(name) };
  return moderate(room, { action: 'role', who: id, role });
}

/** A name as it was typed, with or without `@`, in the form that names have. */
function nameIn(text: string): string {
  return boundMarks(text.replace(/^@/, '').trim()).normalize();
}

/** Who is banned isn't here: the room knows the name. */
async function unban(room: Room, text: string): Promise<Outcome> {
  const restricted = await restrictedIn(room);
  if (!restricted) return { ok: false, why: words.peek().offline };
  const wanted = nameIn(text);
  const ban = restricted.bans.find(({ id, name }) => id === wanted || name === wanted);
  if (!ban) return { ok: false, why: more.peek().notBanned(wanted) };
  return moderate(room, { action: 'unban', who: ban.id });
}

/**
 * By name, with or without `@`, whole or its beginning if only one fits: of those who are here, or else of those who wrote
 * lately.
 */
function personCalled(room: Room, text: string): { ok: true; person: Person } | { ok: false; why: string } {
  const wanted = nameIn(text);
  const state = room.state.peek();
  const groups = [peopleIn(state), authorsIn(state)];
  const exact = groups.map((people) =>
    people.filter(({ name }) => name === wanted || splitName(name).plain === wanted),
  );
  const begun = groups.map((people) => matching(people, wanted, 2, ({ name }) => name));
  const found = [...exact, ...begun].find(({ length }) => length > 0) ?? [];
  const [person] = found;
  if (!person || found.length > 1) return { ok: false, why: more.peek().nobodyCalled(wanted, found.length) };
  return { ok: true, person };
}
