/** What can be done by writing a line that begins with a slash. */

import type { ChangeResult } from '../../../client/index.ts';
import type { ModRequest } from '../../../protocol/events/mod.ts';
import { foldText } from '../../../protocol/fold.ts';
import { SLOW_SECONDS } from '../../../protocol/limits.ts';
import { cleanName } from '../../../protocol/names.ts';
import { whyReserved } from '../../../protocol/reserved-names.ts';
import type { Right } from '../../../protocol/rights.ts';
import type { GivenRole, Person, Settings } from '../../../protocol/shared.ts';
import { boundMarks, isBlank } from '../../../protocol/text.ts';
import { may, mayRestrain } from '../../state/authority.ts';
import { changedElsewhere } from '../../state/drafts.ts';
import { overlay } from '../../state/overlay.ts';
import { authorsIn, peopleIn } from '../../state/people.ts';
import { splitName } from '../../state/person.ts';
import type { Room } from '../../state/room.ts';
import { rename } from '../../state/room-list.ts';
import { untilIn } from '../../state/room-time.ts';
import { isSpelled } from '../../text/mentions.ts';
import { toast } from '../../ui/toast.ts';
import { type More, more } from '../../words/more.ts';
import { reason } from '../../words/reason.ts';
import { matching } from '../composer/complete.ts';
import { passphraseProblem } from '../lock/passphrase.ts';
import { setMuted } from '../members/mute.ts';
import { lastingIn } from '../moderation/duration.ts';
import { lock, restrictedIn, unlock } from '../moderation/moderation.ts';
import { whenAnswered } from '../moderation/refusals.ts';

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
  return { ok: false, why: result ? more.peek().notChanged[kind](reason(result)) : more.peek().offline };
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
    needs: 'text',
    run: (room, text) => set(room, { topic: text === '-' ? '' : text }),
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
      const seconds = Number(text.normalize('NFKC'));
      if (!Number.isInteger(seconds) || seconds < 0 || seconds > SLOW_SECONDS)
        return { ok: false, why: more.peek().slowRule(SLOW_SECONDS) };
      return set(room, { slow: seconds });
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
    run: (room) => (room.state.peek()?.settings.locked === false ? unchanged() : asked(unlock(room), 'set')),
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

/** The command of a line, which may be typed in the wide letters of Chinese and Japanese keyboards, and what stands behind it. */
function commandIn(line: string): { name: string; rest: string } {
  const [, name = '', rest = ''] = /^[/／]([a-zａ-ｚ]+)\s*(.*)$/is.exec(line.trim()) ?? [];
  return { name: name.normalize('NFKC').toLowerCase(), rest };
}

/** Does what a line says; see `isCommand`. */
export async function runCommand(room: Room, line: string): Promise<Outcome> {
  const { name, rest } = commandIn(line);
  const { commands: say, noSuchCommand, notYourCommand, commandNeeds, commandTakesNothing } = more.peek();
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) return { ok: false, why: noSuchCommand(name) };
  if (!commandsFor(room).includes(command)) return { ok: false, why: notYourCommand(`/${name}`) };
  const { takes, does } = say[command.name];
  const usage = `/${name} ${takes}`.trim();
  if (command.needs === 'text' && isBlank(rest)) return { ok: false, why: commandNeeds(usage, does) };
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

function set(room: Room, settings: Partial<Pick<Settings, 'topic' | 'slow'>>): Outcome {
  const now = room.state.peek()?.settings;
  const { topic = now?.topic, slow = now?.slow } = settings;
  if (topic === now?.topic && slow === now?.slow) return unchanged();
  return asked(room.client.peek()?.set(settings), 'set');
}

/** What is so already isn't done once more: the room would tell everybody of it. */
function unchanged(): Outcome {
  return { ok: false, why: more.peek().isSoAlready };
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
  const found = personCalled(room, text, role === 'member');
  if (!found.ok) return found;
  const { id, name } = found.person;
  // Of those who are away nobody here knows the role.
  const had = room.state.peek()?.members.get(id)?.role;
  if (had === role || (had === 'guest' && role === 'member'))
    return { ok: false, why: more.peek().hasRole[role](name) };
  const isSilenced = role !== 'member' && (await restrictedIn(room))?.mutes.some((mute) => mute.id === id);
  if (isSilenced) return { ok: false, why: more.peek().notWhileSilenced(name) };
  return moderate(room, { action: 'role', who: id, role });
}

/** A name as it was typed, with or without `@`, in the form that names have. */
function nameIn(text: string): string {
  return boundMarks(text.replace(/^[@＠]/, '').trim()).normalize();
}

/** Who is banned isn't here: the room knows the name. */
async function unban(room: Room, text: string): Promise<Outcome> {
  const restricted = await restrictedIn(room);
  if (!restricted) return { ok: false, why: more.peek().offline };
  const wanted = nameIn(text);
  const ban = restricted.bans.find(({ id }) => id === wanted) ?? calledSo(restricted.bans, wanted)[0];
  if (!ban) return { ok: false, why: more.peek().notBanned(wanted) };
  return moderate(room, { action: 'unban', who: ban.id });
}

/**
 * By name, with or without `@`, whole or its beginning if only one fits: of those who are here, or else of those who wrote
 * lately.
 * @param orSelf whether it may be done to oneself
 */
function personCalled(
  room: Room,
  text: string,
  orSelf = false,
): { ok: true; person: Person } | { ok: false; why: string } {
  const wanted = nameIn(text);
  const { nobodyCalled, notToYourself } = more.peek();
  const state = room.state.peek();
  const groups = [peopleIn(state), authorsIn(state)];
  const [here = [], lately = []] = groups;
  const whole = [state?.self ? [state.self, ...here] : here, lately].map((people) => calledSo(people, wanted));
  const begun = groups.map((people) => matching(people, wanted, 2, ({ name }) => name));
  const found = [...whole, ...begun].find(({ length }) => length > 0) ?? [];
  const [person] = found;
  if (!person || found.length > 1) return { ok: false, why: nobodyCalled(wanted, found.length) };
  if (person === state?.self && !orSelf) return { ok: false, why: notToYourself };
  return { ok: true, person };
}

/**
 * Those who are called `wanted`, as a mention of it is read: by their whole name, or by what stands before the mark of a
 * look-alike; as it is spelled, or else as the search compares texts. Who is only called nearly so is never taken for
 * somebody who is called exactly so.
 */
function calledSo<One extends { name?: string }>(all: readonly One[], wanted: string): One[] {
  const whole = ({ name = '' }: One): string => name;
  const plain = (one: One): string => splitName(whole(one)).plain;
  const folded = foldText(wanted);
  const tries: ((one: One) => boolean)[] = [
    (one) => whole(one) === wanted,
    (one) => isSpelled(whole(one), wanted),
    (one) => isSpelled(plain(one), wanted),
    (one) => foldText(plain(one)) === folded || foldText(whole(one)) === folded,
  ];
  for (const fits of tries) {
    const found = all.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}
