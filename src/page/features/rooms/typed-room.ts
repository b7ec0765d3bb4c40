/** Validates a room name, with a reason that the page can translate. */

import { ROOM_NAME_CHARS } from '../../../protocol/limits.ts';
import { normaliseRoom, ROOM_NAME_UNITS } from '../../../protocol/room-names.ts';
import { boundMarks, codePoints } from '../../../protocol/text.ts';

export type RoomNameProblem = 'empty' | 'long' | 'space' | 'start' | 'characters';

export type TypedRoom = { ok: true; room: string } | { ok: false; problem: RoomNameProblem };

/** The address of a room's page: complete, or beginning with its host or path. */
const ADDRESS = /^(?:https?:\/\/)?(?:[^/\s]*\/)?(?:r|rooms?)\/([^/?#]+)/i;

/** The room that `raw` refers to: a name, "#name", or the address of a room's page. */
export function typedRoom(raw: string): TypedRoom {
  const typed = raw.trim();
  const [, fromAddress] = ADDRESS.exec(typed) ?? [];
  const name = fromAddress === undefined ? typed.replace(/^[#＃]/, '') : decoded(fromAddress);
  const room = normaliseRoom(name);
  return room === undefined ? { ok: false, problem: problemOf(name) } : { ok: true, room };
}

/** The valid room name that is nearest to `raw`, the end of an address. Empty if nothing in it could be a name. */
export function nearestRoom(raw: string): string {
  for (const part of raw.split('/')) {
    const name = part.replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '-').replace(/^[^\p{L}\p{N}]+|-$/gu, '');
    const room = normaliseRoom([...name].slice(0, ROOM_NAME_CHARS).join(''));
    if (room !== undefined) return room;
  }
  return '';
}

function problemOf(name: string): RoomNameProblem {
  if (name === '') return 'empty';
  if (name.length > ROOM_NAME_UNITS) return 'long';
  const normalised = boundMarks(name).normalize('NFKC');
  if (codePoints(normalised) > ROOM_NAME_CHARS) return 'long';
  if (/\s/u.test(name)) return 'space';
  return /^[\p{L}\p{N}]/u.test(normalised) ? 'characters' : 'start';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
