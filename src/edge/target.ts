/** What the URL of a connect says: the room, the name asked for, and from where to resume. */

import type { Admission } from '../protocol/connect.ts';
import { MEMBER_NAME_UNITS } from '../protocol/names.ts';
import { DEFAULT_ROOM, normaliseRoom } from '../protocol/room-names.ts';

/** Longer than any epoch can be. What is handed on is short, and the room judges what is in it. */
const EPOCH_CHARS = 64;

/**
 * The room of `/ws/NAME`, `/ws?room=NAME` or plain `/ws`, which is the lobby. The path wins.
 * @returns the normalised name, or `undefined` if no room can have it
 */
export function roomOf(url: URL): string | undefined {
  // From the raw path: a router decodes as it sees fit, and a name decoded twice is another name.
  const [, base, ...rest] = url.pathname.split('/');
  // A path with dots in it is routed as it was sent, and leads elsewhere.
  if (base !== 'ws') return undefined;
  const raw = rest.length > 0 ? decodeOnce(rest.join('/')) : (url.searchParams.get('room') ?? DEFAULT_ROOM);
  return raw === undefined ? undefined : normaliseRoom(raw);
}

/**
 * The room of `/api/rooms/NAME/…`.
 * @returns the normalised name, or `undefined` if no room can have it
 */
export function roomOfApi(url: URL): string | undefined {
  const [, , , encoded = ''] = url.pathname.split('/');
  const raw = decodeOnce(encoded);
  return raw === undefined ? undefined : normaliseRoom(raw);
}

/** The name asked for, and where to resume from; what can't be meant is left out. */
export function wishesOf(url: URL): Pick<Admission, 'name' | 'since' | 'epoch'> {
  const name = url.searchParams.get('name')?.slice(0, MEMBER_NAME_UNITS);
  const since = toSeq(url.searchParams.get('since'));
  const epoch = url.searchParams.get('epoch');
  return {
    ...(name === undefined ? {} : { name }),
    ...(since === undefined ? {} : { since }),
    ...(epoch === null || epoch.length > EPOCH_CHARS ? {} : { epoch }),
  };
}

function decodeOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function toSeq(text: string | null): number | undefined {
  const value = text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}
