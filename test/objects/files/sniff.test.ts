/** Files are pictures only by their bytes, and have the size that browsers draw. */

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { sniff } from '../../../src/objects/files/sniff.ts';
import { big, find, joined, latin1, MARK, PICTURES, picture, segment } from '../../support/pictures/pictures.ts';

const OTHER = { type: 'application/octet-stream' };
const CHUNK = 2 ** 20;

/** As Chromium 156 and Firefox 153 draw them. */
const SIZES: Readonly<Record<string, readonly [type: string, w: number, h: number]>> = {
  'photo.jpg': ['image/jpeg', 32, 48],
  'motion.jpg': ['image/jpeg', 32, 48],
  'progressive.jpg': ['image/jpeg', 40, 24],
  'inks.jpg': ['image/jpeg', 24, 16],
  'text.png': ['image/png', 12, 20],
  'animated.png': ['image/png', 16, 10],
  'lossy.webp': ['image/webp', 30, 20],
  'lossless.webp': ['image/webp', 30, 20],
  'extended.webp': ['image/webp', 30, 20],
  'animated.webp': ['image/webp', 16, 10],
  'animated.gif': ['image/gif', 16, 10],
  'still.gif': ['image/gif', 20, 12],
  'plain.avif': ['image/avif', 48, 32],
  'rotated.avif': ['image/avif', 32, 48],
  'alpha.avif': ['image/avif', 48, 32],
  'grid.avif': ['image/avif', 128, 64],
};

test.each(Object.entries(SIZES))('%s is recognised, with its size as drawn', (name, [type, w, h]) => {
  expect(sniff(picture(name))).toEqual({ type, w, h });
});

test('a sequence of AVIF is any other file, because its size comes from a track', () => {
  expect(sniff(picture('moving.avif'))).toEqual(OTHER);
  expect(Object.keys(SIZES).concat('moving.avif').sort()).toEqual([...PICTURES].sort());
});

/** The bytes with some replaced. */
function changed(bytes: Uint8Array, at: number, by: Uint8Array | readonly number[]): Uint8Array<ArrayBuffer> {
  expect(at).toBeGreaterThanOrEqual(0);
  const copy = Uint8Array.from(bytes);
  copy.set(by, at);
  return copy;
}

const mark = (name: string, length: number) => picture(name).subarray(0, length);

/** The screen of still.gif and its 256 colours. */
const GIF_HEAD = 13 + 3 * 256;

/** A JPEG's beginning, from SOI to the scan. */
function jpeg(...segments: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joined('\xff\xd8', ...segments, segment(0xda, '\x01\x01\x00\x00\x3f\x00'));
}

function frame(w: number, h: number, marker = 0xc0): Uint8Array<ArrayBuffer> {
  return segment(marker, joined('\x08', big(h, 2), big(w, 2), '\x01\x01\x11\x00'));
}

function exif(orientation: number, little = false): Uint8Array<ArrayBuffer> {
  const tiff = little
    ? joined('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0', Uint8Array.of(orientation), '\0\0\0\0\0\0\0')
    : joined('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', Uint8Array.of(orientation), '\0\0\0\0\0\0');
  return segment(0xe1, joined('Exif\0\0', tiff));
}

function png(w: number, h: number): Uint8Array<ArrayBuffer> {
  return changed(picture('text.png'), 16, joined(big(w, 4), big(h, 4)));
}

describe('sniff of a JPEG', () => {
  it('finds the frame behind 900 KB of long segments', () => {
    const long = Array.from({ length: 14 }, () => segment(0xe2, new Uint8Array(65_000)));
    expect(sniff(jpeg(...long, frame(300, 200)))).toEqual({ type: 'image/jpeg', w: 300, h: 200 });
  });

  it('takes a JPEG whose frame lies beyond the first chunk for any other file', () => {
    const long = Array.from({ length: 17 }, () => segment(0xe2, new Uint8Array(65_000)));
    expect(sniff(jpeg(...long, frame(300, 200)).subarray(0, CHUNK))).toEqual(OTHER);
  });

  it.each([false, true])('exchanges width and height for the orientations 5 to 8 (little-endian: %s)', (little) => {
    for (let orientation = 0; orientation <= 9; orientation++) {
      const turned = orientation >= 5 && orientation <= 8;
      const size = turned ? { w: 200, h: 300 } : { w: 300, h: 200 };
      expect(sniff(jpeg(exif(orientation, little), frame(300, 200)))).toEqual({ type: 'image/jpeg', ...size });
      expect(sniff(jpeg(frame(300, 200), exif(orientation, little)))).toEqual({ type: 'image/jpeg', ...size });
    }
  });

  it('doesn’t read Exif beyond its segment', () => {
    const whole = exif(6);
    // The entry of the directory is in the next segment, or is cut off in its middle.
    for (const length of [20, 30]) {
      const short = joined(whole.subarray(0, 2), big(length - 2, 2), whole.subarray(4, length));
      const rest = joined(
        '\xff\xe3',
        big(2 + 40, 2),
        whole.subarray(length),
        new Uint8Array(40 - whole.length + length),
      );
      expect(sniff(jpeg(short, rest, frame(300, 200)))).toMatchObject({ w: 300 });
    }
  });

  it('goes by the first of several blocks of Exif', () => {
    expect(sniff(jpeg(exif(1), exif(6), frame(300, 200)))).toMatchObject({ w: 300 });
    expect(sniff(jpeg(exif(6), exif(1), frame(300, 200)))).toMatchObject({ w: 200 });
  });

  it.each([
    ['with filling bytes before its markers', jpeg(joined('\xff\xff\xff', frame(3, 2)))],
    ['that is progressive', jpeg(frame(3, 2, 0xc2))],
  ])('recognises one %s', (_, bytes) => {
    expect(sniff(bytes)).toEqual({ type: 'image/jpeg', w: 3, h: 2 });
  });

  it.each([
    ['without a frame', jpeg()],
    ['with two frames', jpeg(frame(3, 2), frame(300, 200))],
    ['whose height comes later (DNL)', jpeg(frame(3, 0))],
    ['without width', jpeg(frame(0, 2))],
    ['of a method that browsers do not draw', jpeg(frame(3, 2, 0xc3))],
    ['with a table (DHT) in place of a frame', jpeg(frame(3, 2, 0xc4))],
    ['with 12 bits a sample', jpeg(changed(frame(3, 2), 4, [12]))],
    ['whose frame is longer than its components', jpeg(segment(0xc0, '\x08\0\x02\0\x03\x01\x01\x11\x00\x00'))],
    ['with a segment of length 0', joined('\xff\xd8\xff\xe0\0\0', frame(3, 2))],
    ['with bytes between segments', joined('\xff\xd8', segment(0xe0, ''), 'x', frame(3, 2))],
    ['that is only its mark', latin1('\xff\xd8\xff')],
  ])('takes a file %s for any other', (_, bytes) => {
    expect(sniff(bytes)).toEqual(OTHER);
  });
});

describe('sniff of other pictures', () => {
  it('turns a PNG only by an eXIf before the pixels', () => {
    const bytes = picture('text.png');
    const chunk = bytes.subarray(find(bytes, 'eXIf') - 4);
    const whole = chunk.subarray(0, 12 + ((chunk[2] ?? 0) * 256 + (chunk[3] ?? 0)));
    const without = joined(bytes.subarray(0, chunk.byteOffset), chunk.subarray(whole.length));
    const after = joined(without.subarray(0, -12), whole, without.subarray(-12));
    expect(sniff(without)).toEqual({ type: 'image/png', w: 20, h: 12 });
    expect(sniff(after)).toEqual({ type: 'image/png', w: 20, h: 12 });
  });

  it.each([
    ['a PNG of Apple’s own kind (CgBI)', changed(picture('text.png'), 12, latin1('CgBI'))],
    ['a PNG without width', png(0, 9)],
    ['a GIF whose first frame exceeds the screen', changed(picture('still.gif'), 6, [19, 0])],
    ['a GIF without a frame', joined(mark('still.gif', GIF_HEAD), ';')],
    ['a WebP whose first chunk is unknown', changed(picture('lossy.webp'), 12, latin1('ALPH'))],
    ['a WebP that begins between key frames', changed(picture('lossy.webp'), 20, [1])],
    ['a WebP without its start code', changed(picture('lossy.webp'), 23, [0])],
    ['a lossless WebP without its signature', changed(picture('lossless.webp'), 20, [0])],
  ])('takes %s for any other file', (_, bytes) => {
    expect(sniff(bytes)).toEqual(OTHER);
  });

  it('recognises an AVIF by one of its other brands, but not HEIC', () => {
    const bytes = picture('plain.avif');
    expect(sniff(changed(bytes, 8, latin1('mif1')))).toMatchObject({ type: 'image/avif', w: 48 });
    expect(sniff(changed(bytes, 8, latin1('heic')))).toEqual(OTHER);
  });

  it.each([
    ['whose primary item has no size', 'ispe', 'free', 0],
    ['without a primary item', 'pitm', 'free', 0],
    ['that is cropped', 'irot', 'clap', 0],
    ['without properties', 'ipco', 'free', 0],
    ['with a property that does not exist', 'ipma', '\x7f', 15],
    ['with a box that ends beyond its parent', 'ispe', '\xff', -4],
    ['with a box shorter than its head', 'ispe', '\x07', -1],
    ['with more items in its list than there are', 'ipma', '\xff', 8],
  ])('takes an AVIF %s for any other file', (_, name, by, offset) => {
    const bytes = picture('rotated.avif');
    expect(sniff(changed(bytes, find(bytes, name) + offset, latin1(by)))).toEqual(OTHER);
  });

  it('takes an AVIF with two primary items for any other file', () => {
    const bytes = picture('plain.avif');
    // The box behind the first one.
    expect(sniff(changed(bytes, find(bytes, 'iloc'), latin1('pitm')))).toEqual(OTHER);
  });

  it('looks at a thousand boxes of an AVIF and no more', () => {
    const bytes = picture('plain.avif');
    const head = find(bytes, 'meta') - 4;
    const padded = (count: number) =>
      joined(bytes.subarray(0, head), '\0\0\0\x08free'.repeat(count), bytes.subarray(head));
    expect(sniff(padded(998))).toMatchObject({ type: 'image/avif', w: 48 });
    expect(sniff(padded(1_000))).toEqual(OTHER);
  });
});

describe('sniff of files that are something else', () => {
  const html = `<!doctype html><script>alert('${MARK}')</script>`;
  it.each([
    ['HTML, whatever it is called', latin1(html)],
    ['SVG', latin1('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['PDF', latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')],
    ['a script that begins like a GIF', latin1('GIF89a/*\0\0\0\0\0*/=1;alert(1)')],
    ['HTML that begins like a GIF', latin1(`GIF89a${html}${html}`)],
    ['HTML behind the signature of a PNG', joined('\x89PNG\r\n\x1a\n', html)],
    ['RIFF that is no WebP', joined('RIFF\x24\0\0\0WAVEfmt ', new Uint8Array(40))],
    ['a video', joined(big(24, 4), 'ftypmp42\0\0\0\0isommp42', new Uint8Array(40))],
    ['nothing', new Uint8Array()],
  ])('takes %s for any other file', (_, bytes) => {
    expect(sniff(bytes)).toEqual(OTHER);
  });

  it('recognises a picture with HTML behind it as the picture', () => {
    expect(sniff(joined(picture('text.png'), html))).toEqual({ type: 'image/png', w: 12, h: 20 });
  });
});

describe('limits of pictures', () => {
  const refusal = {
    refused: true,
    code: 'bad_request',
    why: 'A picture can have at most 40 megapixels, and 16,384 pixels a side.',
  };
  it.each([
    [16_384, 2_441],
    [2_441, 16_384],
    [8_000, 5_000],
  ])('allows %i × %i', (w, h) => {
    expect(sniff(jpeg(frame(w, h)))).toMatchObject({ w, h });
  });

  it.each([
    [16_385, 1],
    [1, 16_385],
    [8_000, 5_001],
    [30_000, 30_000],
  ])('refuses %i × %i in any format that can say so', (w, h) => {
    expect(sniff(jpeg(frame(w, h)))).toEqual(refusal);
    expect(sniff(png(w, h))).toEqual(refusal);
    const avif = picture('plain.avif');
    expect(sniff(changed(avif, find(avif, 'ispe') + 8, joined(big(w, 4), big(h, 4))))).toEqual(refusal);
    const gif = picture('still.gif');
    const wide = Math.max(w, 20);
    const high = Math.max(h, 12);
    expect(sniff(changed(gif, 6, [wide % 256, wide >> 8, high % 256, high >> 8]))).toEqual(refusal);
    const webp = picture('extended.webp');
    const [x, y] = [w - 1, h - 1];
    expect(sniff(changed(webp, 24, [x % 256, x >> 8, 0, y % 256, y >> 8, 0]))).toEqual(refusal);
  });

  it('refuses the sides that PNG can have at most', () => {
    expect(sniff(png(2 ** 31 - 1, 2 ** 31 - 1))).toEqual(refusal);
  });
});

describe('hostile bytes', () => {
  /** How many bytes `sniff` reads. */
  function reads(bytes: Uint8Array): number {
    let count = 0;
    const watched = new Proxy(bytes, {
      get(target, key) {
        if (key === 'length') return target.length;
        count++;
        return Reflect.get(target, key, target);
      },
    });
    sniff(watched);
    return count;
  }

  const filled = (start: Uint8Array, pattern: Uint8Array): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(CHUNK);
    for (let at = start.length; at < CHUNK; at += pattern.length) bytes.set(pattern.subarray(0, CHUNK - at), at);
    bytes.set(start);
    return bytes;
  };
  const box = (name: string, content: Uint8Array | string) => joined(big(content.length + 8, 4), name, content);
  const avif = (ipco: Uint8Array, ipma: Uint8Array) =>
    joined(
      mark('plain.avif', 32),
      box('meta', joined('\0\0\0\0', box('pitm', '\0\0\0\0\0\x01'), box('iprp', joined(ipco, ipma)))),
    );

  it.each([
    ['filling bytes of a JPEG', filled(latin1('\xff\xd8'), latin1('\xff'))],
    ['empty segments of a JPEG', filled(latin1('\xff\xd8'), latin1('\xff\xe0\0\x02'))],
    ['empty Exif', filled(latin1('\xff\xd8'), segment(0xe1, 'Exif\0\0'))],
    [
      'Exif with an endless directory',
      filled(latin1('\xff\xd8'), segment(0xe1, joined('Exif\0\0MM\0*\0\0\0\x08\xff\xff', new Uint8Array(60_000)))),
    ],
    ['empty chunks of a PNG', filled(mark('text.png', 33), joined(big(0, 4), 'tEXt', big(0, 4)))],
    ['empty extensions of a GIF', filled(mark('still.gif', GIF_HEAD), latin1('\x21\xfe\0'))],
    ['sub-blocks of one byte', filled(joined(mark('still.gif', GIF_HEAD), '\x21\xfe'), latin1('\x01'))],
    ['empty boxes of an AVIF', filled(mark('plain.avif', 32), box('free', ''))],
    [
      'properties that all are associated',
      avif(
        box('ipco', filled(new Uint8Array(), box('free', '')).subarray(0, 8 * 900)),
        box('ipma', joined('\0\0\0\x01\0\0\0\x01\0\x01\xff', new Uint8Array(510).fill(3))),
      ),
    ],
    [
      'associations of other items',
      avif(box('ipco', ''), box('ipma', joined('\0\0\0\0\xff\xff\xff\xff', new Uint8Array(900_000)))),
    ],
  ])('costs a few reads a byte at most: %s', (_, bytes) => {
    const count = reads(bytes);
    expect(count).toBeGreaterThan(1_000);
    expect(count).toBeLessThan(6 * bytes.length + 1_000);
  });

  const anyPicture = fc.constantFrom(...PICTURES).map(picture);

  it('never throws, and finds the same or nothing in a beginning of the file', () => {
    fc.assert(
      fc.property(anyPicture, fc.nat(4_000), (bytes, length) => {
        const short = sniff(bytes.subarray(0, length));
        if ('type' in short && short.type !== 'application/octet-stream')
          expect(short).toMatchObject({ type: (sniff(bytes) as typeof short).type });
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, whichever bits are flipped, and never allows more than the limits', () => {
    const flips = fc.array(fc.tuple(fc.nat(400), fc.nat(7)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyPicture, flips, (bytes, places) => {
        for (const [at, bit] of places) if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const result = sniff(bytes);
        if (!('w' in result)) return;
        expect(result.w).toBeGreaterThan(0);
        expect(result.h).toBeGreaterThan(0);
        expect(Math.max(result.w, result.h)).toBeLessThanOrEqual(16_384);
        expect(result.w * result.h).toBeLessThanOrEqual(40_000_000);
      }),
      { numRuns: 5_000 },
    );
  });

  it('never throws on arbitrary bytes behind the mark of a type', () => {
    const marks = fc.constantFrom(
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'RIFF\0\0\0\0WEBPVP8X',
      '\0\0\0\x14ftypavif',
    );
    fc.assert(
      fc.property(marks, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        sniff(joined(start, rest));
      }),
      { numRuns: 2_000 },
    );
  });
});
