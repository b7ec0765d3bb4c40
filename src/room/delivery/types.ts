/** Where delivery meets presence: a place that takes what a flush tells. Nothing but types: other folders import them from here. */

import type { SessionRef } from '../../protocol/session-ref.ts';

/** What stands in the place of a frame for a session of the member that sent the event; nothing if there is no `text`. */
export interface Instead {
  readonly index: number;
  readonly text: string | undefined;
}

/** All that one flush tells, made once however many receive it. */
export interface Batch {
  /** What v1 clients get whose members sent none of the events: one text, or several where one would be too large. */
  readonly shared: readonly string[];
  /** What a session gets in the place of its member's events; `undefined` if it gets them as everybody does. */
  own(session: SessionRef): readonly Instead[] | undefined;
  /** The same as `shared` with `own` in place. Takes time by how many these are. */
  with(own: readonly Instead[]): readonly string[];
  /** What base clients get, one event a text, with `own` in place. */
  base(own: readonly Instead[] | undefined): readonly string[];
}

/** Takes texts for one receiver. It never closes anything, and calls nobody who could send in turn. */
export interface Sink {
  /** Sends what the receiver gets of a batch. @returns whether the runtime took all of it: a peer that is gone is that receiver's matter */
  take(batch: Batch): boolean;
  /** Sends one serialised frame that is no part of a batch. @returns as `take` */
  tell(text: string): boolean;
  /** Sends what the client has missed. It may take long to read without counting as slow. */
  replay(texts: readonly string[]): void;
  /** Bytes that the runtime took and has not sent yet; `undefined` where it doesn't tell (workerd before 1.20261117). */
  readonly unsent: number | undefined;
  /** Whether so much waits unsent that the receiver has to go. Always false where the runtime doesn't tell. */
  isSlow(now: number): boolean;
}

/** What has a sink: a connection, as far as delivery knows it. */
export interface Holder {
  readonly sink: Sink;
}

/** Holders that have to go once all others have been sent to. */
export interface Casualties<H extends Holder> {
  readonly failed: readonly H[];
  readonly slow: readonly H[];
}

/** What went over one connection since the room last woke, or since it joined: kept in memory alone. */
export interface Traffic {
  /** Unix milliseconds. */
  readonly since: number;
  framesIn: number;
  framesOut: number;
  /** UTF-16 units. Bytes would have to be counted anew for every receiver, which takes as long as sending. */
  charsIn: number;
  charsOut: number;
  failedSends: number;
  /** Most bytes that were seen waiting unsent; `undefined` where the runtime doesn't tell. */
  maxBuffered: number | undefined;
}
