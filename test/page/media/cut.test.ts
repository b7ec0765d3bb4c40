/** No metadata stay in a cut picture, whatever the bytes are; and what is drawn stays as it was. */

import exifr from 'exifr';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { sniff } from '../../../src/objects/files/sniff.ts';
import { cut } from '../../../src/page/media/cut.ts';
import { find, joined, latin1, MARK, PICTURES, picture } from '../../support/pictures/pictures.ts';
import { only, webpParts } from './parts.ts';

const CUTTABLE = PICTURES.filter((name) => !name.endsWith('.avif'));

/** What begins or names metadata, and what was planted in them. */
const TRACES = [
  MARK,
  'GPS',
  'Paris',
  'Camera',
  '2026',
  'xmpmeta',
  'ns.adobe.com',
  'Photoshop',
  '8BIM',
  'MPF\0',
  'ftyp',
  'mdat',
  '48.8577',
  ...['tEXt', 'zTXt', 'iTXt', 'tIME', 'EXIF', 'XMP '],
];

const tracesIn = (bytes: Uint8Array): string[] => TRACES.filter((trace) => find(bytes, trace) >= 0);

/** Everything that another parser finds, but the colour profile. */
async function metadata(bytes: Uint8Array): Promise<Record<string, unknown>> {
  const options = {
    tiff: true,
    exif: true,
    gps: true,
    xmp: true,
    iptc: true,
    jfif: false,
    ihdr: false,
    mergeOutput: true,
  };
  return (await exifr.parse(bytes, { ...options, translateValues: false })) ?? {};
}

describe.each(CUTTABLE)('cut of %s', (name) => {
  const bytes = picture(name);
  const result = cut(bytes);

  it('leaves no trace of metadata', () => {
    // The year of a profile is part of how it looks, and made with the picture.
    expect(tracesIn(result?.bytes ?? bytes)).toEqual([]);
    if (!['lossy.webp', 'lossless.webp'].includes(name)) expect(tracesIn(bytes)).toContain(MARK);
  });

  it('keeps type and size as drawn', () => {
    expect(sniff(result?.bytes ?? new Uint8Array())).toEqual(sniff(bytes));
    expect(result?.type).toBe((sniff(bytes) as { type: string }).type);
  });

  it('changes nothing when it is cut again', () => {
    expect(cut(result?.bytes ?? bytes)).toEqual(result);
  });

  it('doesn’t change the original', () => {
    expect(bytes).toEqual(picture(name));
  });

  it.each([
    ['a web page', latin1(`<!doctype html><script>${MARK}</script>`)],
    ['a video', joined('\0\0\0\x14ftypmp42', MARK)],
    ['another picture', picture('photo.jpg')],
    ['one byte', latin1('x')],
  ])('removes %s behind the end', (_, behind) => {
    expect(cut(joined(bytes, behind))).toEqual(result);
  });
});

describe('what another parser finds', () => {
  it.each([
    ['photo.jpg', { Orientation: 6 }],
    ['motion.jpg', {}],
    ['text.png', { Orientation: 6 }],
  ])('in %s is the place before, and %j after', async (name, after) => {
    const before = await metadata(picture(name));
    expect(before).toMatchObject({
      latitude: expect.closeTo(48.8577, 3),
      longitude: expect.closeTo(2.295, 3),
      Artist: MARK,
    });
    expect(await metadata(cut(picture(name))?.bytes ?? new Uint8Array())).toEqual(after);
  });

  it.each(['extended.webp', 'animated.webp'])('in %s is the place before', async (name) => {
    const exif = only(webpParts(picture(name)), 'EXIF');
    expect(await metadata(exif.slice(find(exif, 'MM\0*')))).toMatchObject({
      latitude: expect.closeTo(48.8577, 3),
      Artist: MARK,
    });
  });

  it.each(['progressive.jpg', 'inks.jpg', 'animated.png'])('in %s is nothing after', async (name) => {
    expect(await metadata(cut(picture(name))?.bytes ?? new Uint8Array())).toEqual({});
  });

  it.each(['photo.jpg', 'text.png'])('in %s is the colour profile, before and after', async (name) => {
    const profile = (bytes: Uint8Array) => exifr.parse(bytes, { icc: true, tiff: false, ihdr: false, jfif: false });
    const before = await profile(picture(name));
    expect(before).toMatchObject({ ColorSpaceData: 'RGB' });
    expect(await profile(cut(picture(name))?.bytes ?? new Uint8Array())).toEqual(before);
  });
});

describe('bytes that are not understood', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['HTML, whatever it is called', latin1(`<!doctype html>${MARK}`)],
    ['SVG', latin1('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['HTML behind the signature of a PNG', joined('\x89PNG\r\n\x1a\n', '<!doctype html>'.repeat(20))],
    ['a script that begins like a GIF', latin1('GIF89a/*\0\0\0\0\0*/=1;alert(1)')],
    ['HEIC', joined('\0\0\0\x18ftypheic\0\0\0\0mif1heic', new Uint8Array(40))],
    ['AVIF', picture('plain.avif')],
    ['only the mark of a JPEG', latin1('\xff\xd8\xff')],
  ])('are not cut: %s', (_, bytes) => {
    expect(cut(bytes)).toBeUndefined();
  });

  it.each(CUTTABLE)('are not cut: any beginning of %s that lacks something drawn', (name) => {
    const bytes = picture(name);
    const whole = cut(bytes);
    for (let length = 0; length < bytes.length; length++) {
      const result = cut(bytes.subarray(0, length));
      // Metadata behind the pixels may be missing.
      if (result) expect(result).toEqual(whole);
    }
  });
});

describe('damaged pictures', () => {
  const anyPicture = fc.constantFrom(...CUTTABLE).map(picture);

  /** Cuts damaged bytes and checks all that must be so of any. */
  function check(bytes: Uint8Array, original: Uint8Array): void {
    const result = cut(bytes);
    if (!result) return;
    expect(find(result.bytes, MARK)).toBe(-1);
    expect(result.bytes.length).toBeLessThanOrEqual(original.length + 64);
    expect(cut(result.bytes)).toEqual(result);
  }

  it.each(CUTTABLE)('lose all metadata, whichever bit of %s is flipped', (name) => {
    const bytes = picture(name);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const mask = 1 << (bit % 8);
      const at = bit >> 3;
      bytes[at] = (bytes[at] ?? 0) ^ mask;
      check(bytes, bytes);
      bytes[at] ^= mask;
    }
  });

  const places = fc.array(fc.tuple(fc.nat(4_000), fc.nat(255)), { minLength: 1, maxLength: 8 });

  it('lose all metadata when several bytes are wrong', () => {
    fc.assert(
      fc.property(anyPicture, places, (bytes, wrong) => {
        for (const [at, value] of wrong) bytes[at % bytes.length] = value;
        check(bytes, bytes);
      }),
      { numRuns: 5_000 },
    );
  });

  it('end up as anything, but never throw, when they are arbitrary bytes behind a mark', () => {
    const marks = fc.constantFrom(
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'RIFF\x40\0\0\0WEBPVP8X',
      'RIFF\x40\0\0\0WEBPVP8 ',
    );
    fc.assert(
      fc.property(marks, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
        cut(joined(start, rest));
      }),
      { numRuns: 5_000 },
    );
  });
});

test('the pictures of all formats are tested', () => {
  expect(new Set(CUTTABLE.map((name) => cut(picture(name))?.type)).size).toBe(4);
});
