/**
 * What a resuming session gets: everything it missed, or the newest items as for a new session. Never only a part of
 * what it missed.
 */

import type { EventFrame } from '../../protocol/events/registry.ts';
import { REPLAY_BYTES, REPLAY_EVENTS, WELCOME_HISTORY } from '../../protocol/limits.ts';
import type { Position } from '../../protocol/position.ts';
import type { SessionRef } from '../../protocol/session-ref.ts';
import { utf8Bytes } from '../../protocol/text.ts';
import { packed } from '../delivery/batch-text.ts';
import type { Stored } from '../events/body.ts';
import type { FrameContext } from '../events/contract.ts';
import { ackAround, frameOf, laterContext, senderFrameOf } from '../events/frames.ts';
import type { Settled } from '../pipeline/settled.ts';
import { toHistory } from './history.ts';

/** The frames that follow `welcome`. */
export interface CatchUp {
  recovered: boolean;
  frames: string[];
  /** A replay was started and abandoned, because the session missed too much. The session pays for the attempt. */
  gaveUp: boolean;
}

export class Replay {
  readonly #log: Settled;
  /**
   * The newest event that made a replay too long. A session that lacks it gets the newest items without another
   * attempt: what it missed can only have grown, unless texts have become shorter.
   */
  #tooLong: Position = { epoch: '', seq: 0 };

  constructor(log: Settled) {
    this.#log = log;
  }

  /**
   * Decides how a session catches up, and prepares the frames.
   * @param from the position up to which it has everything; `undefined` if it has nothing
   */
  catchUp(from: Position | undefined, self: SessionRef): CatchUp {
    const missed = from && this.#reaches(from) ? this.#replay(from.seq, self) : undefined;
    if (missed && missed !== 'too long') return { recovered: true, frames: packed(missed), gaveUp: false };
    const gaveUp = missed === 'too long';
    if (this.#log.head === 0) return { recovered: false, frames: [], gaveUp };
    const page = this.#log.latest(WELCOME_HISTORY);
    return { recovered: false, frames: [JSON.stringify(toHistory(page, self))], gaveUp };
  }

  /** Whether a replay may be possible, as far as is known without reading events. */
  #reaches({ epoch, seq }: Position): boolean {
    const { head, floor } = this.#log;
    if (epoch !== this.#log.epoch || seq > head || seq < floor - 1 || head - seq > REPLAY_EVENTS) return false;
    return this.#tooLong.epoch !== epoch || seq >= this.#tooLong.seq;
  }

  /**
   * The frames of all events after `since`. They are read newest first. The last edit of an item thus comes before
   * earlier ones, which then need no text, and a replay that is too long reads no more than REPLAY_BYTES.
   */
  #replay(since: number, self: SessionRef): string[] | 'too long' {
    const { head, epoch } = this.#log;
    const frames: string[] = [];
    /** Items that a later event of the replay edits or deletes. */
    const overridden = new Set<number | null>();
    const { item } = laterContext(this.#log);
    const items = new Map<number | null, ReturnType<typeof item>>();
    const context: FrameContext = {
      ofEdit: (ref) => {
        const text = ref === null || overridden.has(ref) ? '' : this.#log.text(ref);
        overridden.add(ref);
        return text;
      },
      deleted: (ref) => overridden.add(ref),
      // Cache it, because there may be a thousand changes of one item.
      item: (ref) => {
        if (!items.has(ref)) items.set(ref, item(ref));
        return items.get(ref);
      },
    };
    let bytes = 0;
    for (const event of this.#log.rangeDown(since, head)) {
      const frame = frameOf(event, context, epoch);
      const shared = JSON.stringify(frame);
      // The additional fields of the asker's own events don't count, so that the limit is the same for all sessions.
      bytes += utf8Bytes(shared);
      if (bytes > REPLAY_BYTES) {
        this.#tooLong = { epoch, seq: event.seq };
        return 'too long';
      }
      frames.push(event.member === self.memberId ? this.#own(event, frame, context, self) : shared);
    }
    return frames.reverse();
  }

  /** An event of the session's own member, in an `ack` if this session sent it. */
  #own(event: Stored, shared: EventFrame, context: FrameContext, { sessionTag }: SessionRef): string {
    const { epoch } = this.#log;
    const frame = senderFrameOf(event, context, epoch) ?? shared;
    const { clientEventId: id } = event;
    return JSON.stringify(event.sessionTag === sessionTag && id !== null ? ackAround(event, id, frame, epoch) : frame);
  }
}
