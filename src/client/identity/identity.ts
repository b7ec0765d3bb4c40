/**
 * A member's identity: a key pair that the client generates itself. It signs the proofs by which rooms recognise the
 * member (RFC 9449). Written directly on crypto.subtle, because a library would be larger than the rest of the module.
 */

import { toBase64Url } from '../../protocol/base64url.ts';
import { MEMBER_ID_CHARS, PROOF_TYPE } from '../../protocol/identity.ts';
import { randomToken } from './session.ts';

/** The parameters for signing, by the `alg` in a proof's header. */
const ALGORITHMS = {
  Ed25519: { make: { name: 'Ed25519' }, sign: { name: 'Ed25519' } },
  ES256: { make: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } },
} as const;
type Algorithm = keyof typeof ALGORITHMS;

/** The request that a proof is for. */
export interface ProofPurpose {
  /** The HTTP method. A WebSocket handshake is a GET. */
  htm: string;
  /** The target URI: see `connectUri`. */
  htu: string;
  /** The local time in Unix milliseconds. The known offset to the server's clock is added. */
  nowMs: number;
}

/** A member's identity in its own client. */
export interface Identity {
  /** The member id, as used in `ADMINS`. */
  readonly id: string;
  /** Signs a proof for one request. It can't be used twice. */
  prove(purpose: ProofPurpose): Promise<string>;
  /**
   * Adopts the server's clock, which the server reports when it rejects the time of a proof. Both in Unix milliseconds.
   */
  setClock(serverMs: number, nowMs: number): void;
}

/**
 * Generates a key pair: Ed25519, or P-256 where that is not supported.
 * @param extractable true only for a process that stores its key in a file; in a browser the private key must stay
 *   unreadable
 */
export async function makeKey(extractable: boolean): Promise<CryptoKeyPair> {
  const usages = ['sign', 'verify'] as const;
  try {
    return await generate(ALGORITHMS.Ed25519.make);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'NotSupportedError')) throw error;
    return generate(ALGORITHMS.ES256.make);
  }
  async function generate(algorithm: (typeof ALGORITHMS)[Algorithm]['make']): Promise<CryptoKeyPair> {
    const key = await crypto.subtle.generateKey(algorithm, extractable, usages);
    if ('type' in key) throw new TypeError(`This runtime can’t generate a key pair for ${algorithm.name}.`);
    return key;
  }
}

/** The identity that belongs to a key pair. */
export async function identityOf({ publicKey, privateKey }: CryptoKeyPair): Promise<Identity> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  // The members of the thumbprint in the order that the RFCs require (RFC 7638 §3, RFC 8037 §2). JSON omits `y` if it
  // is undefined.
  const jwk = { crv, kty, x, y };
  const thumbprint = await crypto.subtle.digest('SHA-256', utf8(JSON.stringify(jwk)));
  const alg: Algorithm = y === undefined ? 'Ed25519' : 'ES256';
  const header = encode({ typ: PROOF_TYPE, alg, jwk });
  let aheadMs = 0;
  return {
    id: toBase64Url(new Uint8Array(thumbprint)).slice(0, MEMBER_ID_CHARS),
    async prove({ htm, htu, nowMs }) {
      const iat = Math.floor((nowMs + aheadMs) / 1_000);
      const signed = `${header}.${encode({ htm, htu, iat, jti: randomToken(12) })}`;
      const signature = await crypto.subtle.sign(ALGORITHMS[alg].sign, privateKey, utf8(signed));
      return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
    },
    setClock(serverMs, nowMs) {
      aheadMs = serverMs - nowMs;
    },
  };
}

function encode(value: object): string {
  return toBase64Url(utf8(JSON.stringify(value)));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
