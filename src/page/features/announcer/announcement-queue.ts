/** Queues announcements for screen readers: few lines, and not too often. */

import { type Signal, signal } from '@preact/signals';

/** Lines come together, at most this often: a reader that is interrupted says nothing at all. */
export const ANNOUNCE_EVERY_MS = 2_000;
/** Lines kept in the document. */
export const ANNOUNCED_LINES = 20;
/** More at once than this would be read out long after the fact: only the newest are. */
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

  /** Tells `text` with the next lot. */
  say(text: string): void {
    this.#waiting.push(text);
    this.#timer ??= setTimeout(() => this.#flush(), ANNOUNCE_EVERY_MS);
  }

  /** Drops what was not told yet, such as that of a room that is no longer open. */
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
