/**
 * Paths of the page. The canonical path of a room is `/r/NAME`, and variants that people type lead to it. Pure
 * functions.
 */

import { normaliseRoom } from './room-names.ts';

/** What a path leads to. */
export type Route =
  | { kind: 'home' }
  | { kind: 'room'; room: string }
  /** The path of a room with an invalid name. */
  | { kind: 'bad'; raw: string }
  /** Not a path of the page. */
  | { kind: 'nowhere'; raw: string };

/** What people type before the name of a room. */
const PREFIX = /^(?:r|rooms?)$/i;
/** Top-level paths of the server in any case. They are not room names. */
const TAKEN = /^(?:api|assets|diagnostics|ws)$/i;

/** The canonical path of a room's page. */
export function roomPath(room: string): string {
  return `/r/${encodeURIComponent(room)}`;
}

/** Finds what `path` is meant to open: `/R/Lobby`, `/rooms/lobby/` and `/lobby` all mean the room `/r/lobby`. */
export function routeOf(path: string): Route {
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
