/**
 * Who one is: a key pair that nobody gave out and nobody else has. Signs the proofs by which rooms know a member again
 * (RFC 9449), by hand on crypto.subtle: a library would weigh more than the rest of it.
 */

import { toBase64Url } from '../protocol/base64url.ts';
import { MEMBER_ID_CHARS, PROOF_TYPE } from '../protocol/identity.ts';
import { randomToken } from './session.ts';

/** What signing takes, by the name that a proof gives to it. */
const ALGORITHMS = {
  Ed25519: { make: { name: 'Ed25519' }, sign: { name: 'Ed25519' } },
  ES256: { make: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } },
} as const;
type Algorithm = keyof typeof ALGORITHMS;

/** What a request is proved for. */
export interface ProofPurpose {
  /** HTTP method; a WebSocket begins with GET. */
  htm: string;
  /** Where to: see `connectUri`. */
  htu: string;
  /** By the own clock; what is known of how far it is off is added. Unix milliseconds. */
  nowMs: number;
}

/** A member, as its own client sees it. */
export interface Identity {
  /** The member id, for `ADMINS` and the like. */
  readonly id: string;
  /** A proof for one request, never to be used again. */
  prove(purpose: ProofPurpose): Promise<string>;
  /** Takes over the server's clock, told when it refused a proof for its time. Both in Unix milliseconds. */
  setClock(serverMs: number, nowMs: number): void;
}

/**
 * Makes a key pair: Ed25519, or P-256 where that is missing.
 * @param extractable for what keeps its key in a file; in a browser nothing may ever read it
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
    if ('type' in key) throw new TypeError(`${algorithm.name} makes no key pair here.`);
    return key;
  }
}

/** The member that has this key pair. */
export async function identityOf({ publicKey, privateKey }: CryptoKeyPair): Promise<Identity> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  // The members that a thumbprint is of, in the order in which it takes them (RFC 7638 §3, RFC 8037 §2).
  // Without `y`, JSON leaves it out.
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
