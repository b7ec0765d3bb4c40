/** Who connects: the member id and the session's label. Neither gives away the `sid`, which is what resumes the session. */

import { toBase64Url } from '../protocol/base64url.ts';
import { sha256 } from '../protocol/hash.ts';

/** Characters of a guest's id after its `~`, and of a session's label: 72 bits, too many to meet by chance or by search. */
const LABEL_CHARS = 12;

export interface Identity {
  /** The member id. */
  id: string;
  session: string;
}

/**
 * A guest with a session.
 * @param sid the secret of the session: whoever has it is the guest
 */
export async function guestOf(sid: string): Promise<Identity> {
  const [id, session] = await Promise.all([digest(sid), sessionOf(sid)]);
  return { id: `~${id}`, session };
}

/**
 * The label of a session.
 * Hashed with a word in front it says nothing about a guest's id: ids are public, labels are in logs and stored rows, and a
 * session that goes on under a key must not be found to be the guest it was.
 */
export function sessionOf(sid: string): Promise<string> {
  return digest(`session.${sid}`);
}

/** A guest without one: a base client is somebody new on every connection. */
export function passerBy(): Identity {
  return { id: `~${randomLabel()}`, session: randomLabel() };
}

/** What the room is told of a key: enough to know it again. */
export async function keyHashOf(key: string): Promise<string> {
  return toBase64Url(await sha256(key));
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
