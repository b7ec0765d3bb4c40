/**
 * On whose authority an API call acts: the machine itself, or a member by proof. The room decides what a member may do.
 */

import type { ApiRight, ApiVerdict } from '../../protocol/api.ts';
import type { Proof } from '../../protocol/identity.ts';
import { type AnyRefusal, type Refusal, refuse } from '../../protocol/refusal.ts';
import { readable, type Unreadable } from '../../protocol/unreadable.ts';
import { isDirect, isLocal, namesOf } from '../origin.ts';
import { verifyProof } from '../proof.ts';

/** The question that the edge asks a room about a member. */
export interface Authoriser {
  authorise(memberId: string, right: ApiRight, proof: Proof): Promise<ApiVerdict | Unreadable>;
}

export type Authority =
  /** Anyone on the server's machine can read its files as well. */
  { kind: 'local' } | { kind: 'member'; id: string; proof: Proof };

/**
 * Loopback addresses. The platform's header has the peer's address, and our own proxy must set it as well
 * (docs/nginx.md).
 */
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;

/**
 * Who makes the call, or why it is refused regardless of the caller.
 * @param allowedOrigins foreign origins whose pages may call
 */
export async function authorityOf(
  request: Request,
  allowedOrigins: ReadonlySet<string>,
): Promise<Authority | Refusal<'unauthorized' | 'proof_expired'>> {
  if (isThisMachine(request)) return { kind: 'local' };
  const jwt = request.headers.get('DPoP');
  if (jwt === null) return refuse('unauthorized', 'Identify yourself with a proof in the DPoP header (RFC 9449).');
  const now = Date.now();
  // The path as sent, without the query (RFC 9449 §4.2).
  const { pathname } = new URL(request.url);
  const htu = namesOf(request, allowedOrigins).map((host) => `https://${host.toLowerCase()}${pathname}`);
  const result = await verifyProof(jwt, { htm: request.method, htu }, now);
  if ('refused' in result) return result;
  return { kind: 'member', id: result.id, proof: { jti: result.jti, iatMs: result.iatMs } };
}

/** Why `authority` may not do this; `undefined` if it may. */
export async function authorise(
  authority: Authority,
  room: Authoriser,
  right: ApiRight,
): Promise<AnyRefusal | undefined> {
  if (authority.kind === 'local') return undefined;
  const verdict = readable(await room.authorise(authority.id, right, authority.proof));
  return verdict === 'allowed' ? undefined : verdict;
}

/**
 * Whether the call comes from the machine itself.
 * A forged `Host: localhost` doesn't help against a deployed Worker, because the platform routes by that header and no
 * zone has this name. A foreign page whose name resolves to 127.0.0.1 sends its own name. Behind a proxy, and on a
 * development server that listens on the network (`--ip`), the origin of a call is unknown. So requests marked by a
 * proxy are refused, and docs/moderation.md says which set-ups to avoid.
 */
export function isThisMachine(request: Request): boolean {
  const address = request.headers.get('CF-Connecting-IP');
  return isLocal(request) && isDirect(request) && (address === null || LOOPBACK.test(address));
}
