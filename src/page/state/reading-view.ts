/** The reader's view of a room: the rows in the document, the unread divider, and the place to return to. */

import { type ReadonlySignal, signal } from '@preact/signals';

/** The reader's place in the list: a row, and its distance from the upper edge. */
export interface ReadingPosition {
  key: string;
  top: number;
}

/**
 * The state of a room's list of messages that outlives the list while other rooms are open. A `seq` is that of a message
 * in the room's present epoch.
 */
export class ReadingView {
  readonly #divider = signal<number>();
  readonly #start = signal<number>();
  readonly #highlighted = signal<number>();
  #position: ReadingPosition | undefined;
  /** `undefined` while the list isn't on the screen. */
  #followsEnd: (() => boolean) | undefined;

  /** The `seq` after which the unread divider stands. `undefined` if there is none. */
  readonly dividerAfter: ReadonlySignal<number | undefined> = this.#divider;
  /** The `seq` at which the rows in the document begin. `undefined` if they end with the newest message. */
  readonly start: ReadonlySignal<number | undefined> = this.#start;
  /** The message that is highlighted for a moment, because the reader went to it. */
  readonly highlighted: ReadonlySignal<number | undefined> = this.#highlighted;

  /** Where the reader was when they left the room, unless it was at the end. */
  get position(): ReadingPosition | undefined {
    return this.#position;
  }

  /**
   * Whether the reader is looking at the end of the room. New messages are then read on arrival, and never count as
   * unread in between.
   */
  get isFollowed(): boolean {
    return this.#followsEnd?.() ?? false;
  }

  /** Puts the divider before the first unread message, `Room.firstUnreadAfter`, or removes it. placement.ts says when. */
  divide(after: number | undefined): void {
    this.#divider.value = after;
  }

  /** The reader sent something, so they have read what is above it. */
  sent(): void {
    this.#divider.value = undefined;
  }

  /** Lets the rows begin at a message, or end with the newest one. */
  startAt(seq: number | undefined): void {
    this.#start.value = seq;
  }

  /** Highlights a message instead of the former one, or none. */
  highlight(seq: number | undefined): void {
    this.#highlighted.value = seq;
  }

  /** The list of the room is on the screen. `followsEnd` asks it whether the reader is looking at its end. */
  enter(followsEnd: () => boolean): void {
    this.#followsEnd = followsEnd;
  }

  /** The list was removed from the screen. `position`: where the reader was, unless it was at the end. */
  leave(position: ReadingPosition | undefined): void {
    this.#followsEnd = undefined;
    this.#returnTo(position);
  }

  /** The reader is back where they left the room. */
  returned(): void {
    this.#position = undefined;
  }

  /** The room has a new log, so positions in the old one mean nothing. */
  reset(): void {
    this.#start.value = undefined;
    this.#returnTo(undefined);
  }

  #returnTo(position: ReadingPosition | undefined): void {
    this.#position = position;
    this.#divider.value = this.#highlighted.value = undefined;
  }
}
