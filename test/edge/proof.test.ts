import { exportJWK, generateKeyPair, generateSecret, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { verifyProof } from '../../src/edge/proof.ts';
import { PROOF_CHARS } from '../../src/protocol/identity.ts';
import { makeProof, type ProofParts, testKey } from '../support/proofs.ts';

const NOW = 1_795_470_966_469;
const HTU = 'https://parley.test/ws/garden';
const PURPOSE = { htm: 'GET', htu: [HTU] };
const ED = await testKey('Ed25519');
const ES = await testKey('ES256');

const verify = (proof: string) => verifyProof(proof, PURPOSE, NOW);
const judge = async (parts: ProofParts, key = ED) => verify(await makeProof(key, HTU, { nowMs: NOW, ...parts }));

describe('a proof', () => {
  it.each([
    ['Ed25519', ED],
    ['ES256', ES],
  ])('a proof by %s always identifies the same member', async (_, key) => {
    const result = await judge({ claims: { jti: 'once' } }, key);
    expect(result).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/),
      jti: 'once',
      iatMs: Math.floor(NOW / 1_000) * 1_000,
    });
    expect(await judge({ claims: { jti: 'once' } }, key)).toEqual(result);
  });

  it.each([0, 1, -1, 59, -59])('a proof dated by a clock that is %i s off is accepted', async (seconds) => {
    expect(await judge({ nowMs: NOW + seconds * 1_000 })).toMatchObject({ id: expect.any(String) });
  });

  it.each([61, -62, 86_400, -86_400, 1e12, -1e12])(
    'a proof dated by a clock that is %i s off has expired',
    async (seconds) => {
      expect(await judge({ nowMs: NOW + seconds * 1_000 })).toMatchObject({ code: 'proof_expired' });
    },
  );

  it("other fields in a proof's jwk have no effect", async () => {
    const first = await judge({});
    const second = await judge({
      header: { jwk: { ...ED.jwk, kid: 'x', use: 'sig', alg: 'none', key_ops: ['verify'], y: 'x' } },
    });
    expect(second).toMatchObject({ id: 'id' in first ? first.id : '' });
  });

  it("a proof may name any of the server's hosts", async () => {
    const purpose = { htm: 'GET', htu: ['https://inner.test/ws/garden', HTU] };
    expect(await verifyProof(await makeProof(ED, HTU, { nowMs: NOW }), purpose, NOW)).toMatchObject({
      id: expect.any(String),
    });
  });
});

describe('B17: a proof is refused', () => {
  const other = { ...ED.jwk, x: `${String(ED.jwk.x).slice(0, 42)}${String(ED.jwk.x).endsWith('A') ? 'E' : 'A'}` };
  it.each<[string, ProofParts]>([
    ['of another typ', { header: { typ: 'JWT' } }],
    ['without typ', { header: { typ: undefined } }],
    ['for another room', { claims: { htu: 'https://parley.test/ws/other' } }],
    ['for another host', { claims: { htu: 'https://parley.test.evil.example/ws/garden' } }],
    ['for http', { claims: { htu: 'http://parley.test/ws/garden' } }],
    ['for a room in capitals', { claims: { htu: 'https://parley.test/ws/Garden' } }],
    ['with a query', { claims: { htu: `${HTU}?name=x` } }],
    ['for several places', { claims: { htu: [HTU] } }],
    ['without htu', { claims: { htu: undefined } }],
    ['for another method', { claims: { htm: 'POST' } }],
    ['for a method in small letters', { claims: { htm: 'get' } }],
    ['without htm', { claims: { htm: undefined } }],
    ['without jti', { claims: { jti: undefined } }],
    ['with an empty jti', { claims: { jti: '' } }],
    ['with a jti of 65 characters', { claims: { jti: 'a'.repeat(65) } }],
    ['with a jti of other characters', { claims: { jti: 'a b' } }],
    ['with a jti that is a number', { claims: { jti: 7 } }],
    ['without iat', { claims: { iat: undefined } }],
    ['with an iat that is a string', { claims: { iat: String(NOW / 1_000) } }],
    ['without a key', { header: { jwk: undefined } }],
    ['with a key that is a list', { header: { jwk: [ED.jwk] } }],
    ['with a key that is null', { header: { jwk: null } }],
    ['with the private key in it', { header: { jwk: { ...ED.jwk, d: 'x' } } }],
    ['with a symmetric key in it', { header: { jwk: { ...ED.jwk, k: 'x' } } }],
    ['with a key of another kind', { header: { jwk: ES.jwk } }],
    ['with a key of another curve', { header: { jwk: { ...ED.jwk, crv: 'X25519' } } }],
    ['with the key of somebody else', { header: { jwk: other } }],
    ['with a key in another spelling', { header: { jwk: { ...ED.jwk, x: `${ED.jwk.x}=` } } }],
    ['with a key that is cut off', { header: { jwk: { ...ED.jwk, x: String(ED.jwk.x).slice(0, 20) } } }],
    ['with an extension that must be understood', { header: { crit: ['x'], x: 1 } }],
  ])('B17: a proof %s is refused', async (_, parts) => {
    expect(await judge(parts)).toEqual({ refused: true, code: 'unauthorized', why: expect.any(String) });
  });

  it("a proof with another member's P-256 key is refused", async () => {
    const { jwk } = await testKey('ES256');
    expect(await judge({ header: { jwk } }, ES)).toMatchObject({ code: 'unauthorized' });
  });

  it('a proof whose alg is none, or any other that is not accepted, is refused', async () => {
    const encode = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '');
    const claims = encode({ htm: 'GET', htu: HTU, iat: Math.floor(NOW / 1_000), jti: 'x' });
    for (const alg of ['none', 'None', '', 'HS256', 'EdDSA', 'ES384', '__proto__', 'constructor', 7, null]) {
      const header = encode({ typ: 'dpop+jwt', alg, jwk: ED.jwk });
      for (const signature of ['', 'AA', 'A'.repeat(86)])
        expect(await verify(`${header}.${claims}.${signature}`)).toMatchObject({ code: 'unauthorized' });
    }
  });

  it('a proof signed with the public key as a secret is refused', async () => {
    const secret = await generateSecret('HS256');
    const proof = await new SignJWT({ htm: 'GET', htu: HTU, iat: Math.floor(NOW / 1_000), jti: 'x' })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'HS256', jwk: ED.jwk })
      .sign(secret);
    expect(await verify(proof)).toMatchObject({ code: 'unauthorized' });
  });

  it('a proof signed with RSA is refused', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const proof = await makeProof({ alg: 'Ed25519', jwk: await exportJWK(publicKey), privateKey }, HTU, {
      nowMs: NOW,
      header: { alg: 'RS256' },
    });
    expect(await verify(proof)).toMatchObject({ code: 'unauthorized' });
  });

  it('malformed, truncated and overlong proofs are refused', async () => {
    const proof = await makeProof(ED, HTU, { nowMs: NOW });
    const long = await makeProof(ED, HTU, { nowMs: NOW, claims: { more: 'x'.repeat(PROOF_CHARS) } });
    const texts = ['', '.', '..', '...', 'a.b.c', proof.slice(0, -1), `${proof}A`, `${proof}.${proof}`, `${proof} `];
    for (const text of [...texts, long, 'A'.repeat(10_240)])
      expect(await verify(text), text).toMatchObject({ code: 'unauthorized' });
    const [header = '', claims = '', signature = ''] = proof.split('.');
    for (const parts of [
      ['', claims, signature],
      [header, '', signature],
      [header, claims, ''],
    ])
      expect(await verify(parts.join('.'))).toMatchObject({ code: 'unauthorized' });
  });

  it('the signature is checked before the time, so that nobody without the key learns the time of the server', async () => {
    const proof = await makeProof(ED, HTU, { nowMs: 0 });
    expect(await verify(`${proof.slice(0, -4)}AAAA`)).toMatchObject({ code: 'unauthorized' });
  });

  it('the refusal of a proof quotes nothing from it', async () => {
    const result = await judge({ header: { typ: 'secret' }, claims: { jti: 'secret', htu: 'secret' } });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
