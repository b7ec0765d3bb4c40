/** The commands /kick, /ban, /silence and their opposites, /slow, /op and /deop. */

import { SLOW_SECONDS } from '../../../protocol/limits.ts';
import type { GivenRole } from '../../../protocol/roles.ts';
import { mayRestrain } from '../../state/authority.ts';
import { shownName } from '../../state/member-appearance.ts';
import type { Room } from '../../state/room.ts';
import { untilIn } from '../../state/room-time.ts';
import { moreCommon } from '../../words/common.ts';
import { type Command, DONE, type Outcome } from '../commands/command.ts';
import { changeSettings, moderate } from '../commands/requests.ts';
import { calledSo, findPerson, nameIn } from '../members/find-person.ts';
import { durationIn } from './duration.ts';
import { restrictedIn } from './moderation.ts';
import { restrainDialog } from './overlays.ts';
import { words } from './words.ts';

export const moderationCommands: readonly Command[] = [
  {
    name: 'kick',
    needs: 'text',
    right: 'kick',
    words: () => words.value.commands.kick,
    run: (room, text) => act(room, text, 'kick'),
  },
  {
    name: 'ban',
    needs: 'text',
    right: 'ban',
    words: () => words.value.commands.ban,
    run: (room, text) => restrain(room, text, 'ban'),
  },
  { name: 'unban', needs: 'text', right: 'unban', words: () => words.value.commands.unban, run: unban },
  {
    name: 'silence',
    needs: 'text',
    right: 'mute',
    words: () => words.value.commands.silence,
    run: (room, text) => restrain(room, text, 'mute'),
  },
  {
    name: 'unsilence',
    needs: 'text',
    right: 'unmute',
    words: () => words.value.commands.unsilence,
    run: (room, text) => act(room, text, 'unmute'),
  },
  { name: 'slow', needs: 'text', right: 'slow', words: () => words.value.commands.slow, run: setSlowMode },
  {
    name: 'op',
    needs: 'text',
    right: 'role',
    words: () => words.value.commands.op,
    run: (room, text) => giveRole(room, text, 'moderator'),
  },
  {
    name: 'deop',
    needs: 'text',
    right: 'role',
    words: () => words.value.commands.deop,
    run: (room, text) => giveRole(room, text, 'member'),
  },
];

function act(room: Room, text: string, action: 'kick' | 'unmute'): Outcome {
  const found = findPerson(room, text);
  return found.ok ? moderate(room, { action, who: found.person.id }) : found;
}

/** Acts at once if the line contains a duration. Otherwise a dialog asks for it, as it does from the member menu. */
function restrain(room: Room, text: string, action: 'ban' | 'mute'): Outcome {
  const whole = findPerson(room, text);
  // A member may be called "Bo 1h".
  const duration = whole.ok ? undefined : durationIn(text);
  const found = duration ? findPerson(room, duration.name) : whole;
  if (!found.ok) return found;
  const { id: who } = found.person;
  if (!mayRestrain(room.state.peek()?.self, action, found.person)) return notAllowed();
  if (duration) return moderate(room, { action, who, ...untilIn(room, duration.ms) });
  restrainDialog.open({ room, id: who, action });
  return DONE;
}

function notAllowed(): Outcome {
  const { notChanged, refusedActs } = words.peek();
  return { ok: false, why: notChanged.mod(refusedActs.forbidden ?? '') };
}

/** A banned person isn't present, so the room is asked for their name. */
async function unban(room: Room, text: string): Promise<Outcome> {
  const restricted = await restrictedIn(room);
  if (!restricted) return { ok: false, why: moreCommon.peek().offline };
  const wanted = nameIn(text);
  const ban = restricted.bans.find(({ id }) => id === wanted) ?? calledSo(restricted.bans, wanted)[0];
  if (!ban) return { ok: false, why: words.peek().notBanned(wanted) };
  return moderate(room, { action: 'unban', who: ban.id });
}

function setSlowMode(room: Room, text: string): Outcome {
  const seconds = Number(text.normalize('NFKC'));
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > SLOW_SECONDS)
    return { ok: false, why: words.peek().slowRule(SLOW_SECONDS) };
  return changeSettings(room, { slow: seconds });
}

async function giveRole(room: Room, text: string, role: GivenRole): Promise<Outcome> {
  const found = findPerson(room, text, role === 'member');
  if (!found.ok) return found;
  const { id, name } = found.person;
  // The role of a member who is absent is unknown here.
  const had = room.state.peek()?.members.get(id)?.role;
  if (had === role || (had === 'guest' && role === 'member'))
    return { ok: false, why: words.peek().hasRole[role](shownName(name)) };
  const isSilenced = role !== 'member' && (await restrictedIn(room))?.mutes.some((mute) => mute.id === id);
  if (isSilenced) return { ok: false, why: words.peek().notWhileSilenced(shownName(name)) };
  return moderate(room, { action: 'role', who: id, role });
}
