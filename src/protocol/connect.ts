/**
 * What a client sends with a connection request besides the URL (the subprotocol list), and what the edge passes on to
 * the room about it.
 */

import { BASE64URL_256 } from './base64url.ts';
import { PROOF_CHARS, type Proof } from './identity.ts';
import { SUBPROTOCOL_BYTES } from './limits.ts';

/** The subprotocol that a v1 client offers. The server never selects any other. */
export const SUBPROTOCOL = 'parley.v1';

const SESSION_SECRET = /^[A-Za-z0-9_-]{22,64}$/;

/**
 * Whether `text` has the form of a session secret: 22 to 64 characters of base64url, which is at least 128 random bits.
 */
export function isSessionSecret(text: string): boolean {
  return SESSION_SECRET.test(text);
}

/** Whether `key` has the form of a room key. */
export function isRoomKey(key: string): boolean {
  return BASE64URL_256.test(key);
}

/**
 * The subprotocol list of a v1 client.
 * @param proof proves possession of the member's key; without it the client is a guest
 * @param key key of a locked room
 */
export function offer(sessionSecret: string, proof?: string, key?: string): string[] {
  const secrets = [proof === undefined ? [] : [`dpop.${proof}`], key === undefined ? [] : [`key.${key}`]];
  return [SUBPROTOCOL, `sid.${sessionSecret}`, ...secrets.flat()];
}

export type Offer =
  | { kind: 'base' }
  /** `proof` is passed on as received. It is only checked to be short and to occur once. */
  | { kind: 'v1'; sessionSecret: string; proof?: string; key?: string }
  /** The client offers parley.v1, but the rest of the list is malformed. */
  | { kind: 'bad'; why: string };

/**
 * Reads a Sec-WebSocket-Protocol header and ignores unknown entries.
 * @param header the header's value, or `null` if the header is missing
 */
export function parseOffer(header: string | null): Offer {
  const list = (header ?? '').split(',').map((entry) => entry.trim());
  if (!list.includes(SUBPROTOCOL)) return { kind: 'base' };
  if (header !== null && header.length > SUBPROTOCOL_BYTES)
    return { kind: 'bad', why: `The subprotocol list may have at most ${SUBPROTOCOL_BYTES} bytes.` };
  const [sessionSecret, ...others] = valuesOf(list, 'sid.');
  if (sessionSecret === undefined || others.length > 0 || !isSessionSecret(sessionSecret))
    return {
      kind: 'bad',
      why: `${SUBPROTOCOL} needs exactly one sid.<22 to 64 random characters of A-Z a-z 0-9 _ ->.`,
    };
  const [proof, ...proofs] = valuesOf(list, 'dpop.');
  if (proofs.length > 0 || (proof?.length ?? 0) > PROOF_CHARS)
    return { kind: 'bad', why: `Send at most one proof (dpop.), of at most ${PROOF_CHARS} characters.` };
  const [key, ...keys] = valuesOf(list, 'key.');
  if (keys.length > 0 || (key !== undefined && !isRoomKey(key)))
    return { kind: 'bad', why: 'Send at most one room key: key.<43 characters of base64url> (256 bits).' };
  return {
    kind: 'v1',
    sessionSecret,
    ...(proof === undefined ? {} : { proof }),
    ...(key === undefined ? {} : { key }),
  };
}

/** The remainder of every entry that begins with `prefix`. */
function valuesOf(list: readonly string[], prefix: string): string[] {
  return list.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length));
}

/**
 * What the edge established about a connection request, passed to the room in one header. The room trusts nothing else.
 */
export interface Admission {
  /** Normalised. */
  room: string;
  /** The member id. */
  id: string;
  /**
   * The first 12 characters of the session secret's SHA-256 in base64url; random for a base client. It identifies the
   * session but can't resume it.
   */
  session: string;
  kind: 'v1' | 'base';
  /** As requested, not yet checked. */
  name?: string;
  /** The proof that makes the client a member rather than a guest. The room accepts each proof only once. */
  proof?: Proof;
  /** Distinguishes client addresses without revealing them. */
  address?: string;
  /** SHA-256 of the room key that the client presented, in base64url. */
  keyHash?: string;
  /** For a resume: the last contiguous `seq` that the client has, and its epoch. */
  since?: number;
  epoch?: string;
}

/**
 * The header that carries an Admission. The edge sets it on a request that it builds itself, and never forwards a
 * client's header.
 */
export const ADMISSION_HEADER = 'Parley-Admission';

/** Escapes non-ASCII characters, which JSON may contain and a header may not. */
export function encodeAdmission(admission: Admission): string {
  return encodeURIComponent(JSON.stringify(admission));
}

export function decodeAdmission(header: string): Admission {
  return JSON.parse(decodeURIComponent(header));
}
