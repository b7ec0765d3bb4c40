/** What both sides must agree on about keys: what a proof of possession says, and what a member id looks like. */

/** Longest proof, in characters: one with a P-256 key and a long room name has about 700. */
export const PROOF_CHARS = 1_024;
/** How far the `iat` of a proof may be from the server's clock, either way. */
export const PROOF_SKEW_MS = 60_000;
/** The `typ` of a proof's header (RFC 9449 §4.2). */
export const PROOF_TYPE = 'dpop+jwt';

/** A member id is the beginning of the SHA-256 thumbprint of its key (RFC 7638): 96 bits, too many to find a second key for. */
export const MEMBER_ID_CHARS = 16;

const MEMBER_ID = /^[A-Za-z0-9_-]{16}$/;

/** Whether `id` can be that of a member with a key. The id of a guest begins with `~`. */
export function isMemberId(id: string): boolean {
  return MEMBER_ID.test(id);
}

/** Whether a member is without a key: anybody who knows the session's secret is the guest. */
export function isGuest(memberId: string): boolean {
  return memberId.startsWith('~');
}

/**
 * The `htu` of a connect: https whatever the scheme, and one spelling of the room whatever alias or case was used, so that
 * proxies may end TLS and a client needs to know nothing but the host that it talks to.
 * @param host as in the Host header
 * @param room normalised
 */
export function connectUri(host: string, room: string): string {
  return `https://${host.toLowerCase()}/ws/${encodeURIComponent(room)}`;
}

/** What the room is told of a proof whose signature the edge has checked. */
export interface Proof {
  jti: string;
  /** When it was signed, by the clock of the signer. Unix milliseconds. */
  iatMs: number;
}
