/** Who connects: the member id and the session's label. Neither gives away the `sid`, which is what resumes the session. */

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

async function digest(text: string): Promise<string> {
  return label(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

function randomLabel(): string {
  return label(crypto.getRandomValues(new Uint8Array(LABEL_CHARS)));
}

function label(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').slice(0, LABEL_CHARS);
}
