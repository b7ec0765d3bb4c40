import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '../../src/protocol/base64url.ts';
import { keyOf, newSecret, signed } from '../../src/protocol/signature.ts';
import {
  type ReadingTicket,
  signReading,
  signUpload,
  TICKET_CHARS,
  type UploadTicket,
  verifyReading,
  verifyUpload,
} from '../../src/protocol/ticket.ts';

const NOW = Date.UTC(2026, 10, 28, 12);
const LIFE = 'AAAAAAAAAAAAAAAAAAAAAA';
const FILE = '4nX0sQm2R7vB1cLk9TzYwg';
const UPLOAD: UploadTicket = {
  life: LIFE,
  file: FILE,
  member: 'ana0000000000000',
  source: 'c291cmNl',
  bytes: 183_204,
  type: 'image/webp',
  sha256: 'A'.repeat(43),
  until: NOW + 600_000,
};
const READING: ReadingTicket = { room: '花园', life: LIFE, gen: 3, until: NOW + 3_600_000 };
const MALFORMED = { code: 'unauthorized', why: 'Send the ticket as “Authorization: Bearer …”.' };
const EXPIRED = { code: 'unauthorized', why: 'The ticket has expired.' };
const NOT_FOR_THIS = { code: 'forbidden', why: 'The ticket isn’t valid for this file.' };

let key: CryptoKey;
let otherKey: CryptoKey;
beforeAll(async () => {
  key = await keyOf(newSecret());
  otherKey = await keyOf(newSecret());
});

const asUpload = (ticket: string, now = NOW) => verifyUpload(key, ticket, UPLOAD, now);
const asReading = (ticket: string, now = NOW) => verifyReading(key, ticket, READING, now);

/** A ticket with a valid signature and any claims. */
async function forge(claims: string, purpose: 'upload' | 'reading' = 'reading'): Promise<string> {
  const payload = toBase64Url(new TextEncoder().encode(claims));
  return `${payload}.${toBase64Url(await signed(key, purpose, payload))}`;
}

describe('a ticket', () => {
  it('gives back what was signed', async () => {
    expect(await asUpload(await signUpload(key, UPLOAD))).toMatchObject(UPLOAD);
    expect(await asReading(await signReading(key, READING))).toMatchObject(READING);
  });

  it('has only characters that a header may have, and is short enough in a room with the longest name', async () => {
    const ticket = await signReading(key, { ...READING, room: '𠀀'.repeat(64), gen: Number.MAX_SAFE_INTEGER });
    expect(ticket).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/);
    expect(ticket.length).toBeLessThan(TICKET_CHARS);
  });

  it('is valid until its end and no longer', async () => {
    const [up, read] = [await signUpload(key, UPLOAD), await signReading(key, READING)];
    expect(await asUpload(up, UPLOAD.until - 1)).toMatchObject(UPLOAD);
    expect(await asUpload(up, UPLOAD.until)).toMatchObject(EXPIRED);
    expect(await asReading(read, READING.until - 1)).toMatchObject(READING);
    expect(await asReading(read, READING.until)).toMatchObject(EXPIRED);
  });

  it('of another file, life, room or generation is refused', async () => {
    const up = await signUpload(key, UPLOAD);
    const read = await signReading(key, READING);
    for (const other of [
      { life: LIFE, file: 'BnX0sQm2R7vB1cLk9TzYwg' },
      { life: 'BAAAAAAAAAAAAAAAAAAAAA', file: FILE },
    ])
      expect(await verifyUpload(key, up, other, NOW)).toMatchObject(NOT_FOR_THIS);
    for (const other of [{ room: '花' }, { life: 'BAAAAAAAAAAAAAAAAAAAAA' }, { gen: 2 }, { gen: 4 }])
      expect(await verifyReading(key, read, { ...READING, ...other }, NOW)).toMatchObject(NOT_FOR_THIS);
  });

  it('for uploading is none for reading, nor the other way round', async () => {
    const both = { ...UPLOAD, ...READING };
    expect(await asReading(await signUpload(key, both))).toMatchObject(NOT_FOR_THIS);
    const read = await signReading(key, both);
    expect(await asUpload(read)).toMatchObject(NOT_FOR_THIS);
    expect(await asReading(read)).toMatchObject(READING);
  });

  it('signed with another secret is refused', async () => {
    expect(await asUpload(await signUpload(otherKey, UPLOAD))).toMatchObject(NOT_FOR_THIS);
    expect(await asReading(await signReading(otherKey, READING))).toMatchObject(NOT_FOR_THIS);
  });

  it('is refused with any one character changed', async () => {
    const ticket = await signReading(key, READING);
    for (let at = 0; at < ticket.length; at++) {
      const changed = `${ticket.slice(0, at)}${ticket[at] === 'A' ? 'B' : 'A'}${ticket.slice(at + 1)}`;
      expect(await asReading(changed), `character ${at}`).toHaveProperty('refused');
    }
  });

  it('has only one spelling of its signature', async () => {
    const ticket = await signReading(key, READING);
    const last = ticket.slice(-1);
    const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const valid = [];
    for (const char of spellings) if (!('refused' in (await asReading(ticket.slice(0, -1) + char)))) valid.push(char);
    expect(valid).toEqual([last]);
  });

  it.each([
    ['nothing', ''],
    ['a dot', '.'],
    ['no signature', 'e30'],
    ['no claims', `.${'A'.repeat(43)}`],
    ['three parts', `e30.${'A'.repeat(43)}.e30`],
    ['characters outside base64url', `e3+0.${'A'.repeat(43)}`],
    ['padding', `e30=.${'A'.repeat(43)}`],
    ['an impossible length', `e30AA.${'A'.repeat(43)}`],
    ['a line break', `e30\n.${'A'.repeat(43)}`],
    ['characters beyond Latin-1', `花.${'A'.repeat(43)}`],
    ['too many characters', `${'e30A'.repeat(256)}.${'A'.repeat(43)}`],
  ])('with %s is malformed', async (_, ticket) => {
    expect(await asUpload(ticket)).toMatchObject(MALFORMED);
    expect(await asReading(ticket)).toMatchObject(MALFORMED);
  });

  it.each(['e30.', 'e30.AAAA', `e30.${'A'.repeat(42)}=`, `e30.${'A'.repeat(44)}`, `e30.${'A'.repeat(43)}`])(
    'with the forged signature in %s is refused',
    async (ticket) => {
      expect(await asUpload(ticket)).toMatchObject(NOT_FOR_THIS);
      expect(await asReading(ticket)).toMatchObject(NOT_FOR_THIS);
    },
  );

  it('a long ticket is refused before it is hashed', async () => {
    const long = await forge(JSON.stringify({ v: 1, ...READING, more: 'x'.repeat(1_000) }));
    expect(await asReading(long)).toMatchObject(MALFORMED);
  });
});

describe('signed claims of another form', () => {
  const valid = JSON.stringify({ v: 1, ...READING });

  it('are refused, whatever they are', async () => {
    expect(await asReading(await forge(valid))).toMatchObject(READING);
    for (const claims of [
      ' ',
      'null',
      '[]',
      '"text"',
      '{',
      '{}',
      '\u0000',
      valid.replace('"v":1', '"v":2'),
      valid.replace('"v":1,', ''),
      valid.replace('"gen":3', '"gen":"3"'),
      valid.replace('"gen":3', '"gen":-1'),
      valid.replace('"gen":3', '"gen":3.5'),
      valid.replace(/"until":\d+/, '"until":1e400'),
      valid.replace(/"until":\d+/, '"until":null'),
      valid.replace('"room":"花园"', '"room":["花园"]'),
    ])
      expect(await asReading(await forge(claims)), claims).toMatchObject(NOT_FOR_THIS);
  });

  it('get nothing from a prototype', async () => {
    const inherited = `{"v":1,"__proto__":${valid},"constructor":{"prototype":${valid}}}`;
    expect(await asReading(await forge(inherited))).toMatchObject(NOT_FOR_THIS);
    const added = await asReading(await forge(valid.replace('{', '{"__proto__":{"gen":9},"toString":1,')));
    expect(added).toEqual({ v: 1, ...READING });
    expect(Object.getPrototypeOf(added)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('gen');
  });
});
