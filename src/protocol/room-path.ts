/** The addresses of pages: a room has one spelling, `/r/NAME`, and people type others. Pure. */

import { normaliseRoom } from './room-names.ts';

/** What an address leads to. */
export type Place =
  | { kind: 'home' }
  | { kind: 'room'; room: string }
  /** The address of a room, with a name that no room can have. */
  | { kind: 'bad'; raw: string }
  /** No address of a page. */
  | { kind: 'nowhere'; raw: string };

/** What stands in front of the name of a room, as people write it. */
const PREFIX = /^(?:r|rooms?)$/i;
/** What the server has at the top is no room, in whatever case it is written. */
const TAKEN = /^(?:api|assets|diagnostics|ws)$/i;

/** The path of a room's page. */
export function roomPath(room: string): string {
  return `/r/${encodeURIComponent(room)}`;
}

/** What somebody means who opens `path`: `/R/Lobby`, `/rooms/lobby/` and `/lobby` are the room `/r/lobby`. */
export function placeOf(path: string): Place {
  const parts = path.split('/').filter(Boolean).map(decode);
  const [first] = parts;
  if (first === undefined) return { kind: 'home' };
  const isPrefixed = PREFIX.test(first);
  const [name, ...rest] = isPrefixed ? parts.slice(1) : parts;
  if (name === undefined) return { kind: 'home' };
  const room = rest.length > 0 || (!isPrefixed && TAKEN.test(name)) ? undefined : normaliseRoom(name);
  if (room !== undefined) return { kind: 'room', room };
  return { kind: isPrefixed ? 'bad' : 'nowhere', raw: [name, ...rest].join('/') };
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
