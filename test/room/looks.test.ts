import { describe, expect, it } from 'vitest';
import { looksLike, looksReserved, whyNotLooks } from '../../src/room/looks.ts';

describe('B13: a name looks like another', () => {
  it.each([
    ['Ana', 'ana'],
    ['Ａná S', 'ANA s'],
    // Cyrillic, Greek capitals, and Cyrillic again in a whole word.
    ['Ana', 'А\u043d\u0430'.replace('\u043d', 'n')],
    ['Ana', '\u0391\u039d\u0391'],
    ['Paypal', '\u0440\u0430\u0443\u0440\u0430l'],
    ['HOST', '\u0397\u039f\u0405\u03a4'],
    ['Наташа', 'наташа'],
    ['Bob', 'B0b'],
    ['BILL', 'BlLL'],
    ['Corn', 'Com'],
    // A radical and the ideograph that it is.
    ['山', '\u2f2d'],
    ['constructor', 'соnstructor'],
  ])('%s and %s', (a, b) => {
    expect(looksLike(a, b)).toBe(true);
    expect(looksLike(b, a)).toBe(true);
  });

  it.each([
    ['Ana', 'Anna'],
    ['小明', '小朋'],
    ['Ali', 'Alo'],
    ['👩‍🚀', '👨‍🚀'],
    ['constructor', 'toString'],
  ])('not so %s and %s', (a, b) => {
    expect(looksLike(a, b)).toBe(false);
  });
});

describe('B13: a reserved name', () => {
  it.each([
    'admin',
    'ADMIN',
    'ADMlN',
    '\u0430dmin',
    '\u0391D\u039cIN',
    'ＡＤＭＩＮ',
    'S y s t e m',
    '\u0405ystem',
    'Parl\u0435y',
    'm\u043ed',
    'rnod',
    '0wner',
    '管理员',
    '系統',
    'ᴀᴅᴍɪɴ',
    'systᴇm',
    'adm1n',
    'Adm!n'.replace('!', 'l'),
    '4dm1n',
    'admin.',
    '@admin',
    '~ System ~',
    'admin\u1dc4',
    'admin\u1ab0',
    'a\u20dddmin',
  ])('is also %s', (name) => {
    expect(looksReserved(name)).toBe(true);
  });

  it.each(['Administrata', 'Modest', 'Ana', 'moderate', '系', 'Stuff', 'mom', '@ana', '4711'])('is not %s', (name) => {
    expect(looksReserved(name)).toBe(false);
  });
});

describe('B13: the mark of the server', () => {
  it.each([...'\u2219\u22c5\u2022\u2027\u30fb\uff65\u16eb\u2e31\u{10101}\ua78f\u1427'])(
    'can be written with no other dot: %s',
    (dot) => {
      expect(whyNotLooks(`alice${dot}kPrK`)).toContain('a dot and four characters');
      expect(whyNotLooks(`alice${dot} mPr1`)).toContain('a dot and four characters');
    },
  );

  it.each(['ジョン・スミス', 'Ana • Lisbon', 'a•b'])('is none in %s', (name) => {
    expect(whyNotLooks(name)).toBeUndefined();
  });
});
