/** Queues announcements for screen readers, so that they are short and not too frequent. */

import { type Signal, signal } from '@preact/signals';

/** The shortest time between two batches of lines. A screen reader that is interrupted says nothing at all. */
export const ANNOUNCE_EVERY_MS = 2_000;
/** The number of lines kept in the document. */
export const ANNOUNCED_LINES = 20;
/** The number of lines announced at once. More would be read out long after the fact, so only the newest are kept. */
const AT_ONCE = 5;

export interface Announcement {
  key: number;
  text: string;
}

export class AnnouncementQueue {
  readonly lines: Signal<readonly Announcement[]> = signal([]);
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #key = 0;

  /** Adds `text` to the next batch. */
  say(text: string): void {
    this.#waiting.push(text);
    this.#timer ??= setTimeout(() => this.#flush(), ANNOUNCE_EVERY_MS);
  }

  /** Drops the lines that haven't been announced yet, such as those of a room that is no longer open. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.lines.value = [];
  }

  #flush(): void {
    this.#timer = undefined;
    const added = this.#waiting.slice(-AT_ONCE).map((text) => ({ key: ++this.#key, text }));
    this.#waiting = [];
    this.lines.value = [...this.lines.value, ...added].slice(-ANNOUNCED_LINES);
  }
}
