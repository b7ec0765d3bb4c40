import { describe, expect, it } from 'vitest';
import { closeAction } from '../../src/protocol/codes.ts';
import { type Admission, decodeAdmission, encodeAdmission, offer, parseOffer } from '../../src/protocol/connect.ts';

const SID = 'abcdefghijklmnopqrstuv';

describe('the subprotocol list', () => {
  it('the subprotocol list of a v1 client names its session', () => {
    expect(parseOffer(offer(SID).join(', '))).toEqual({ kind: 'v1', sessionSecret: SID });
    expect(parseOffer(` sid.${SID} ,other,parley.v1`)).toEqual({ kind: 'v1', sessionSecret: SID });
  });

  it('the subprotocol list of a v1 client can carry the key of a locked room, but only once and only complete', () => {
    const key = `${'k'.repeat(42)}A`;
    expect(parseOffer(offer(SID, undefined, key).join(', '))).toEqual({ kind: 'v1', sessionSecret: SID, key });
    for (const bad of ['', 'k', key.slice(1), `${key}A`, `${'k'.repeat(42)}B`, `${key}, key.${key}`])
      expect(parseOffer(`parley.v1, sid.${SID}, key.${bad}`)).toMatchObject({ kind: 'bad' });
  });

  it.each([null, '', 'chat', `sid.${SID}`, 'parley.v2'])(
    'the subprotocol list %j is that of a base client',
    (header) => {
      expect(parseOffer(header)).toEqual({ kind: 'base' });
    },
  );

  it.each([
    'parley.v1',
    'parley.v1, sid.',
    'parley.v1, sid.tooshort',
    `parley.v1, sid.${'x'.repeat(65)}`,
    `parley.v1, sid.${SID}, sid.${SID}`,
    `parley.v1, sid.${SID}!`,
    `parley.v1, sid.${SID}, key.${'x'.repeat(2_048)}`,
  ])('the subprotocol list %j is refused with a reason', (header) => {
    expect(parseOffer(header)).toEqual({ kind: 'bad', why: expect.stringMatching(/sid|2048/) });
  });
});

describe('an admission', () => {
  it('an admission fits in a header and survives encoding', () => {
    const admission: Admission = {
      room: '聊天室',
      id: '~x',
      session: 's',
      kind: 'v1',
      name: 'نور 😀\r\n',
      since: 7,
      epoch: 'e',
    };
    const header = encodeAdmission(admission);
    expect(header).toMatch(/^[\x21-\x7e]+$/);
    expect(decodeAdmission(header)).toEqual(admission);
  });
});

describe('reconnecting after a close', () => {
  it.each([
    [1000, 'resume'],
    [1006, 'resume'],
    [1012, 'resume'],
    [4000, 'resume'],
    [4199, 'resume'],
    [4200, 'resume'],
    [4300, 'renew'],
    [4399, 'renew'],
    [4400, 'stay_away'],
    [4499, 'stay_away'],
    [4500, 'resume'],
  ] as const)('after close code %i the action of a client is %s', (code, action) => {
    expect(closeAction(code)).toBe(action);
  });
});
