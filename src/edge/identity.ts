/** Who connects: the member id and the session's tag. Neither gives away the session's secret, by which it is resumed. */

import { toBase64Url } from '../protocol/base64url.ts';
import { sha256 } from '../protocol/hash.ts';

/** Characters of a guest's id after its `~`, and of a session's tag: 72 bits, too many to meet by chance or by search. */
const LABEL_CHARS = 12;

export interface Identity {
  /** The member id. */
  id: string;
  session: string;
}

/**
 * A guest with a session.
 * @param sessionSecret whoever has it is the guest
 */
export async function guestOf(sessionSecret: string): Promise<Identity> {
  const [id, session] = await Promise.all([digest(sessionSecret), sessionTagOf(sessionSecret)]);
  return { id: `~${id}`, session };
}

/**
 * The tag of a session: it names the session without being able to resume it.
 * Hashed with a word in front it says nothing about a guest's id: ids are public, tags are in logs and stored rows, and a
 * session that goes on under a key must not be found to be the guest it was.
 */
export function sessionTagOf(sessionSecret: string): Promise<string> {
  return digest(`session.${sessionSecret}`);
}

/** A guest without one: a base client is somebody new on every connection. */
export function passerBy(): Identity {
  return { id: `~${randomLabel()}`, session: randomLabel() };
}

async function digest(text: string): Promise<string> {
  return label(await sha256(text));
}

function randomLabel(): string {
  return label(crypto.getRandomValues(new Uint8Array(LABEL_CHARS)));
}

function label(bytes: Uint8Array): string {
  return toBase64Url(bytes).slice(0, LABEL_CHARS);
}
