/**
 * The number of members, which a large room announces instead of joins and leaves. The last announced count is stored
 * in the attachment of one connection, so that a room that hibernated neither repeats it nor forgets a pending one.
 */

import type { CountFrame } from '../../protocol/frames.ts';
import { COUNT_EVERY_MS, COUNT_FROM, COUNT_SHARE, COUNT_UNTIL } from '../../protocol/limits.ts';
import type { Connection } from './connection.ts';
import type { ToldCount } from './types.ts';

export class Headcount {
  readonly #open: ReadonlySet<Connection>;
  /** Defined exactly while the room announces a count. */
  #told: ToldCount | undefined;
  /** The connection whose attachment has the count. */
  #carrier: Connection | undefined;

  /** @param open the connections that can carry it; only read */
  constructor(open: ReadonlySet<Connection>) {
    this.#open = open;
  }

  /** Whether a change to `count` members is announced as a count. */
  isToldAt(count: number): boolean {
    return this.#told !== undefined || count >= COUNT_FROM;
  }

  /** Takes over a connection that was here before the room hibernated. */
  restored(connection: Connection): void {
    if (connection.told === undefined) return;
    this.#told = connection.told;
    this.#carrier = connection;
  }

  /** A connection ended: moves what it carried to another. */
  ended(connection: Connection): void {
    if (connection === this.#carrier) this.#note(this.#told);
  }

  /**
   * The frame to announce for `count` members, if any. Call it on every event, because a timer would keep the room
   * awake. Each returned frame counts as sent.
   * @param now Unix milliseconds
   */
  next(count: number, now: number): CountFrame | undefined {
    const told = this.#told;
    if (told === undefined ? count < COUNT_FROM : count < COUNT_UNTIL) {
      if (told === undefined) return undefined;
      this.#note(undefined);
      return { ...toFrame(count, now), list: true };
    }
    if (told && !isDue(told, count, now)) return undefined;
    this.#note({ count, at: now });
    return toFrame(count, now);
  }

  #note(told: ToldCount | undefined): void {
    this.#told = told;
    if (this.#carrier === undefined || !this.#open.has(this.#carrier)) [this.#carrier] = this.#open;
    this.#carrier?.noteTold(told);
  }
}

function isDue(told: ToldCount, count: number, now: number): boolean {
  // The clock may be set back, which must not make anybody wait.
  const isLongAgo = now - told.at >= COUNT_EVERY_MS || now < told.at;
  return isLongAgo && Math.abs(count - told.count) >= Math.max(1, told.count * COUNT_SHARE);
}

function toFrame(count: number, ts: number): CountFrame {
  return { type: 'system', event: 'count', count, data: `${count} here`, ts };
}
