import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Identity, identityOf, makeKey } from '../../../src/client/identity/identity.ts';
import { verifyProof } from '../../../src/edge/proof.ts';
import { connectUri, isMemberId, PROOF_CHARS } from '../../../src/protocol/identity.ts';

const NOW = 1_795_470_966_469;
const HTU = connectUri('Parley.Example:8443', '花园');
const GET = { htm: 'GET', htu: [HTU] };

/** The key from RFC 8037, appendix A, imported into WebCrypto. */
async function rfc8037Key(): Promise<CryptoKeyPair> {
  const jwk = {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  };
  const { d: _, ...open } = jwk;
  return {
    privateKey: await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', open, 'Ed25519', true, ['verify']),
  };
}

async function p256Key(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
}

function prove(identity: Identity): Promise<string> {
  return identity.prove({ htm: 'GET', htu: HTU, nowMs: NOW });
}

describe('the member id', () => {
  it("a member id is the beginning of the key's thumbprint (RFC 8037, A.3)", async () => {
    const { id } = await identityOf(await rfc8037Key());
    expect(id).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'.slice(0, 16));
    expect(isMemberId(id)).toBe(true);
  });

  it.each(['Ed25519', 'P-256'])('client and server derive the same member id: %s', async (kind) => {
    const identity = await identityOf(kind === 'P-256' ? await p256Key() : await makeKey(false));
    const result = await verifyProof(await prove(identity), GET, NOW);
    expect(result).toMatchObject({ id: identity.id });
  });
});

describe('the key', () => {
  it('a generated key is Ed25519 and cannot be exported', async () => {
    const { privateKey } = await makeKey(false);
    expect(privateKey).toMatchObject({ algorithm: { name: 'Ed25519' }, extractable: false, usages: ['sign'] });
    await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow();
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
  });
});

describe('a proof by the client', () => {
  it("a client's proof has the claims that RFC 9449 requires and a new jti each time", async () => {
    const identity = await identityOf(await rfc8037Key());
    const [first, second] = [await prove(identity), await prove(identity)];
    const parts = first.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(parts[0] ?? '')).toEqual({
      typ: 'dpop+jwt',
      alg: 'Ed25519',
      jwk: { crv: 'Ed25519', kty: 'OKP', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
    });
    const jti = expect.stringMatching(/^[A-Za-z0-9_-]{16}$/);
    expect(JSON.parse(parts[1] ?? '')).toEqual({ htm: 'GET', htu: HTU, iat: 1_795_470_966, jti });
    expect(second).not.toBe(first);
    expect(HTU).toBe('https://parley.example:8443/ws/%E8%8A%B1%E5%9B%AD');
  });

  it('a proof is short enough for room names of 45 ideographs or 64 other letters, with either kind of key', async () => {
    const identity = await identityOf(await p256Key());
    for (const room of ['花'.repeat(45), 'é'.repeat(64)]) {
      const proof = await identity.prove({ htm: 'GET', htu: connectUri('parley.example', room), nowMs: NOW });
      expect(proof.length).toBeLessThanOrEqual(PROOF_CHARS);
    }
  });

  it("a proof is dated by the server's clock once that is known", async () => {
    const identity = await identityOf(await rfc8037Key());
    const server = NOW + 3_600_000;
    expect(await verifyProof(await prove(identity), GET, server)).toMatchObject({ code: 'proof_expired' });
    identity.setClock(server, NOW);
    expect(await verifyProof(await prove(identity), GET, server)).toMatchObject({ id: expect.any(String) });
  });
});

describe('B17: mutated proofs', () => {
  it.each(['Ed25519', 'P-256'])(
    'none of 5,000 mutations of a proof by %s passes as another member',
    async (kind) => {
      const identity = await identityOf(kind === 'P-256' ? await p256Key() : await rfc8037Key());
      const proof = await prove(identity);
      const random = generator(20_261_124);
      let refused = 0;
      for (let i = 0; i < 5_000; i++) {
        const mutant = mutate(proof, random);
        const result = await verifyProof(mutant, GET, NOW);
        if ('id' in result) expect(result.id, mutant).toBe(identity.id);
        else refused++;
      }
      expect(refused).toBeGreaterThan(4_500);
    },
    60_000,
  );

  it("a proof with another member's key in its header is refused", async () => {
    const [victim, thief] = [await identityOf(await rfc8037Key()), await identityOf(await makeKey(false))];
    const [header] = (await prove(victim)).split('.');
    const [, claims, signature] = (await prove(thief)).split('.');
    expect(await verifyProof([header, claims, signature].join('.'), GET, NOW)).toMatchObject({ code: 'unauthorized' });
  });
});

describe('the signature', () => {
  it('the example of RFC 9449, §4.1 has a valid signature but the wrong purpose', async () => {
    // The line breaks of the RFC are removed. The claims are for POST to the server of the example, in 2020.
    const example =
      'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJo' +
      'RjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.' +
      'eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0' +
      'IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg';
    const purpose = { htm: 'POST', htu: ['https://server.example.com/token'] };
    const at = 1_562_262_616_000;
    expect(await verifyProof(example, purpose, at)).toEqual({
      // base64url(sha256('{"crv":"P-256","kty":"EC","x":"l8tF…","y":"9VE4…"}')), the jkt in RFC 9449, §6.1.
      id: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'.slice(0, 16),
      jti: '-BwC3ESc6acc2lTc',
      iatMs: at,
    });
    expect(await verifyProof(example, purpose, NOW)).toMatchObject({ code: 'proof_expired' });
    expect(await verifyProof(example, { ...purpose, htm: 'GET' }, at)).toMatchObject({ code: 'unauthorized' });
  });

  it('OpenSSL accepts our signature', async () => {
    const pair = await makeKey(false);
    const proof = await prove(await identityOf(pair));
    const key = createPublicKey({
      key: Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey)),
      format: 'der',
      type: 'spki',
    });
    const at = proof.lastIndexOf('.');
    const signature = Buffer.from(proof.slice(at + 1), 'base64url');
    expect(verify(null, Buffer.from(proof.slice(0, at)), key, signature)).toBe(true);
  });
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=';

/** Applies one to three random changes, which affect characters, encoded bits, parts or fields. */
function mutate(proof: string, random: () => number): string {
  const pick = (n: number) => Math.floor(random() * n);
  let mutant = proof;
  for (let changes = 1 + pick(3); changes > 0; changes--) {
    const at = pick(mutant.length);
    const parts = mutant.split('.');
    const part = pick(parts.length);
    switch (pick(7)) {
      case 0:
        mutant = mutant.slice(0, at) + ALPHABET[pick(ALPHABET.length)] + mutant.slice(at + 1);
        break;
      case 1:
        mutant = mutant.slice(0, at) + mutant.slice(at + 1 + pick(4));
        break;
      case 2:
        mutant = mutant.slice(0, at) + ALPHABET[pick(ALPHABET.length)] + mutant.slice(at);
        break;
      case 3: {
        const bytes = Buffer.from(parts[part] ?? '', 'base64url');
        const byte = pick(bytes.length);
        bytes[byte] = (bytes[byte] ?? 0) ^ (1 << pick(8));
        parts[part] = bytes.toString('base64url');
        mutant = parts.join('.');
        break;
      }
      case 4:
        mutant = mutant.slice(0, at);
        break;
      case 5:
        [parts[0], parts[part]] = [parts[part] ?? '', parts[0] ?? ''];
        mutant = parts.join('.');
        break;
      default:
        // The last character of the signature, some bits of which encode nothing.
        mutant = mutant.slice(0, -1) + ALPHABET[pick(64)];
    }
  }
  return mutant;
}

/** The random number generator mulberry32 with a seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
