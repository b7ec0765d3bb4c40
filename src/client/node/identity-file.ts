/** The key of a Node process: one file with a JSON Web Key that only its owner can read. */

import { link, open, readFile, rm, stat } from 'node:fs/promises';
import { type Identity, identityOf, makeKey } from '../identity/identity.ts';

/** Permission bits of everybody but the owner. */
const OTHERS = 0o077;

/**
 * The identity whose key is in the file `path`. Creates the key and the file if there is none; the directory must
 * exist. Processes that start at the same moment end up with the same key.
 * @throws Error if others may read the file or it holds no key; the file is never overwritten
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
  // Windows has no such permission bits.
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
    throw new Error(`Other users can read the private key in ${path}. Run chmod 600 on it, or create a new key.`);
  const jwk = parse(text);
  if (jwk === undefined) throw new Error(`${path} contains no key, because it isn’t a JSON object.`);
  return jwk;
}

/** Importing the JSON later shows whether it is a valid key. */
function parse(text: string): JsonWebKey | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a new key, unless another process was faster. */
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
    // Unlike a rename, a link fails if the file exists. So every reader finds a complete key, and always the same one.
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
    throw new Error(`${path} contains no Ed25519 or P-256 private key as a JSON Web Key.`, { cause });
  }
}
