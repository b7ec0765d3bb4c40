/** On whose word an API call acts: that of the machine itself, or of a member by proof. What a member may is up to the room. */

import type { ApiRight, ApiVerdict } from '../../protocol/api.ts';
import type { Proof } from '../../protocol/identity.ts';
import { type AnyRefusal, type Refusal, refuse } from '../../protocol/refusal.ts';
import { readable, type Unreadable } from '../../protocol/unreadable.ts';
import { isDirect, isLocal, namesOf } from '../origin.ts';
import { verifyProof } from '../proof.ts';

/** What the edge asks a room about a member. */
export interface Authoriser {
  authorise(memberId: string, right: ApiRight, proof: Proof): Promise<ApiVerdict | Unreadable>;
}

export type Authority =
  /** Whoever runs the server may read its files, too. */
  { kind: 'local' } | { kind: 'member'; id: string; proof: Proof };

/** Addresses of the machine itself. The platform's header tells the peer's, and a proxy of ours must, too (docs/nginx.md). */
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;

/**
 * Who asks; or why nobody may who asks like this.
 * @param allowedOrigins whose pages may ask, too
 */
export async function authorityOf(
  request: Request,
  allowedOrigins: ReadonlySet<string>,
): Promise<Authority | Refusal<'unauthorized' | 'proof_expired'>> {
  if (isThisMachine(request)) return { kind: 'local' };
  const jwt = request.headers.get('DPoP');
  if (jwt === null) return refuse('unauthorized', 'Show who you are by a proof in the header DPoP (RFC 9449).');
  const now = Date.now();
  // The path as it was sent, without the query (RFC 9449 §4.2).
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
 * Whether the asker sits at the machine itself.
 *
 * Asking a deployed Worker with a forged `Host: localhost` doesn't help: the platform finds the Worker by that very header, and
 * no zone of it has this name. A foreign page that points its own name at 127.0.0.1 sends its own name. Behind a proxy, and on
 * a development server that listens to the network (`--ip`), nothing tells who asks, so a request that a proxy marked as its
 * own is refused, and docs/moderation.md says what must not be done.
 */
export function isThisMachine(request: Request): boolean {
  const address = request.headers.get('CF-Connecting-IP');
  return isLocal(request) && isDirect(request) && (address === null || LOOPBACK.test(address));
}
