/** Which segments of a JPEG stay, and what is no JPEG that is understood. */

import { describe, expect, it } from 'vitest';
import { cutJpeg } from '../../../src/page/media/cut-jpeg.ts';
import { big, find, joined, latin1, MARK, picture, segment } from '../../support/pictures/pictures.ts';
import { jpegParts, names, only } from './parts.ts';

const PLAIN = cutJpeg(picture('progressive.jpg')) ?? new Uint8Array();

/** A whole JPEG with more segments behind its first marker. */
const withHead = (...segments: (Uint8Array | string)[]) => joined('\xff\xd8', ...segments, PLAIN.subarray(2));

/** Behind the JFIF segment. */
const withMore = (...segments: (Uint8Array | string)[]) =>
  joined(PLAIN.subarray(0, 20), ...segments, PLAIN.subarray(20));

function exif(orientation: number): Uint8Array {
  const entry = joined('\x01\x12\0\x03\0\0\0\x01', big(orientation, 2), '\0\0');
  return segment(0xe1, joined('Exif\0\0MM\0*\0\0\0\x08\0\x01', entry, '\0\0\0\0', MARK));
}

/** The orientation in the Exif of a cut picture, which has nothing else. */
function orientationIn(bytes: Uint8Array | undefined): number | undefined {
  const parts = jpegParts(bytes ?? new Uint8Array());
  if (!names(parts).includes('e1')) return undefined;
  const content = only(parts, 'e1');
  expect(content).toHaveLength(32);
  return content[25];
}

describe('cutJpeg', () => {
  it.each([
    ['photo.jpg', 'e0 e1 e2 db db c0 c4 c4 c4 c4 da d9'],
    ['motion.jpg', 'e0 db db c0 c4 c4 c4 c4 da d9'],
    ['inks.jpg', 'ee db c0 c4 c4 da d9'],
  ])('keeps of %s exactly what is drawn, in its order', (name, kept) => {
    const before = jpegParts(picture(name));
    const after = jpegParts(cutJpeg(picture(name)) ?? new Uint8Array());
    expect(names(after)).toBe(kept);
    for (const [marker, content] of after)
      if (!['e1', 'd9'].includes(marker)) expect(before).toContainEqual([marker, content]);
    expect(after.at(-1)).toEqual(['d9', new Uint8Array()]);
  });

  it('keeps all scans of a progressive picture, with their restart markers', () => {
    const scans = (bytes: Uint8Array) => jpegParts(bytes).filter(([marker]) => marker === 'da');
    expect(scans(PLAIN).length).toBeGreaterThan(5);
    expect(scans(PLAIN)).toEqual(scans(picture('progressive.jpg')));
    expect(find(PLAIN, '\xff\xd0')).toBeGreaterThan(0);
    expect(names(jpegParts(PLAIN))).toContain('dd');
  });

  const APPLICATIONS = Array.from({ length: 16 }, (_, n) => 0xe0 + n);
  it.each([...APPLICATIONS, 0xfe])('removes a segment %i that says nothing about colours', (marker) => {
    for (const content of [MARK, '', `JFXX\0${MARK}`, `MPF\0${MARK}`, `ICC_PROFILE!${MARK}`, `Adobe_CM${MARK}`])
      if (marker !== 0xee || !content.startsWith('Adobe'))
        expect(cutJpeg(withMore(segment(marker, content)))).toEqual(PLAIN);
  });

  it('removes metadata between and behind the scans', () => {
    const scan = find(PLAIN, '\xff\xda', find(PLAIN, '\xff\xda') + 2);
    for (const at of [scan, PLAIN.length - 2])
      for (const part of [segment(0xfe, MARK), exif(6), joined('\xff\xff', segment(0xe1, MARK))])
        expect(cutJpeg(joined(PLAIN.subarray(0, at), part, PLAIN.subarray(at)))).toEqual(PLAIN);
  });

  it('removes the thumbnail of JFIF and what comes behind it', () => {
    const head = PLAIN.subarray(6, 18);
    const jfif = segment(0xe0, joined(head, '\x02\x01', 'abcdef', MARK));
    expect(cutJpeg(joined('\xff\xd8', jfif, PLAIN.subarray(20)))).toEqual(PLAIN);
  });

  it('removes what comes behind Adobe’s twelve bytes', () => {
    const adobe = 'Adobe\0\x64\0\0\0\0\x01';
    const cut = cutJpeg(withMore(segment(0xee, `${adobe}${MARK}`))) ?? new Uint8Array();
    expect(only(jpegParts(cut), 'ee')).toEqual(latin1(adobe));
  });

  it('keeps the orientation and nothing else of Exif', () => {
    for (let orientation = 0; orientation <= 9; orientation++) {
      const kept = orientation >= 2 && orientation <= 8 ? orientation : undefined;
      for (const bytes of [withHead(exif(orientation)), withMore(exif(orientation))]) {
        const result = cutJpeg(bytes);
        expect(orientationIn(result)).toBe(kept);
        if (!kept) expect(result).toEqual(PLAIN);
      }
    }
  });

  it('goes by the first of several blocks of Exif', () => {
    expect(orientationIn(cutJpeg(withMore(exif(6), exif(3))))).toBe(6);
    expect(cutJpeg(withMore(exif(1), exif(3)))).toEqual(PLAIN);
  });

  it('leaves filling bytes out', () => {
    expect(cutJpeg(withHead('\xff\xff\xff'))).toEqual(PLAIN);
  });

  const scan = find(PLAIN, '\xff\xda');
  const frame = PLAIN.subarray(find(PLAIN, '\xff\xc2'));
  it.each([
    ['without an end', PLAIN.subarray(0, -2)],
    ['without a scan', joined(PLAIN.subarray(0, scan), '\xff\xd9')],
    ['whose scan comes first', joined('\xff\xd8', PLAIN.subarray(scan))],
    ['with two frames', withMore(frame.subarray(0, 19))],
    ['with bytes between segments', withMore('x')],
    ['with a segment that no decoder knows', withMore(segment(0xf0, MARK))],
    ['with a segment of another method', withMore(segment(0xc3, MARK))],
    ['with metadata in place of a table', withMore(segment(0xdb, MARK))],
    ['with metadata in place of Huffman codes', withMore(segment(0xc4, MARK))],
    ['with metadata in place of a restart interval', withMore(segment(0xdd, MARK))],
    ['with metadata in place of a scan', withMore(segment(0xda, MARK))],
    [
      'with metadata in place of the head of a scan',
      joined(PLAIN.subarray(0, scan), segment(0xda, MARK), PLAIN.subarray(scan)),
    ],
    ['with a segment of length 1', withMore('\xff\xe1\0\x01')],
    ['with a segment longer than the file', withMore('\xff\xe1\xff\xff')],
    ['in which another one begins', withMore('\xff\xd8')],
  ])('returns nothing for a JPEG %s', (_, bytes) => {
    expect(cutJpeg(bytes)).toBeUndefined();
  });
});
