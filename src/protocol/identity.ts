/** What client and server must agree on about keys: the claims of a proof of possession and the form of a member id. */

/** Longest proof, in characters. A proof with a P-256 key and a long room name has about 700. */
export const PROOF_CHARS = 1_024;
/** How far the `iat` of a proof may differ from the server's clock, in either direction. */
export const PROOF_SKEW_MS = 60_000;
/** The `typ` of a proof's header (RFC 9449 §4.2). */
export const PROOF_TYPE = 'dpop+jwt';

/**
 * A member id is the beginning of the SHA-256 thumbprint of the member's key (RFC 7638). At 96 bits, finding a second
 * key with the same id is infeasible.
 */
export const MEMBER_ID_CHARS = 16;

const MEMBER_ID = /^[A-Za-z0-9_-]{16}$/;

/** Whether `id` has the form of a member id. The id of a guest begins with `~`. */
export function isMemberId(id: string): boolean {
  return MEMBER_ID.test(id);
}

/** Whether a member has no key. Anyone who knows the session secret can act as that guest. */
export function isGuest(memberId: string): boolean {
  return memberId.startsWith('~');
}

/**
 * The `htu` for connecting. It always has the scheme https and the canonical spelling of the room, so that a proxy may
 * terminate TLS and a client only needs to know the host it connects to.
 * @param host as in the Host header
 * @param room normalised
 */
export function connectUri(host: string, room: string): string {
  return `https://${host.toLowerCase()}/ws/${encodeURIComponent(room)}`;
}

/** What the room receives of a proof whose signature the edge has verified. */
export interface Proof {
  jti: string;
  /** When it was signed according to the signer's clock, in Unix milliseconds. */
  iatMs: number;
}
