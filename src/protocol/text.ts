/** Message text: one cleaning, the same on both sides, so that what is stored, relayed and shown is one string. */

/** What is not stored as it came: escape sequences, line breaks other than LF, and all controls but LF and tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const UNFIT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * One whole escape sequence of ECMA-48, in its 7-bit form (ESC and a character) or its 8-bit form (a C1 control):
 *
 * - a control string (OSC, DCS, SOS, PM, APC) with its terminator, ST or BEL, if that comes before any other control;
 * - a control sequence (CSI) with its parameters, intermediate and final byte;
 * - any other escape, with up to two intermediates. Of a string or sequence that never ends, this takes the introducer alone,
 *   so that the rest of the message stays.
 *
 * No part of it matches a control in its middle. Each failed attempt is therefore over by the next control, and one pass over
 * any text takes linear time.
 */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
  /(?:\u001b[PX\]^_]|[\u0090\u0098\u009d-\u009f])[^\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]*(?:\u0007|\u009c|\u001b\\)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[ -/]{0,2}[0-~]/g;

/**
 * Controls that a terminal acts on, or ignores, without leaving the escape sequence that they stand in: all of C0 and DEL but for
 * BEL, which ends a string, line breaks and tab, which are text, CAN and SUB, which end a sequence, and ESC, which begins one.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const PASSED_OVER = /[\u0000-\u0006\u0008\u000e-\u0017\u0019\u001c-\u001f\u007f]/g;

/** Every line break that Unicode knows (UAX #14: BK, CR, LF, NL), CR LF as one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const LINE_BREAKS = /\r\n|[\n\u000b\f\r\u0085\u2028\u2029]/g;

/** C0 and C1 controls and DEL, but for line feed and tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Makes any string fit to store and send: well-formed Unicode without escape sequences, with LF for every kind of line break, and
 * with no other control characters than LF and tab. Cleaning it again changes nothing.
 * A lone surrogate becomes U+FFFD, since it would be invalid UTF-8 on the wire and strict receivers drop the connection.
 */
export function cleanText(raw: string): string {
  const text = raw.toWellFormed();
  if (!UNFIT.test(text)) return text;
  // First, so that none of them hides an escape sequence.
  const sequences = text.replace(PASSED_OVER, '');
  return withLineBreaks(sequences.replace(ESCAPES, ''), '\n').replace(CONTROLS, '');
}

/** `text` with `lineBreak` in place of each line break of any kind: texts that older versions stored have them all. */
export function withLineBreaks(text: string, lineBreak: string): string {
  return text.replace(LINE_BREAKS, lineBreak);
}

/** Makes a topic of any string: cleaned like other text, and one line. */
export function cleanTopic(raw: string): string {
  return cleanText(raw).replace(/\s+/g, ' ').trim();
}

/**
 * Characters that nothing is shown for, for a class of a pattern with the flag u. Unicode has fonts show nothing for zero-width,
 * bidi and tag characters and fillers, nor for annotation controls. Its data calls these symbols and letters, but they are blank,
 * too: Braille without dots, a note head that stands for none, controls and blanks of hieroglyphs, the filler of Khitan.
 */
export const UNSEEN = '\\p{DI}\\ufff9-\\ufffb\\u2800\\u{1d159}\\u{13430}-\\u{1343f}\\u{13441}\\u{13442}\\u{16fe4}';
const BLANK = new RegExp(`^[\\s${UNSEEN}]*$`, 'u');

/** Whether there is nothing to see in it. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/**
 * Combining marks, and the two halfwidth voicing marks, which compatibility decomposition turns into combining ones: every
 * character that normalisation may move.
 */
const MARK = '[\\p{M}\\uff9e\\uff9f]';
/** The longest run of marks that Unicode's Stream-Safe Text Format allows (UAX #15, UAX15-D3): no language needs more. */
const MARKS_IN_A_ROW = 30;
/** Looked for only where a run begins: at each of its marks it would be measured again. */
const EXCESS_MARKS = new RegExp(`(?<!${MARK})(${MARK}{${MARKS_IN_A_ROW}})${MARK}+`, 'gu');

/**
 * Drops all but the first 30 of each run of combining marks, in one linear pass. Call it before every `normalize` of text that
 * somebody else wrote: normalisation sorts each run of marks by insertion, so that its time grows with the square of the run.
 */
export function boundMarks(text: string): string {
  // Nearly all texts are too short for such a run.
  return text.length > MARKS_IN_A_ROW ? text.replace(EXCESS_MARKS, '$1') : text;
}

/** Length in Unicode code points of a well-formed string: the unit in which all limits on text are given. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    // Each high surrogate of a well-formed string is followed by the low one of the same code point.
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) count--;
  }
  return count;
}

/** Length of `text` in bytes of UTF-8. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Two bytes below U+0800; three above. A surrogate pair is two units and four bytes; a lone one becomes U+FFFD, three.
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

/** A UTF-16 unit is at most so many bytes of UTF-8, so that most text need not be counted. */
const MOST_BYTES_A_UNIT = 3;

/** Whether `text` is longer than so many bytes of UTF-8. Counts only what may be. */
export function exceedsBytes(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * MOST_BYTES_A_UNIT > bytes && utf8Bytes(text) > bytes);
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
