/** Cleans message text. Client and room share it, so the stored, sent and displayed text is one string. */

/** What cleaning changes: escape sequences, line breaks other than LF, and all other controls except tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const UNFIT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * One complete escape sequence of ECMA-48, in its 7-bit form (ESC and a character) or its 8-bit form (a C1 control):
 *
 * - a control string (OSC, DCS, SOS, PM, APC) with its terminator, ST or BEL, if the terminator comes before any other
 *   control;
 * - a control sequence (CSI) with its parameters, intermediates and final byte;
 * - any other escape, with up to two intermediates. Of a string or sequence that is never terminated, only the
 *   introducer matches, so that the rest of the message survives.
 *
 * No part matches a control in its middle, so a failed attempt ends at the next control, and one pass over any text
 * takes linear time.
 */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
  /(?:\u001b[PX\]^_]|[\u0090\u0098\u009d-\u009f])[^\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]*(?:\u0007|\u009c|\u001b\\)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[ -/]{0,2}[0-~]/g;

/**
 * Controls that a terminal executes or ignores without leaving the escape sequence around them: all of C0 and DEL
 * except BEL, which terminates a string; line breaks and tab, which are text; CAN and SUB, which abort a sequence; and
 * ESC, which begins one.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const PASSED_OVER = /[\u0000-\u0006\u0008\u000e-\u0017\u0019\u001c-\u001f\u007f]/g;

/** Every line break in Unicode (UAX #14: BK, CR, LF, NL), with CR LF as one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const LINE_BREAKS = /\r\n|[\n\u000b\f\r\u0085\u2028\u2029]/g;

/** C0 and C1 controls and DEL, except line feed and tab. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what this is for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * Makes any string fit to store and send: well-formed Unicode without escape sequences, with LF for every kind of line
 * break, and without other controls except tab. The function is idempotent. A lone surrogate becomes U+FFFD, because it
 * would be invalid UTF-8 on the wire and strict receivers would drop the connection.
 */
export function cleanText(raw: string): string {
  const text = raw.toWellFormed();
  if (!UNFIT.test(text)) return text;
  // Remove these first, because they could split an escape sequence.
  const sequences = text.replace(PASSED_OVER, '');
  return withLineBreaks(sequences.replace(ESCAPES, ''), '\n').replace(CONTROLS, '');
}

/** Replaces every kind of line break with `lineBreak`. Texts stored by older versions may contain any kind. */
export function withLineBreaks(text: string, lineBreak: string): string {
  return text.replace(LINE_BREAKS, lineBreak);
}

/** Makes a topic of any string: cleaned like message text, on a single line. */
export function cleanTopic(raw: string): string {
  return cleanText(raw).replace(/\s+/g, ' ').trim();
}

/**
 * Characters that are not displayed, for a character class of a pattern with the flag u. Unicode requires fonts to show
 * nothing for zero-width, bidi and tag characters, fillers and annotation controls. The others are classified as
 * symbols or letters but are blank as well: Braille without dots, the null note head, controls and blanks of
 * hieroglyphs, the Khitan filler.
 */
export const UNSEEN = '\\p{DI}\\ufff9-\\ufffb\\u2800\\u{1d159}\\u{13430}-\\u{1343f}\\u{13441}\\u{13442}\\u{16fe4}';
const BLANK = new RegExp(`^[\\s${UNSEEN}]*$`, 'u');

/** Whether `text` shows nothing at all. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/**
 * Combining marks, and the two halfwidth voicing marks that compatibility decomposition turns into combining ones.
 * These are the characters that normalisation may reorder.
 */
const MARK = '[\\p{M}\\uff9e\\uff9f]';
/**
 * The longest run of marks that Unicode's Stream-Safe Text Format allows (UAX #15, UAX15-D3). No language needs more.
 */
const MARKS_IN_A_ROW = 30;
/** Matches only at the start of a run. Matching at each mark would measure the run again every time. */
const EXCESS_MARKS = new RegExp(`(?<!${MARK})(${MARK}{${MARKS_IN_A_ROW}})${MARK}+`, 'gu');

/**
 * Drops all but the first 30 marks of each run of combining marks, in one linear pass. Call it before every `normalize`
 * of text from other people: normalisation sorts each run by insertion, so its time is quadratic in the length of the
 * run.
 */
export function boundMarks(text: string): string {
  // Nearly all texts are too short to contain such a run.
  return text.length > MARKS_IN_A_ROW ? text.replace(EXCESS_MARKS, '$1') : text;
}

/** Length of a well-formed string in Unicode code points, the unit of all limits on text. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    // In a well-formed string each high surrogate is followed by the low surrogate of the same code point.
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
    // Two bytes below U+0800, three above. A surrogate pair is two units and four bytes. A lone surrogate becomes
    // U+FFFD, three bytes.
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

/** The most bytes of UTF-8 that one UTF-16 unit can take. Thanks to this bound most texts need not be counted. */
const MOST_BYTES_A_UNIT = 3;

/**
 * Whether `text` is longer than this many bytes of UTF-8. Counts only texts for which the length in units doesn't
 * decide it.
 */
export function exceedsBytes(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * MOST_BYTES_A_UNIT > bytes && utf8Bytes(text) > bytes);
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
