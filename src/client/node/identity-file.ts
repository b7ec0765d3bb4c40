/** The key of a process in Node: one file, a JSON Web Key, that only its owner can read. */

import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { type Identity, identityOf, makeKey } from '../identity.ts';

/** Everybody but the owner. */
const OTHERS = 0o077;

/**
 * The member whose key is in the file `path`; a new one, and the file, if there is none. Its directory must exist. Processes
 * that start at the same moment end up with the same key.
 * @throws Error if others may read the file, or it holds no key; it is never overwritten
 */
export async function fileIdentity(path: string): Promise<Identity> {
  const jwk = (await read(path)) ?? (await make(path));
  return identityOf(await toKeyPair(path, jwk));
}

async function read(path: string): Promise<JsonWebKey | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  // Windows keeps no such bits.
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
    throw new Error(`${path} holds a private key that others may read: chmod 600, or make a new one.`);
  const jwk = parse(text);
  if (jwk === undefined) throw new Error(`${path} holds no key: it is no JSON object.`);
  return jwk;
}

/** Whether it is a key is found out when it is taken for one. */
function parse(text: string): JsonWebKey | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a new key, unless another process was quicker. */
async function make(path: string): Promise<JsonWebKey> {
  const { privateKey } = await makeKey(true);
  const { key_ops: _, ...jwk } = await crypto.subtle.exportKey('jwk', privateKey);
  const temporary = `${path}.${process.pid}-${crypto.randomUUID()}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(jwk)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // Unlike a rename it fails where there is a file, so that whoever reads finds a whole key, and always the same.
    await link(temporary, path);
    return jwk;
  } catch (error) {
    const first = await read(path);
    if (first === undefined) throw error;
    return first;
  } finally {
    await rm(temporary);
  }
}

async function toKeyPair(path: string, { key_ops: _, ...jwk }: JsonWebKey): Promise<CryptoKeyPair> {
  const { d: __, ...publicJwk } = jwk;
  const algorithm = jwk.kty === 'OKP' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: 'P-256' };
  try {
    const [publicKey, privateKey] = await Promise.all([
      crypto.subtle.importKey('jwk', publicJwk, algorithm, true, ['verify']),
      crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']),
    ]);
    return { publicKey, privateKey };
  } catch (cause) {
    throw new Error(`${path} holds no private key of Ed25519 or P-256 as a JSON Web Key.`, { cause });
  }
}
