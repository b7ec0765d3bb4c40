/**
 * How fast members may send, and all who come from one address together. By member, not by connection: who reconnects finds
 * its buckets as it left them, and who comes back as somebody else still has its address.
 */

import { LruMap } from './lru-map.ts';
import { TokenBucket } from './token-bucket.ts';

/** Frames for each event: what repeats, asks and reads around it. */
const FRAMES_PER_EVENT = 4;
/** What an address may send, in members: a class comes from one. */
const MEMBERS_PER_ADDRESS = 20;
/** For so long frames over the limit are merely dropped. */
const OVER_MS = 10_000;
/** Who stayed within the limit for so long is not over it any more. */
const PAUSE_MS = 1_000;
/** The runtime lets an object go only after so long without an event (measured; docs/architecture.md). */
const IDLE_MS = 10_000;

/** Tokens that reading a page of the log takes, in events. */
export const READ_COST = 5;

/** Who sends. */
export interface Spender {
  memberId: string;
  /** Admission.address; `undefined` where addresses are not limited. */
  address?: string | undefined;
}

export type FrameVerdict =
  | 'take'
  /** Unanswered: answers to a flood are a flood. */
  | 'drop'
  /** It went on for too long. */
  | 'close';

class BucketPair {
  readonly frames: TokenBucket;
  readonly events: TokenBucket;
  #overSince = 0;
  #droppedAt = Number.NEGATIVE_INFINITY;

  constructor(rate: number, burst: number, emptyAt: number) {
    this.frames = new TokenBucket(rate * FRAMES_PER_EVENT, burst * FRAMES_PER_EVENT, emptyAt, 0);
    this.events = new TokenBucket(rate, burst, emptyAt, 0);
  }

  /** A frame over the limit came. */
  drop(now: number): 'drop' | 'close' {
    if (now - this.#droppedAt > PAUSE_MS || now < this.#droppedAt) this.#overSince = now;
    this.#droppedAt = now;
    return now - this.#overSince >= OVER_MS ? 'close' : 'drop';
  }

  isUnused(now: number): boolean {
    return this.frames.isFull(now) && this.events.isFull(now) && now - this.#droppedAt > PAUSE_MS;
  }
}

export class Rates {
  readonly #members: LruMap<BucketPair>;
  readonly #addresses: LruMap<BucketPair>;

  /**
   * @param rate events a second and member, more than 0
   * @param burst events at once
   * @param startedMs when this life of the object began, Unix milliseconds
   */
  constructor(rate: number, burst: number, startedMs: number) {
    // A sleep forgets all buckets. It came after IDLE_MS without a frame, so that the emptiest has in it by now what it got
    // since: as if it had been emptied then. With the defaults it is full after 4 s.
    const emptyAt = startedMs - IDLE_MS;
    const bucketPairs = (members: number) =>
      new LruMap(
        () => new BucketPair(rate * members, burst * members, emptyAt),
        (pair, now) => pair.isUnused(now),
      );
    this.#members = bucketPairs(1);
    this.#addresses = bucketPairs(MEMBERS_PER_ADDRESS);
  }

  /** A frame came, whatever is in it. */
  frame({ memberId, address }: Spender, now: number): FrameVerdict {
    const member = this.#members.get(memberId, now);
    if (member.frames.take(now) > 0) return member.drop(now);
    if (address === undefined || this.#addresses.get(address, now).frames.take(now) === 0) return 'take';
    return member.drop(now);
  }

  /**
   * Takes an event, or what costs as much.
   * @returns 0 if it may be, else the milliseconds to wait; nothing is taken then
   */
  event({ memberId, address }: Spender, cost: number, now: number): number {
    const buckets = [this.#members.get(memberId, now).events];
    if (address !== undefined) buckets.push(this.#addresses.get(address, now).events);
    const waitMs = Math.max(...buckets.map((bucket) => bucket.waitMs(now, cost)));
    if (waitMs === 0) for (const bucket of buckets) bucket.take(now, cost);
    return waitMs;
  }
}
