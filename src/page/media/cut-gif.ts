/** Removes all metadata from a GIF, which may be animated. */

import { hasText } from '../../protocol/pictures/bytes.ts';
import { BLOCK, chainEnd, frameAt, screenOf } from '../../protocol/pictures/gif.ts';
import { codesEnd } from './lzw.ts';
import { join, type Pieces } from './pieces.ts';

/** Labels of extensions. */
const LABEL = { text: 0x01, control: 0xf9, application: 0xff } as const;

const END = Uint8Array.of(BLOCK.end);
const CONTROL_BYTES = 8;
/** The introduction, label and name of an application's extension. */
const APPLICATION_BYTES = 14;
const MAX_SUB_BLOCK = 255;

/**
 * Keeps the screen, frames, their timing and how often they are repeated. Ends with the first end block.
 * @returns `undefined` if a block isn't understood, or if the end is missing
 */
export function cutGif(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const screen = screenOf(bytes);
  if (!screen) return undefined;
  const kept: Pieces = [bytes.subarray(0, screen.end)];
  // A control says how the next frame is drawn. One that belongs to a text goes with it.
  let control: Uint8Array | undefined;
  let frames = 0;
  for (let at = screen.end; bytes[at] !== BLOCK.end; ) {
    if (bytes[at] === BLOCK.image) {
      const frame = cutFrame(bytes, at);
      if (!frame) return undefined;
      if (control) kept.push(control);
      kept.push(...frame.pieces);
      frames++;
      control = undefined;
      at = frame.end;
      continue;
    }
    const end = bytes[at] === BLOCK.extension ? chainEnd(bytes, at + 2) : undefined;
    if (end === undefined) return undefined;
    const label = bytes[at + 1];
    if (label === LABEL.control) {
      if (end - at !== CONTROL_BYTES) return undefined;
      control = bytes.subarray(at, end);
    }
    if (label === LABEL.text) control = undefined;
    const loop = label === LABEL.application ? loopOf(bytes, at, end) : undefined;
    if (loop) kept.push(loop);
    at = end;
  }
  return frames > 0 ? join([...kept, END]) : undefined;
}

/** How often an animation is repeated, without anything else that the application wrote. */
function loopOf(bytes: Uint8Array, at: number, end: number): Uint8Array | undefined {
  const named = hasText(bytes, at + 2, '\x0bNETSCAPE2.0') || hasText(bytes, at + 2, '\x0bANIMEXTS1.0');
  const start = at + APPLICATION_BYTES;
  if (!named || !hasText(bytes, start, '\x03\x01') || start + 5 > end) return undefined;
  return join([bytes.subarray(at, start + 4), new Uint8Array(1)]);
}

interface CutFrame {
  readonly pieces: readonly Uint8Array[];
  /** The byte after the original frame. */
  readonly end: number;
}

/** The frame with only those data that are drawn, in sub-blocks anew. */
function cutFrame(bytes: Uint8Array, at: number): CutFrame | undefined {
  const frame = frameAt(bytes, at);
  const start = frame && frame.end + 1;
  const end = start && chainEnd(bytes, start);
  if (!frame || !start || !end) return undefined;
  const data = unchained(bytes, start, end);
  const length = codesEnd(data, bytes[frame.end] ?? 0, frame.w * frame.h);
  if (length === undefined) return undefined;
  return { pieces: [bytes.subarray(at, start), ...chained(data.subarray(0, length))], end };
}

/** The data of a chain of sub-blocks. */
function unchained(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const parts: Pieces = [];
  for (let at = start; at < end - 1; at += 1 + (bytes[at] ?? 0))
    parts.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)));
  return join(parts);
}

function chained(data: Uint8Array): Pieces {
  const parts: Pieces = [];
  for (let at = 0; at < data.length; at += MAX_SUB_BLOCK) {
    const part = data.subarray(at, at + MAX_SUB_BLOCK);
    parts.push(Uint8Array.of(part.length), part);
  }
  return [...parts, new Uint8Array(1)];
}
