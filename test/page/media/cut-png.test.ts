/** Which chunks of a PNG stay, and what is no PNG that is understood. */

import { describe, expect, it } from 'vitest';
import { cutPng } from '../../../src/page/media/cut-png.ts';
import { big, joined, latin1, MARK, picture } from '../../support/pictures/pictures.ts';
import { names, only, pngChunk, pngParts } from './parts.ts';

const PLAIN = cutPng(picture('animated.png')) ?? new Uint8Array();
/** Behind the header, and before the end. */
const HEAD = 33;
const END = PLAIN.length - 12;
const withAt = (at: number, ...chunks: (Uint8Array | string)[]) =>
  joined(PLAIN.subarray(0, at), ...chunks, PLAIN.subarray(at));

const exif = (orientation: number) =>
  pngChunk('eXIf', joined('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01', big(orientation, 2), '\0\0\0\0\0\0', MARK));

describe('cutPng', () => {
  it.each([
    ['text.png', 'IHDR iCCP IDAT IEND'],
    ['animated.png', 'IHDR acTL fcTL IDAT fcTL fdAT fcTL fdAT IEND'],
  ])('keeps of %s exactly what is drawn, in its order', (name, kept) => {
    const before = pngParts(picture(name));
    const after = pngParts(cutPng(picture(name)) ?? new Uint8Array()).filter(([chunk]) => chunk !== 'eXIf');
    expect(names(after)).toBe(kept);
    expect(after).toEqual(before.filter(([chunk]) => kept.includes(chunk)));
  });

  it.each([
    'tEXt',
    'zTXt',
    'iTXt',
    'tIME',
    'pHYs',
    'bKGD',
    'hIST',
    'sPLT',
    'oFFs',
    'caBX',
    'iDOT',
    'dSIG',
    'gIFx',
    'abcD',
  ])('removes %s wherever it is', (name) => {
    for (const at of [HEAD, END]) expect(cutPng(withAt(at, pngChunk(name, MARK)))).toEqual(PLAIN);
  });

  it.each(['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'PLTE'])('keeps %s', (name) => {
    const bytes = withAt(HEAD, pngChunk(name, '\0\0'));
    expect(cutPng(bytes)).toEqual(bytes);
  });

  it('keeps the orientation and nothing else of Exif', () => {
    for (let orientation = 0; orientation <= 9; orientation++) {
      const cut = cutPng(withAt(HEAD, exif(orientation))) ?? new Uint8Array();
      if (orientation < 2 || orientation > 8) expect(cut).toEqual(PLAIN);
      else expect(cut).toEqual(withAt(HEAD, pngChunk('eXIf', only(pngParts(cut), 'eXIf'))));
    }
    const cut = cutPng(withAt(HEAD, exif(6))) ?? new Uint8Array();
    expect(only(pngParts(cut), 'eXIf')).toHaveLength(26);
    expect(only(pngParts(cut), 'eXIf')[19]).toBe(6);
  });

  it('removes Exif behind the pixels, where browsers don’t look for the orientation', () => {
    expect(cutPng(withAt(END, exif(6)))).toEqual(PLAIN);
  });

  it('removes the pixels that a cropping tool left behind the end', () => {
    expect(cutPng(joined(PLAIN, picture('text.png').subarray(200)))).toEqual(PLAIN);
  });

  const damaged = Uint8Array.from(PLAIN);
  damaged[END - 1] = (damaged[END - 1] ?? 0) ^ 1;
  it.each([
    ['whose kept chunk has a wrong checksum', damaged],
    ['with a critical chunk that is not known', withAt(HEAD, pngChunk('CgBI', '\0'))],
    ['without a header', joined(PLAIN.subarray(0, 8), PLAIN.subarray(HEAD))],
    ['with a header of another length', joined(PLAIN.subarray(0, 8), pngChunk('IHDR', 'x'), PLAIN.subarray(HEAD))],
    ['without an end', PLAIN.subarray(0, END)],
    ['without pixels', joined(PLAIN.subarray(0, HEAD), PLAIN.subarray(END))],
    ['with a chunk longer than the file', withAt(HEAD, '\xff\xff\xff\xfftEXt')],
    ['that is a signature and HTML', joined(PLAIN.subarray(0, 8), latin1('<!doctype html><script>1</script>'))],
  ])('returns nothing for a PNG %s', (_, bytes) => {
    expect(cutPng(bytes)).toBeUndefined();
  });
});
