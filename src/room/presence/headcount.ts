/**
 * How many are here, as a large room tells it in place of who came and went. What was told last is noted in the attachment of
 * one connection, so that a room that slept neither repeats it nor forgets that there is something to tell.
 */

import type { CountFrame } from '../../protocol/frames.ts';
import { COUNT_EVERY_MS, COUNT_FROM, COUNT_SHARE, COUNT_UNTIL } from '../../protocol/limits.ts';
import type { Connection } from './connection.ts';
import type { ToldCount } from './types.ts';

export class Headcount {
  readonly #open: ReadonlySet<Connection>;
  /** There is one exactly while the room tells a count. */
  #told: ToldCount | undefined;
  /** The connection whose attachment has it. */
  #carrier: Connection | undefined;

  /** @param open the connections that can carry the note; read, never changed */
  constructor(open: ReadonlySet<Connection>) {
    this.#open = open;
  }

  /** Whether a change that leaves `count` members is told as a count. */
  isToldAt(count: number): boolean {
    return this.#told !== undefined || count >= COUNT_FROM;
  }

  /** A connection that was here before the room slept. */
  restored(connection: Connection): void {
    if (connection.told === undefined) return;
    this.#told = connection.told;
    this.#carrier = connection;
  }

  /** A connection ended: the note that it carried goes to another. */
  ended(connection: Connection): void {
    if (connection === this.#carrier) this.#note(this.#told);
  }

  /**
   * What is to be told of `count` members. To be asked with all that happens, since a timer would keep the room awake: each
   * answer counts as told.
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
  // The clock may go back: that makes nobody wait.
  const isLongAgo = now - told.at >= COUNT_EVERY_MS || now < told.at;
  return isLongAgo && Math.abs(count - told.count) >= Math.max(1, told.count * COUNT_SHARE);
}

function toFrame(count: number, ts: number): CountFrame {
  return { type: 'system', event: 'count', count, data: `${count} here`, ts };
}
