/**
 * The interface between delivery and presence: sinks that take what a flush sends. Contains types only, so that other
 * folders may import it.
 */

import type { SessionRef } from '../../protocol/session-ref.ts';

/** The replacement for a frame in a session of the member that sent the event. Without `text` the frame is dropped. */
export interface Instead {
  readonly index: number;
  readonly text: string | undefined;
}

/** Everything that one flush sends, built once however many receive it. */
export interface Batch {
  /** For v1 clients whose members sent none of the events: one text, or several where one would be too large. */
  readonly shared: readonly string[];
  /** What a session gets in place of the events of its member; `undefined` if it gets the shared frames. */
  own(session: SessionRef): readonly Instead[] | undefined;
  /** The texts of `shared`, in which `own` replaces some frames. The time depends on the number of replacements. */
  with(own: readonly Instead[]): readonly string[];
  /** The texts for a base client, one event each, in which `own` replaces some frames. */
  base(own: readonly Instead[] | undefined): readonly string[];
}

/** Accepts texts for one receiver. It never closes anything and calls no code that could send in turn. */
export interface Sink {
  /**
   * Sends the receiver's part of a batch. @returns whether the runtime accepted all of it; a peer that is gone only
   * concerns this receiver
   */
  take(batch: Batch): boolean;
  /** Sends one serialised frame outside a batch. @returns as `take` */
  tell(text: string): boolean;
  /** Sends what the client has missed. Taking long to read it doesn't count as slow. */
  replay(texts: readonly string[]): void;
  /**
   * Bytes that the runtime accepted but hasn't sent; `undefined` where it doesn't report them (workerd before
   * 1.20261117).
   */
  readonly unsent: number | undefined;
  /** Whether so much is waiting that the receiver must be closed. Always false where the runtime doesn't report it. */
  isSlow(now: number): boolean;
}

/** The owner of a sink: a connection, as delivery sees it. */
export interface Holder {
  readonly sink: Sink;
}

/** Holders that must be closed once all others have been sent to. */
export interface Casualties<H extends Holder> {
  readonly failed: readonly H[];
  readonly slow: readonly H[];
}

/** What went over one connection since the room last woke or the connection joined. In memory only. */
export interface Traffic {
  /** Unix milliseconds. */
  readonly since: number;
  framesIn: number;
  framesOut: number;
  /** UTF-16 units. Bytes would have to be counted for every receiver, which takes as long as sending. */
  charsIn: number;
  charsOut: number;
  failedSends: number;
  /** The largest number of bytes seen waiting to be sent; `undefined` where the runtime doesn't report them. */
  maxBuffered: number | undefined;
}
