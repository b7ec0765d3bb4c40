/** What a session gets when it comes back: exactly what it missed, or a fresh window. Never a partial list. */

import { REPLAY_BYTES, REPLAY_EVENTS, WELCOME_HISTORY } from '../../protocol/limits.ts';
import type { Position } from '../../protocol/position.ts';
import { utf8Bytes } from '../../protocol/text.ts';
import { packed } from '../delivery/joined.ts';
import type { SessionRef, Texts } from '../events/contract.ts';
import { ackOf, frameOf } from '../events/registry.ts';
import type { Settled } from '../pipeline/settled.ts';
import { toHistory } from './history.ts';

/** The frames that follow `welcome`. */
export interface CatchUp {
  recovered: boolean;
  frames: string[];
  /** So much was missed that a replay was begun and given up: the session pays for it. */
  gaveUp: boolean;
}

export class Resume {
  readonly #log: Settled;
  /**
   * The newest event with which a replay was too long: whoever lacks it gets a window without another look. What is missed by such
   * a session only grows, unless texts were shortened since.
   */
  #tooLong: Position = { epoch: '', seq: 0 };

  constructor(log: Settled) {
    this.#log = log;
  }

  /**
   * Decides how a session catches up, and prepares the frames.
   * @param from up to where it has everything; `undefined` if it has nothing
   */
  catchUp(from: Position | undefined, self: SessionRef): CatchUp {
    const missed = from && this.#reaches(from) ? this.#replay(from.seq, self) : undefined;
    if (missed && missed !== 'too long') return { recovered: true, frames: packed(missed), gaveUp: false };
    const gaveUp = missed === 'too long';
    if (this.#log.head === 0) return { recovered: false, frames: [], gaveUp };
    const page = this.#log.latest(WELCOME_HISTORY);
    return { recovered: false, frames: [JSON.stringify(toHistory(page, self))], gaveUp };
  }

  /** Whether a replay from there may be possible, as far as numbers tell. */
  #reaches({ epoch, seq }: Position): boolean {
    const { head, floor } = this.#log;
    if (epoch !== this.#log.epoch || seq > head || seq < floor - 1 || head - seq > REPLAY_EVENTS) return false;
    return this.#tooLong.epoch !== epoch || seq >= this.#tooLong.seq;
  }

  /**
   * Everything after `since`. It is put together newest first: so the last edit of a message comes before those that it overrides,
   * which need no text any more, and what is too long is known before more of it is read.
   */
  #replay(since: number, self: SessionRef): string[] | 'too long' {
    const { head, epoch } = this.#log;
    const frames: string[] = [];
    /** Items that were edited or deleted later on in the replay. */
    const overridden = new Set<number | null>();
    const texts: Texts = {
      ofEdit: (ref) => {
        const text = ref === null || overridden.has(ref) ? '' : this.#log.text(ref);
        overridden.add(ref);
        return text;
      },
      deleted: (ref) => overridden.add(ref),
    };
    let bytes = 0;
    for (const event of this.#log.rangeDown(since, head)) {
      const frame = frameOf(event, texts, epoch);
      const shared = JSON.stringify(frame);
      // An `ack` around it is left out of the sum, so that it is the same for all.
      bytes += utf8Bytes(shared);
      if (bytes > REPLAY_BYTES) {
        this.#tooLong = { epoch, seq: event.seq };
        return 'too long';
      }
      const own = event.member === self.memberId && event.session === self.session && event.cid !== null;
      frames.push(own ? JSON.stringify({ ...ackOf(event, event.cid ?? '', epoch), event: frame }) : shared);
    }
    return frames.reverse();
  }
}
