/** Frames that leave together: joined once for all who get the same, and from the same pieces for who gets others in between. */

import { BATCH_BYTES, BATCH_FRAMES, REPLAY_BATCH_BYTES, REPLAY_BATCH_FRAMES } from '../protocol/limits.ts';
import { utf8Bytes } from '../protocol/text.ts';

/** One frame as text, with its size in bytes of UTF-8: measured once, however many receive it. */
export interface Sized {
  text: string;
  bytes: number;
}

export function sized(text: string): Sized {
  return { text, bytes: utf8Bytes(text) };
}

/** The most that one batch may hold. */
interface Bounds {
  frames: number;
  bytes: number;
}

const LIVE: Bounds = { frames: BATCH_FRAMES, bytes: BATCH_BYTES };
const REPLAY: Bounds = { frames: REPLAY_BATCH_FRAMES, bytes: REPLAY_BATCH_BYTES };

const HEAD = '{"type":"batch","data":[';
const TAIL = ']}';
const WRAPPING = HEAD.length + TAIL.length;

/** The frames of a replay: one by itself, several in batches. */
export function packed(frames: readonly string[]): string[] {
  return [...new Batches(frames.map(sized), REPLAY).shared];
}

/** What stands in the place of a frame for one receiver; nothing if there is no `frame`. */
export interface Instead {
  index: number;
  frame: Sized | undefined;
}

/** A run of frames, `to` not included. */
interface Run {
  from: number;
  to: number;
}

export class Batches {
  readonly #frames: readonly Sized[];
  readonly #bounds: Bounds;
  readonly #runs: readonly Run[];
  /** All frames, separated by commas. */
  readonly #joined: string;
  /** Where each frame begins in it, and one beyond the last: in UTF-16 units, and in bytes. */
  readonly #starts: number[] = [0];
  readonly #bytes: number[] = [0];
  /** As all get them who get all: a single frame by itself, several in batches. */
  readonly shared: readonly string[];

  constructor(frames: readonly Sized[], bounds = LIVE) {
    this.#frames = frames;
    this.#bounds = bounds;
    this.#joined = frames.length === 1 ? (frames[0]?.text ?? '') : frames.map(({ text }) => text).join(',');
    let [units, bytes] = [0, 0];
    for (const frame of frames) {
      units += frame.text.length + 1;
      bytes += frame.bytes + 1;
      this.#starts.push(units);
      this.#bytes.push(bytes);
    }
    this.#runs = this.#divide();
    this.shared = this.#runs.flatMap((run) => this.#texts(run, []));
  }

  /**
   * The same with others in the place of some. Takes time by how many these are, not by how many there are in all.
   * @param others ascending
   */
  with(others: readonly Instead[]): string[] {
    let next = 0;
    return this.#runs.flatMap((run) => {
      const first = next;
      while (next < others.length && (others[next]?.index ?? 0) < run.to) next++;
      return this.#texts(run, others.slice(first, next));
    });
  }

  #divide(): Run[] {
    const runs: Run[] = [];
    for (let from = 0, to = 0; from < this.#frames.length; from = to) {
      for (to = from + 1; to < this.#frames.length && to - from < this.#bounds.frames; to++)
        if (this.#bytesOf({ from, to: to + 1 }) > this.#bounds.bytes) break;
      runs.push({ from, to });
    }
    return runs;
  }

  /** Of the batch that a run makes, or a little less: the last comma is counted. */
  #bytesOf({ from, to }: Run): number {
    return WRAPPING + (this.#bytes[to] ?? 0) - (this.#bytes[from] ?? 0);
  }

  #texts(run: Run, others: readonly Instead[]): string[] {
    const { from, to } = run;
    let bytes = this.#bytesOf(run);
    let count = to - from;
    for (const { index, frame } of others) {
      bytes += (frame?.bytes ?? 0) - (this.#frames[index]?.bytes ?? 0);
      if (!frame) count--;
    }
    if (count === 0) return [];
    if (count > 1 && bytes > this.#bounds.bytes) {
      // An ack may be longer than what it stands for.
      const middle = (from + to) >> 1;
      const isBefore = ({ index }: Instead): boolean => index < middle;
      return [
        ...this.#texts({ from, to: middle }, others.filter(isBefore)),
        ...this.#texts(
          { from: middle, to },
          others.filter((other) => !isBefore(other)),
        ),
      ];
    }
    const text = this.#join(run, others);
    return [count === 1 ? text : HEAD + text + TAIL];
  }

  #join({ from, to }: Run, others: readonly Instead[]): string {
    let text = '';
    const add = (piece: string): void => {
      text += text === '' ? piece : `,${piece}`;
    };
    let next = from;
    for (const { index, frame } of others) {
      if (index > next) add(this.#slice(next, index));
      if (frame) add(frame.text);
      next = index + 1;
    }
    if (to > next) add(this.#slice(next, to));
    return text;
  }

  /** V8 keeps a slice as a reference into the whole, so that nothing is copied here. */
  #slice(from: number, to: number): string {
    return this.#joined.slice(this.#starts[from], (this.#starts[to] ?? 0) - 1);
  }
}
