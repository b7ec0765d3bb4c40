/** Which blocks of a GIF stay, and what is no GIF that is understood. */

import { describe, expect, it } from 'vitest';
import { cutGif } from '../../../src/page/media/cut-gif.ts';
import { find, joined, MARK, picture } from '../../support/pictures/pictures.ts';

const ANIMATED = cutGif(picture('animated.gif')) ?? new Uint8Array();
const LOOP = '\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0';

/** A screen of 2 × 2 pixels in four colours. */
const SCREEN = 'GIF89a\x02\0\x02\0\x81\0\0\0\0\0\xff\0\0\0\xff\0\0\0\xff';
const IMAGE = '\x2c\0\0\0\0\x02\0\x02\0\0';
const CONTROL = '\x21\xf9\x04\0\x0a\0\0\0';
/** Clear, the pixels 1 1 1 1 in three codes (1, 6 = 1 1, 1), end: by hand, in codes of 3 bits. */
const DATA = '\x02\x02\x8c\x53\0';
const PLAIN = joined(SCREEN, IMAGE, DATA, ';');

const gif = (...blocks: (Uint8Array | string)[]) => joined(SCREEN, ...blocks, ';');
const chain = (...parts: string[]) => `${parts.map((part) => String.fromCharCode(part.length) + part).join('')}\0`;

describe('cutGif', () => {
  it('keeps the repetition, timing and frames of an animation, byte for byte', () => {
    const before = picture('animated.gif');
    expect(find(ANIMATED, LOOP)).toBeGreaterThan(0);
    expect(find(ANIMATED, '\x21\xfe')).toBe(-1);
    let [from, at, frames] = [find(ANIMATED, CONTROL.slice(0, 3)), 0, 0];
    while (from >= 0) {
      const next = find(ANIMATED, CONTROL.slice(0, 3), from + 1);
      const block = ANIMATED.subarray(from, next < 0 ? -1 : next);
      // In the original, XMP stands between a control and its frame.
      for (const part of [block.subarray(0, 8), block.subarray(8)]) {
        at = find(before, String.fromCharCode(...part), at);
        expect(at).toBeGreaterThan(0);
      }
      frames++;
      from = next;
    }
    expect(frames).toBe(3);
  });

  it('changes nothing of a GIF without metadata', () => {
    expect(cutGif(PLAIN)).toEqual(PLAIN);
    const animated = gif(LOOP, CONTROL, IMAGE, DATA, CONTROL, IMAGE, DATA);
    expect(cutGif(animated)).toEqual(animated);
  });

  it.each([
    ['a comment', `\x21\xfe${chain(MARK, MARK)}`],
    ['XMP', `\x21\xff${chain('XMP DataXMP', MARK)}`],
    ['a profile', `\x21\xff${chain('ICCRGBG1012', MARK)}`],
    ['another application', `\x21\xff${chain('MYAPPLIC1.0', '\x01\0\0', MARK)}`],
    ['an unknown extension', `\x21\x42${chain(MARK)}`],
    ['a text with its control', `${CONTROL}\x21\x01${chain('123456789012', MARK)}`],
    ['a loop that is none', `\x21\xff${chain('NETSCAPE2.0', MARK)}`],
  ])('removes %s', (_, block) => {
    expect(cutGif(gif(block, IMAGE, DATA, block))).toEqual(PLAIN);
  });

  it.each(['NETSCAPE2.0', 'ANIMEXTS1.0'])('keeps how often %s repeats, and nothing else of it', (name) => {
    const block = `\x21\xff${chain(name, '\x01\x07\x01', '\x02abcd', MARK)}`;
    const kept = `\x21\xff${chain(name, '\x01\x07\x01')}`;
    expect(cutGif(gif(block, IMAGE, DATA))).toEqual(gif(kept, IMAGE, DATA));
  });

  it('removes what hides behind the pixels of a frame', () => {
    const data = DATA.slice(2, -1);
    expect(cutGif(gif(IMAGE, '\x02', chain(data + MARK)))).toEqual(PLAIN);
    expect(cutGif(gif(IMAGE, '\x02', chain(data, MARK, MARK)))).toEqual(PLAIN);
    expect(cutGif(gif(IMAGE, '\x02', chain(...data)))).toEqual(PLAIN);
  });

  it.each([
    ['end with them', '\x4c\x12', '\x4c\x12'],
    ['go on with a code that means nothing', `\x4c\x12\xff${MARK}`, '\x4c\x12\xff'],
    ['draw one pixel too many', `\x8c\x0d${MARK}`, '\x8c\x0d'],
  ])('accepts codes without an end that %s', (_, codes, kept) => {
    expect(cutGif(gif(IMAGE, '\x02', chain(codes)))).toEqual(gif(IMAGE, '\x02', chain(kept)));
  });

  it('keeps the colours of a frame', () => {
    const bytes = gif('\x2c\0\0\0\0\x02\0\x02\0\x80abcdef', DATA);
    expect(cutGif(bytes)).toEqual(bytes);
  });

  it.each([
    ['without an end', PLAIN.subarray(0, -1)],
    ['without frames', gif(CONTROL)],
    ['with an unknown block', gif('\0', IMAGE, DATA)],
    ['with a control of another length', gif(`\x21\xf9${chain('123456')}`, IMAGE, DATA)],
    ['with a frame that has too few pixels', gif('\x2c\0\0\0\0\x03\0\x03\0\0', DATA)],
    ['with a code that was not defined', gif(IMAGE, '\x02', chain('\x7c\x53'))],
    ['with a code that is defined later', gif(IMAGE, '\x02', chain('\xcc\x13\x51'))],
    ['with pixels of one bit', gif(IMAGE, '\x01', chain('\x8c\x53'))],
    ['with pixels of nine bits', gif(IMAGE, '\x09', chain('\x8c\x53'))],
    ['with a chain longer than the file', gif(IMAGE, '\x02\xff')],
    ['that ends within its colours', joined(SCREEN).subarray(0, -1)],
  ])('returns nothing for a GIF %s', (_, bytes) => {
    expect(cutGif(bytes)).toBeUndefined();
  });
});
