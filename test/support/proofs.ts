/** Proofs made with jose instead of our own client, valid ones and ones with any fault. For Node and workerd. */

import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export type Alg = 'Ed25519' | 'ES256';

export interface TestKey {
  alg: Alg;
  jwk: JWK;
  privateKey: CryptoKey;
}

export async function testKey(alg: Alg = 'Ed25519'): Promise<TestKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, jwk: await exportJWK(publicKey), privateKey };
}

export interface ProofParts {
  /** Fields that replace those of a valid proof; `undefined` removes one. */
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** Unix milliseconds. */
  nowMs?: number;
}

/** A proof by `key` for connecting to `htu`. */
export async function makeProof(
  { alg, jwk, privateKey }: TestKey,
  htu: string,
  { header = {}, claims = {}, nowMs = Date.now() }: ProofParts = {},
): Promise<string> {
  const payload = { htm: 'GET', htu, iat: Math.floor(nowMs / 1_000), jti: crypto.randomUUID(), ...claims };
  return new SignJWT(payload)
    .setProtectedHeader({ typ: 'dpop+jwt', alg, jwk, ...header })
    .sign(privateKey, { crit: { x: true } });
}
