/**
 * The identity of a connecting client: its member id and session tag. Neither reveals the session secret, which is what
 * resumes a session.
 */

import { toBase64Url } from '../protocol/base64url.ts';
import { sha256 } from '../protocol/hash.ts';

/**
 * Characters of a guest's id after the `~`, and of a session tag. 72 bits are too many to collide by chance or by
 * search.
 */
const LABEL_CHARS = 12;

export interface Identity {
  /** The member id. */
  id: string;
  session: string;
}

/** The identity of a guest with a session. @param sessionSecret anyone who has it can act as the guest */
export async function guestOf(sessionSecret: string): Promise<Identity> {
  const [id, session] = await Promise.all([digest(sessionSecret), sessionTagOf(sessionSecret)]);
  return { id: `~${id}`, session };
}

/**
 * The tag of a session, which identifies it without being able to resume it. A prefix before hashing keeps it unrelated
 * to the guest id: ids are public and tags are in logs and stored rows, and nobody should find out which guest a
 * session was before it got a key.
 */
export function sessionTagOf(sessionSecret: string): Promise<string> {
  return digest(`session.${sessionSecret}`);
}

/** A guest without a session. A base client is a new member on every connection. */
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
