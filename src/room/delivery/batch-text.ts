/**
 * The text of frames that leave together. It is serialised once for all receivers of the same frames. For a receiver
 * with frames of its own in between, the text is assembled from the same pieces.
 */

import { BATCH_BYTES, BATCH_FRAMES, REPLAY_BATCH_BYTES, REPLAY_BATCH_FRAMES } from '../../protocol/limits.ts';
import { exceedsBytes, utf8Bytes } from '../../protocol/text.ts';
import type { Instead } from './types.ts';

/** The limits of one batch. */
interface Bounds {
  frames: number;
  bytes: number;
}

const LIVE: Bounds = { frames: BATCH_FRAMES, bytes: BATCH_BYTES };
const REPLAY: Bounds = { frames: REPLAY_BATCH_FRAMES, bytes: REPLAY_BATCH_BYTES };

const HEAD = '{"type":"batch","data":[';
const TAIL = ']}';
const WRAPPING = HEAD.length + TAIL.length;

/** The frames of a replay as texts: a single frame alone, several in batches. */
export function packed(frames: readonly string[]): string[] {
  return [...new JoinedFrames(frames, REPLAY).shared];
}

/** A run of frames, excluding `to`. */
interface Run {
  from: number;
  to: number;
}

export class JoinedFrames {
  readonly #frames: readonly string[];
  readonly #bounds: Bounds;
  readonly #runs: readonly Run[];
  /** All frames, separated by commas. */
  readonly #joined: string;
  /** Where each frame starts in the text, followed by one past the end. */
  readonly #starts: number[] = [0];
  /** For receivers of every frame: a single frame alone, several in batches. */
  readonly shared: readonly string[];

  constructor(frames: readonly string[], bounds = LIVE) {
    this.#frames = frames;
    this.#bounds = bounds;
    this.#joined = frames.join(',');
    let next = 0;
    for (const frame of frames) {
      next += frame.length + 1;
      this.#starts.push(next);
    }
    this.#runs = this.#divide();
    this.shared = this.#runs.flatMap((run) => this.#texts(run, []));
  }

  /**
   * All frames, with some of them replaced. The time depends on the number of replacements, not on the number of
   * frames.
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
    const { frames, bytes } = this.#bounds;
    const runs: Run[] = [];
    let run: Run | undefined;
    let size = 0;
    const counted = exceedsBytes(this.#joined, bytes - WRAPPING);
    for (const [index, frame] of this.#frames.entries()) {
      const more = counted ? utf8Bytes(frame) + 1 : 0;
      if (!run || index - run.from === frames || size + more > bytes) {
        run = { from: index, to: index };
        runs.push(run);
        size = WRAPPING;
      }
      run.to = index + 1;
      size += more;
    }
    return runs;
  }

  #texts(run: Run, others: readonly Instead[]): string[] {
    const { from, to } = run;
    const count = others.reduce((n, { text }) => (text === undefined ? n - 1 : n), to - from);
    if (count === 0) return [];
    const text = this.#join(run, others);
    if (count === 1) return [text];
    // An ack may be longer than the frame it replaces.
    if (others.length > 0 && exceedsBytes(text, this.#bounds.bytes - WRAPPING)) return this.#halves(run, others);
    return [HEAD + text + TAIL];
  }

  #halves({ from, to }: Run, others: readonly Instead[]): string[] {
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

  #join({ from, to }: Run, others: readonly Instead[]): string {
    let joined = '';
    const add = (piece: string): void => {
      joined += joined === '' ? piece : `,${piece}`;
    };
    let next = from;
    for (const { index, text } of others) {
      if (index > next) add(this.#slice(next, index));
      if (text !== undefined) add(text);
      next = index + 1;
    }
    if (to > next) add(this.#slice(next, to));
    return joined;
  }

  /** V8 represents a slice as a reference into the whole string, so this copies nothing. */
  #slice(from: number, to: number): string {
    return this.#joined.slice(this.#starts[from], (this.#starts[to] ?? 0) - 1);
  }
}
