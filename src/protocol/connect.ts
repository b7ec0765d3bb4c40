/** What a client says when it connects, beyond the URL: the subprotocol list, and what the edge tells the room about it. */

import { BASE64URL_256 } from './base64url.ts';
import { PROOF_CHARS, type Proof } from './identity.ts';
import { SUBPROTOCOL_BYTES } from './limits.ts';

/** The subprotocol that a v1 client offers, and the only one the server ever echoes. */
export const SUBPROTOCOL = 'parley.v1';

const SESSION_SECRET = /^[A-Za-z0-9_-]{22,64}$/;

/** Whether a text can be the secret of a session: 22 to 64 characters of base64url, so at least 128 random bits. */
export function isSessionSecret(text: string): boolean {
  return SESSION_SECRET.test(text);
}

/** Whether `key` can be that of a locked room. */
export function isRoomKey(key: string): boolean {
  return BASE64URL_256.test(key);
}

/**
 * The subprotocol list of a v1 client.
 * @param proof that the client has a member's key; without it the client is a guest
 * @param key of a locked room
 */
export function offer(sessionSecret: string, proof?: string, key?: string): string[] {
  const secrets = [proof === undefined ? [] : [`dpop.${proof}`], key === undefined ? [] : [`key.${key}`]];
  return [SUBPROTOCOL, `sid.${sessionSecret}`, ...secrets.flat()];
}

export type Offer =
  | { kind: 'base' }
  /** `proof` as it came: nothing of it is checked but that it is short, and only one. */
  | { kind: 'v1'; sessionSecret: string; proof?: string; key?: string }
  /** It offers parley.v1, but not as it must be. */
  | { kind: 'bad'; why: string };

/**
 * Reads a Sec-WebSocket-Protocol header. Entries that are not known are ignored.
 * @param header the header's value, or `null` if there is none
 */
export function parseOffer(header: string | null): Offer {
  const list = (header ?? '').split(',').map((entry) => entry.trim());
  if (!list.includes(SUBPROTOCOL)) return { kind: 'base' };
  if (header !== null && header.length > SUBPROTOCOL_BYTES)
    return { kind: 'bad', why: `The subprotocol list has at most ${SUBPROTOCOL_BYTES} bytes.` };
  const [sessionSecret, ...others] = valuesOf(list, 'sid.');
  if (sessionSecret === undefined || others.length > 0 || !isSessionSecret(sessionSecret))
    return {
      kind: 'bad',
      why: `${SUBPROTOCOL} needs exactly one sid.<22 to 64 random characters of A-Z a-z 0-9 _ ->.`,
    };
  const [proof, ...proofs] = valuesOf(list, 'dpop.');
  if (proofs.length > 0 || (proof?.length ?? 0) > PROOF_CHARS)
    return { kind: 'bad', why: `A connect carries one proof at most (dpop.), of ${PROOF_CHARS} characters at most.` };
  const [key, ...keys] = valuesOf(list, 'key.');
  if (keys.length > 0 || (key !== undefined && !isRoomKey(key)))
    return { kind: 'bad', why: 'The key of a room is one key.<43 characters of base64url>, 256 bits.' };
  return {
    kind: 'v1',
    sessionSecret,
    ...(proof === undefined ? {} : { proof }),
    ...(key === undefined ? {} : { key }),
  };
}

/** What follows `prefix` in all entries that begin with it. */
function valuesOf(list: readonly string[], prefix: string): string[] {
  return list.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length));
}

/** What the edge found out about a connect, handed to the room in one header. The room trusts nothing else. */
export interface Admission {
  /** Normalised. */
  room: string;
  /** The member id. */
  id: string;
  /** First 12 characters of base64url SHA-256 of the session's secret; random for a base client. Names the session without being able to resume it. */
  session: string;
  kind: 'v1' | 'base';
  /** As asked for, unchecked. */
  name?: string;
  /** The proof by which it is a member, not a guest: the room takes each only once. */
  proof?: Proof;
  /** Tells addresses apart without being one. */
  address?: string;
  /** SHA-256 of the room's key that it has, in base64url. */
  keyHash?: string;
  /** To resume: the last contiguous `seq`, and the epoch it belongs to. */
  since?: number;
  epoch?: string;
}

/** The header that carries an Admission. The edge sets it on a request of its own making; a client's is never forwarded. */
export const ADMISSION_HEADER = 'Parley-Admission';

/** Header-safe: JSON may hold any Unicode, a header may not. */
export function encodeAdmission(admission: Admission): string {
  return encodeURIComponent(JSON.stringify(admission));
}

export function decodeAdmission(header: string): Admission {
  return JSON.parse(decodeURIComponent(header));
}
