/** Which chunks of a WebP stay, and what is no WebP that is understood. */

import { describe, expect, it } from 'vitest';
import { cutWebp } from '../../../src/page/media/cut-webp.ts';
import { joined, MARK, picture } from '../../support/pictures/pictures.ts';
import { names, only, webp, webpChunk, webpParts } from './parts.ts';

const cut = (bytes: Uint8Array) => cutWebp(bytes) ?? new Uint8Array();
const chunksOf = (bytes: Uint8Array) => webpParts(bytes).map(([name, content]) => webpChunk(name, content));
const [head, icc, alpha, image] = chunksOf(cut(picture('extended.webp'))) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/** An extended head of these flags. */
const flagged = (flags: number) => webpChunk('VP8X', joined(Uint8Array.of(flags), head.subarray(9, 18)));
const ICC = 0x20;
const ALPHA = 0x10;
const EXIF = 0x08;
const XMP = 0x04;
const ANIMATED = 0x02;

describe('cutWebp', () => {
  it.each([
    ['lossy.webp', 'VP8 '],
    ['lossless.webp', 'VP8L'],
    ['extended.webp', 'VP8X ICCP ALPH VP8 '],
    ['animated.webp', 'VP8X ANIM ANMF ANMF ANMF'],
  ])('keeps of %s exactly what is drawn, in its order', (name, kept) => {
    const before = webpParts(picture(name));
    const after = webpParts(cut(picture(name)));
    expect(names(after)).toBe(kept);
    for (const [chunk, content] of after) if (chunk !== 'VP8X') expect(before).toContainEqual([chunk, content]);
  });

  it('says the true length in its first bytes', () => {
    for (const name of ['lossy.webp', 'lossless.webp', 'extended.webp', 'animated.webp']) {
      const bytes = cut(picture(name));
      expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(bytes.length - 8);
    }
  });

  it('takes metadata out of the flags, and everything that isn’t known', () => {
    const before = webp(flagged(0xff & ~ANIMATED), icc, alpha, image, webpChunk('EXIF', MARK), webpChunk('XMP ', MARK));
    expect(only(webpParts(cut(before)), 'VP8X')[0]).toBe(ICC | ALPHA);
    const without = webp(flagged(EXIF | XMP | ICC), image, webpChunk('EXIF', MARK), webpChunk('XMP ', MARK));
    expect(cut(without)).toEqual(webp(flagged(0), image));
  });

  it.each(['EXIF', 'XMP ', 'abcd', 'FRGM', 'ANIM', 'ANMF'])(
    'removes %s from a still picture, wherever it is',
    (name) => {
      const more = webpChunk(name, MARK);
      const plain = cut(picture('extended.webp'));
      expect(cut(webp(head, more, icc, alpha, image))).toEqual(plain);
      expect(cut(webp(head, icc, alpha, image, more))).toEqual(plain);
    },
  );

  it('removes all chunks behind a simple picture', () => {
    expect(cut(webp(image, webpChunk('EXIF', MARK)))).toEqual(webp(image));
  });

  it('removes what isn’t drawn from the frames of an animation', () => {
    const [extended, anim, ...frames] = chunksOf(cut(picture('animated.webp'))) as [
      Uint8Array,
      Uint8Array,
      ...Uint8Array[],
    ];
    const planted = frames.map((frame) => webpChunk('ANMF', joined(frame.subarray(8), webpChunk('abcd', MARK))));
    expect(frames).toHaveLength(3);
    expect(cut(webp(extended, anim, ...planted, webpChunk('VP8 ', MARK)))).toEqual(cut(picture('animated.webp')));
  });

  it('fills up a last chunk of an odd length', () => {
    const odd = webpChunk('VP8 ', image.subarray(8, image.length - 1));
    const bytes = webp(odd);
    const short = Uint8Array.from(bytes.subarray(0, -1));
    short[4] = (short[4] ?? 0) - 1;
    expect(cut(short)).toEqual(bytes);
  });

  const animated = chunksOf(cut(picture('animated.webp')));
  const [extended, anim, frame] = animated as [Uint8Array, Uint8Array, Uint8Array];
  it.each([
    ['shorter than it says', picture('lossy.webp').subarray(0, -2)],
    ['that begins with another chunk', webp(alpha, image)],
    ['without chunks', webp()],
    ['without pixels', webp(head, icc, alpha)],
    ['with two pictures', webp(head, image, image)],
    ['with two profiles', webp(head, icc, icc, image)],
    ['with a chunk longer than the file', webp(head, image, image.subarray(0, 8))],
    ['whose head is longer than ten bytes', webp(webpChunk('VP8X', joined(head.subarray(8), MARK)), image)],
    ['that announces Exif and has none', webp(flagged(EXIF), image)],
    ['that announces XMP and has none', webp(flagged(XMP), image)],
    ['that is animated without frames', webp(extended, anim)],
    ['that is animated without ANIM', webp(extended, frame)],
    ['with a frame without pixels', webp(extended, anim, frame, webpChunk('ANMF', frame.subarray(8, 24)))],
    ['with a frame of two pictures', webp(extended, anim, webpChunk('ANMF', joined(frame.subarray(8), image)))],
    ['with a frame that is cut', webp(extended, anim, webpChunk('ANMF', frame.subarray(8, 40)))],
  ])('returns nothing for a WebP %s', (_, bytes) => {
    expect(cutWebp(bytes)).toBeUndefined();
  });
});
