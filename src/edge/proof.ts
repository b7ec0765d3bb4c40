/** Verifies proofs of possession (RFC 9449): that the client has the private key of the member it claims to be. */

import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { BASE64URL_256 } from '../protocol/base64url.ts';
import { MEMBER_ID_CHARS, PROOF_CHARS, PROOF_SKEW_MS, PROOF_TYPE, type Proof } from '../protocol/identity.ts';
import { type Refusal, refuse } from '../protocol/refusal.ts';

/** The request that a proof must be for. */
export interface Purpose {
  /** The HTTP method. */
  htm: string;
  /**
   * The URIs that are accepted, compared as text. There are several where this Worker is reached under several names.
   */
  htu: readonly string[];
}

export type ProofResult =
  | ({ id: string } & Proof)
  /** `proof_expired`: only the time of the proof is wrong. */
  | Refusal<'unauthorized' | 'proof_expired'>;

/**
 * The members that a key's thumbprint covers, which make up the public key (RFC 7638 §3.2, RFC 8037 §2), and further
 * conditions.
 */
interface KeyKind {
  kty: string;
  crv: string;
  coordinates: readonly ('x' | 'y')[];
}

/**
 * Both algorithms are asymmetric, and every browser's crypto.subtle supports at least one of them. This is a Map,
 * because the name is untrusted input.
 */
const KEYS: ReadonlyMap<unknown, KeyKind> = new Map([
  ['Ed25519', { kty: 'OKP', crv: 'Ed25519', coordinates: ['x'] }],
  ['ES256', { kty: 'EC', crv: 'P-256', coordinates: ['x', 'y'] }],
]);

/** Members of private or symmetric keys, which must not be sent (RFC 7518 §6). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const NO_PROOF = `A proof is a JWT with "typ":"${PROOF_TYPE}" (RFC 9449).`;

/** Three parts of base64url (RFC 7515 §3.1). Checked here because decoders are more lenient. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Visible ASCII of limited length, because rooms keep it for two minutes and store it in socket attachments. */
const JTI = /^[!-~]{1,64}$/;

/**
 * Checks everything about a proof that needs no memory. Only the room knows whether it was used before. The errors
 * quote no part of the proof, because they are sent and may be logged.
 * @param nowMs Unix milliseconds
 */
export async function verifyProof(jwt: string, { htm, htu }: Purpose, nowMs: number): Promise<ProofResult> {
  if (jwt.length > PROOF_CHARS) return unauthorized(`A proof can have at most ${PROOF_CHARS} characters.`);
  const key = COMPACT.test(jwt) ? readKey(jwt) : NO_PROOF;
  if (typeof key === 'string') return unauthorized(key);
  const claims = await readClaims(jwt, key);
  if (!claims) return unauthorized('The signature of the proof doesn’t match its key.');

  const jti = claims.get('jti');
  if (claims.get('htm') !== htm) return unauthorized(`"htm" in the proof must be "${htm}".`);
  const uri = claims.get('htu');
  if (typeof uri !== 'string' || !htu.includes(uri))
    return unauthorized(
      '"htu" in the proof must be the address of the request: https://, the Host header in lower case, and the path.',
    );
  if (typeof jti !== 'string' || !JTI.test(jti))
    return unauthorized('"jti" in the proof must be 1 to 64 visible ASCII characters, and new for each proof.');
  const iat = claims.get('iat');
  if (typeof iat !== 'number') return unauthorized('"iat" in the proof must be a number of seconds.');
  const iatMs = iat * 1_000;
  if (!(Math.abs(nowMs - iatMs) <= PROOF_SKEW_MS))
    return refuse(
      'proof_expired',
      `"iat" in the proof may differ by at most ${PROOF_SKEW_MS / 1_000} seconds from the time in "ts".`,
      {
        ts: nowMs,
      },
    );
  const thumbprint = await calculateJwkThumbprint(key.jwk, 'sha256');
  return { id: thumbprint.slice(0, MEMBER_ID_CHARS), jti, iatMs };
}

/** The public key in the header and its algorithm, or what is wrong with them. */
function readKey(jwt: string): { alg: string; jwk: JWK } | string {
  const header = readHeader(jwt);
  if (header?.get('typ') !== PROOF_TYPE) return NO_PROOF;
  const alg = header.get('alg');
  const kind = KEYS.get(alg);
  if (!kind || typeof alg !== 'string') return `"alg" in the proof must be one of ${[...KEYS.keys()].join(', ')}.`;
  const { kty, crv, coordinates } = kind;
  const jwk = fieldsOf(header.get('jwk'));
  if (PRIVATE.some((field) => jwk?.has(field))) return '"jwk" in the proof must contain only the public key.';
  const isFit =
    jwk?.get('kty') === kty &&
    jwk.get('crv') === crv &&
    // Require one spelling of each key, so that it has exactly one member id.
    coordinates.every((name) => BASE64URL_256.test(String(jwk.get(name))));
  if (!isFit)
    return `With ${alg}, "jwk" in the proof must have "kty":"${kty}","crv":"${crv}" and ${coordinates.join(', ')}.`;
  // Copy the fields one by one, so that no other field affects the verification or the thumbprint.
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

/** The claims, if this key signed them. */
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
