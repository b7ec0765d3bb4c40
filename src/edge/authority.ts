/** On whose word an API call acts: that of the machine itself, or of a member by proof. What a member may is up to the room. */

import type { ApiPrivilege, ApiVerdict } from '../protocol/export.ts';
import type { Refusal } from './answer.ts';
import { hostOf, isDirect, isLocal } from './origin.ts';
import { verifyProof } from './proof.ts';

/** What the edge asks a room about a member. */
export interface Judge {
  judge(memberId: string, privilege: ApiPrivilege, proof: { jti: string; iatMs: number }): Promise<ApiVerdict>;
}

export type Authority =
  /** Whoever runs the server may read its files, too. */
  { kind: 'local' } | { kind: 'member'; id: string; proof: { jti: string; iatMs: number } };

/** Addresses of the machine itself. The platform's header tells the peer's, and a proxy of ours must, too (docs/nginx.md). */
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;

/** Who asks; or why nobody may who asks like this. */
export async function authorityOf(request: Request): Promise<Authority | Refusal> {
  if (isThisMachine(request)) return { kind: 'local' };
  const jwt = request.headers.get('DPoP');
  if (jwt === null)
    return { status: 401, code: 'unauthorized', data: 'Show who you are by a proof in the header DPoP (RFC 9449).' };
  const now = Date.now();
  // The path as it was sent, without the query (RFC 9449 §4.2).
  const htu = `https://${hostOf(request).toLowerCase()}${new URL(request.url).pathname}`;
  const result = await verifyProof(jwt, { htm: request.method, htu: [htu] }, now);
  switch (result.kind) {
    case 'member':
      return { kind: 'member', id: result.id, proof: { jti: result.jti, iatMs: result.iatMs } };
    case 'unauthorized':
      return { status: 401, code: 'unauthorized', data: result.why };
    case 'proof_expired':
      return { status: 401, code: 'proof_expired', data: result.why, ts: now };
  }
}

/** Why `authority` may not do this; `undefined` if it may. */
export async function mayNot(authority: Authority, room: Judge, privilege: ApiPrivilege): Promise<Refusal | undefined> {
  if (authority.kind === 'local') return undefined;
  const verdict = await room.judge(authority.id, privilege, authority.proof);
  switch (verdict) {
    case 'allowed':
      return undefined;
    case 'forbidden':
      return { status: 403, code: 'forbidden', data: WHO_MAY[privilege] };
    case 'repeated':
      return { status: 401, code: 'unauthorized', data: 'The proof was used before: "jti" must be new for each call.' };
    case 'too_old':
      return { status: 401, code: 'proof_expired', data: 'Sign a new proof: the room slept.', ts: Date.now() };
  }
}

const WHO_MAY: Readonly<Record<ApiPrivilege, string>> = {
  export: 'Only moderators and owners of the room may do this.',
  diagnose: 'Only admins of this deployment may do this (ADMINS).',
  close: 'Only admins of this deployment may do this (ADMINS).',
};

function isThisMachine(request: Request): boolean {
  const address = request.headers.get('CF-Connecting-IP');
  return isLocal(request) && isDirect(request) && (address === null || LOOPBACK.test(address));
}
