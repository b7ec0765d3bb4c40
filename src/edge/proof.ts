/** Proofs of possession (RFC 9449): whether whoever connects has the private key of the member that it wants to be. */

import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { BASE64URL_256 } from '../protocol/base64url.ts';
import { MEMBER_ID_CHARS, PROOF_CHARS, PROOF_SKEW_MS, PROOF_TYPE, type Proof } from '../protocol/identity.ts';
import { type Refusal, refuse } from '../protocol/refusal.ts';

/** What a proof must be about. */
export interface Purpose {
  /** HTTP method. */
  htm: string;
  /** Where it may be used; more than one where this Worker is reached by other names. Compared as text. */
  htu: readonly string[];
}

export type ProofResult =
  | ({ id: string } & Proof)
  /** `proof_expired`: all is well but the clock that signed it. */
  | Refusal<'unauthorized' | 'proof_expired'>;

/** What a thumbprint is made of, which is all of a public key (RFC 7638 §3.2, RFC 8037 §2), and what else is asked of it. */
interface KeyKind {
  kty: string;
  crv: string;
  coordinates: readonly ('x' | 'y')[];
}

/** Asymmetric, and both in every browser's crypto.subtle or the other is. A Map: the name comes from outside. */
const KEYS: ReadonlyMap<unknown, KeyKind> = new Map([
  ['Ed25519', { kty: 'OKP', crv: 'Ed25519', coordinates: ['x'] }],
  ['ES256', { kty: 'EC', crv: 'P-256', coordinates: ['x', 'y'] }],
]);

/** Parts of keys that must not leave their owner (RFC 7518 §6). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const NO_PROOF = `A proof is a JWT with "typ":"${PROOF_TYPE}" (RFC 9449).`;

/** Three parts of base64url (RFC 7515 §3.1): a decoder may be more generous. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Visible ASCII: rooms keep it for two minutes, and copy it into what outlives their sleep. */
const JTI = /^[!-~]{1,64}$/;

/**
 * Checks a proof in all that needs no memory; whether it was used before only the room can tell. Nothing of the proof is in
 * the answers: they are sent and may be logged.
 * @param nowMs Unix milliseconds
 */
export async function verifyProof(jwt: string, { htm, htu }: Purpose, nowMs: number): Promise<ProofResult> {
  if (jwt.length > PROOF_CHARS) return unauthorized(`A proof has at most ${PROOF_CHARS} characters.`);
  const key = COMPACT.test(jwt) ? readKey(jwt) : NO_PROOF;
  if (typeof key === 'string') return unauthorized(key);
  const claims = await readClaims(jwt, key);
  if (!claims) return unauthorized('The signature of the proof is not by its key.');

  const jti = claims.get('jti');
  if (claims.get('htm') !== htm) return unauthorized(`"htm" in the proof must be "${htm}".`);
  const uri = claims.get('htu');
  if (typeof uri !== 'string' || !htu.includes(uri))
    return unauthorized(
      '"htu" in the proof must be where it is sent: https://, the Host header in lower case, and the path.',
    );
  if (typeof jti !== 'string' || !JTI.test(jti))
    return unauthorized('"jti" in the proof must be 1 to 64 visible ASCII characters, new for each proof.');
  const iat = claims.get('iat');
  if (typeof iat !== 'number') return unauthorized('"iat" in the proof must be a number of seconds.');
  const iatMs = iat * 1_000;
  if (!(Math.abs(nowMs - iatMs) <= PROOF_SKEW_MS))
    return refuse('proof_expired', `"iat" in the proof may be ${PROOF_SKEW_MS / 1_000} seconds off the time in "ts".`, {
      ts: nowMs,
    });
  const thumbprint = await calculateJwkThumbprint(key.jwk, 'sha256');
  return { id: thumbprint.slice(0, MEMBER_ID_CHARS), jti, iatMs };
}

/** The public key in the header and the algorithm it is for; or what is wrong with them. */
function readKey(jwt: string): { alg: string; jwk: JWK } | string {
  const header = readHeader(jwt);
  if (header?.get('typ') !== PROOF_TYPE) return NO_PROOF;
  const alg = header.get('alg');
  const kind = KEYS.get(alg);
  if (!kind || typeof alg !== 'string') return `"alg" in the proof must be one of ${[...KEYS.keys()].join(', ')}.`;
  const { kty, crv, coordinates } = kind;
  const jwk = fieldsOf(header.get('jwk'));
  if (PRIVATE.some((field) => jwk?.has(field)))
    return '"jwk" in the proof must be the public key, without the private.';
  const isFit =
    jwk?.get('kty') === kty &&
    jwk.get('crv') === crv &&
    // One spelling of a key, so that it has one member id.
    coordinates.every((name) => BASE64URL_256.test(String(jwk.get(name))));
  if (!isFit)
    return `For ${alg} "jwk" in the proof must have "kty":"${kty}","crv":"${crv}" and ${coordinates.join(', ')}.`;
  // Field by field: what else is in it must neither steer the verification nor the thumbprint.
  return {
    alg,
    jwk: { kty, crv, ...Object.fromEntries(coordinates.map((name) => [name, String(jwk.get(name))])) },
  };
}

function readHeader(jwt: string): Map<string, unknown> | undefined {
  try {
    return fieldsOf(decodeProtectedHeader(jwt));
  } catch {
    return undefined;
  }
}

/** What was signed, if it was by this key. */
async function readClaims(
  jwt: string,
  { alg, jwk }: { alg: string; jwk: JWK },
): Promise<Map<string, unknown> | undefined> {
  try {
    const { payload } = await compactVerify(jwt, await importJWK(jwk, alg), { algorithms: [alg] });
    return fieldsOf(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;
}

function unauthorized(why: string): ProofResult {
  return refuse('unauthorized', why);
}
