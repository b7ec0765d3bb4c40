/**
 * Limits how fast a member may send, and all members of one address together. The buckets belong to members rather than
 * connections, so reconnecting doesn't refill them, and a client that returns as another member still has its address.
 */

import { LruMap } from './lru-map.ts';
import { TokenBucket } from './token-bucket.ts';

/** Frames that a member may send for each event that it may store. The surplus is for repeats, signals and requests. */
const FRAMES_PER_EVENT = 4;
/** An address may send as much as this many members. A school class may share one address. */
const MEMBERS_PER_ADDRESS = 20;
/** A connection that is over the limit for this long is closed. Until then its frames are dropped. */
const OVER_MS = 10_000;
/** A member that stays within the limit for this long counts as within it again. */
const PAUSE_MS = 1_000;
/** The runtime evicts an object only after this long without an event (measured; docs/architecture.md). */
const IDLE_MS = 10_000;

/** The price of reading a page of the log, in rows of events. */
export const READ_COST = 5;

/** The member that sends, and its address. */
export interface Spender {
  memberId: string;
  /** Admission.address; `undefined` where clients are not limited by address. */
  address?: string | undefined;
}

export type FrameVerdict =
  | 'take'
  /** Dropped without an answer, because answers to a flood are a flood themselves. */
  | 'drop'
  /** The member has been over the limit for too long. */
  | 'close';

/** The buckets of one member, or of one address. */
class BucketPair {
  readonly frames: TokenBucket;
  readonly events: TokenBucket;
  #overSince = 0;
  #droppedAt = Number.NEGATIVE_INFINITY;

  constructor(rate: number, burst: number, emptyAt: number) {
    this.frames = new TokenBucket(rate * FRAMES_PER_EVENT, burst * FRAMES_PER_EVENT, emptyAt, 0);
    this.events = new TokenBucket(rate, burst, emptyAt, 0);
  }

  /** Decides how to treat a frame over the limit. */
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
   * @param rate events that a member may send per second, more than 0
   * @param burst events at once
   * @param startedMs when the object started, Unix milliseconds
   */
  constructor(rate: number, burst: number, startedMs: number) {
    // Hibernation forgets all buckets. Before that there was no frame for IDLE_MS, so a new bucket starts with what an
    // empty one would have gained since then. With the defaults it is full, since filling takes 4 s.
    const emptyAt = startedMs - IDLE_MS;
    const bucketPairs = (members: number) =>
      new LruMap(
        () => new BucketPair(rate * members, burst * members, emptyAt),
        (pair, now) => pair.isUnused(now),
      );
    this.#members = bucketPairs(1);
    this.#addresses = bucketPairs(MEMBERS_PER_ADDRESS);
  }

  /** Charges for a frame, whatever it contains, and decides how to treat it. */
  frame({ memberId, address }: Spender, now: number): FrameVerdict {
    const member = this.#members.get(memberId, now);
    if (member.frames.take(now) > 0) return member.drop(now);
    if (address === undefined || this.#addresses.get(address, now).frames.take(now) === 0) return 'take';
    return member.drop(now);
  }

  /**
   * Takes the tokens for an event, or for a request of the same cost.
   * @returns 0 if they were taken. Otherwise none were, and the result is the milliseconds until there are enough
   */
  event({ memberId, address }: Spender, cost: number, now: number): number {
    const buckets = [this.#members.get(memberId, now).events];
    if (address !== undefined) buckets.push(this.#addresses.get(address, now).events);
    const waitMs = Math.max(...buckets.map((bucket) => bucket.waitMs(now, cost)));
    if (waitMs === 0) for (const bucket of buckets) bucket.take(now, cost);
    return waitMs;
  }
}
