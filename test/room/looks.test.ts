import { describe, expect, it } from 'vitest';
import { looksLike, looksReserved } from '../../src/room/looks.ts';

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
  ])('is also %s', (name) => {
    expect(looksReserved(name)).toBe(true);
  });

  it.each(['Administrata', 'Modest', 'Ana', 'moderate', '系'])('is not %s', (name) => {
    expect(looksReserved(name)).toBe(false);
  });
});
