/**
 * Bounds what the clients of one address may cost in all rooms together. Rooms don't know of each other, so each asks a
 * rate limiter of the platform whenever an address has cost UNITS_PER_QUESTION more, without waiting for the answer.
 * The first question comes after a random part of that. A room that hibernates forgets how far it has counted. The
 * random start keeps the number of questions right on average, even if a room hibernates after every few events.
 */

import { LruMap } from './lru-map.ts';

/** How many units one question stands for. The platform's limit (`WRITES` in wrangler.toml) counts questions. */
export const UNITS_PER_QUESTION = 20;

/**
 * The costs of a client's actions, in units of one written row. Written rows make up nearly the whole bill
 * (docs/limits.md).
 */
export const UNITS = {
  /** A row that an event writes. */
  row: 1,
  /** A row that is read. It counts because a search for messages in a log that has none reads all of it. */
  rowRead: 0.004,
  /** A frame that wakes the room. It is billed as a twentieth of a request and some milliseconds of activity. */
  frame: 0.05,
  /** An alarm, charged to each address with an open connection. In a silent room it writes a row every 95 s. */
  alarm: 5,
} as const;

/** How long an address is held (may not write) after the platform refused it. The platform's periods are minutes. */
export const HOLD_MS = 60_000;
/** How long a client must wait between attempts after the hold, until the platform has confirmed that it is over. */
const RETRY_MS = 1_000;

export interface BudgetOptions {
  /** Asks the platform, and calls `answered` at any later time. */
  ask: (address: string, answered: (granted: boolean, now: number) => void) => void;
  /**
   * Called when an address is held until a time (Unix milliseconds), or no longer. The callee notes it where it
   * survives hibernation.
   */
  held: (address: string, untilMs: number | undefined) => void;
  /**
   * Called when a held address continues to send. The callee closes its connections, because a refused frame costs as
   * much as an accepted one.
   */
  exceeded: (address: string) => void;
  /** Returns a number in [0, 1). */
  random?: () => number;
}

/** The state of one address. Times are Unix milliseconds. */
interface Meter {
  /** Units until the next question. */
  left: number;
  heldUntil: number | undefined;
  /** Nobody may connect from the address before this time. */
  shutUntil: number;
  /** A question is in flight whose answer may end the hold. */
  asking: boolean;
}

export class Budget {
  readonly #options: BudgetOptions;
  readonly #meters: LruMap<Meter>;

  constructor(options: BudgetOptions) {
    this.#options = options;
    const random = options.random ?? Math.random;
    this.#meters = new LruMap<Meter>(() => ({
      left: UNITS_PER_QUESTION * (1 - random()),
      heldUntil: undefined,
      shutUntil: 0,
      asking: false,
    }));
  }

  /**
   * When the hold on an address ends. Once that time is past, the address stays held until the platform grants a
   * question.
   */
  heldUntil(address: string): number | undefined {
    return this.#meters.peek(address)?.heldUntil;
  }

  /** Restores a hold that was noted before the room hibernated. */
  restore(address: string, untilMs: number, now: number): void {
    this.#meters.get(address, now).heldUntil = untilMs;
  }

  /** Charges an address, and asks the platform if it is time. */
  spend(address: string, units: number, now: number): void {
    const meter = this.#meters.get(address, now);
    meter.left -= units;
    if (meter.left <= 0) {
      const wasHeld = meter.heldUntil !== undefined;
      for (; meter.left <= 0; meter.left += UNITS_PER_QUESTION)
        this.#options.ask(address, (granted, at) => {
          if (granted) this.#release(address, meter);
          else if (wasHeld) this.#shut(address, meter, at);
          else this.#hold(address, meter, at);
        });
    } else if (meter.heldUntil !== undefined && now >= meter.heldUntil && !meter.asking) {
      meter.asking = true;
      this.#options.ask(address, (granted, at) => {
        meter.asking = false;
        if (granted) this.#release(address, meter);
        else this.#hold(address, meter, at);
      });
    }
  }

  /** Milliseconds until an address may write; 0 if it may now. */
  waitMs(address: string, now: number): number {
    const until = this.heldUntil(address);
    return until === undefined ? 0 : Math.max(RETRY_MS, until - now);
  }

  /** Milliseconds until clients may connect from an address; 0 if they may now. */
  shutMs(address: string, now: number): number {
    return Math.max(0, (this.#meters.peek(address)?.shutUntil ?? 0) - now);
  }

  #shut(address: string, meter: Meter, now: number): void {
    meter.shutUntil = now + HOLD_MS;
    this.#options.exceeded(address);
  }

  #hold(address: string, meter: Meter, now: number): void {
    meter.heldUntil = now + HOLD_MS;
    this.#options.held(address, meter.heldUntil);
  }

  #release(address: string, meter: Meter): void {
    if (meter.heldUntil === undefined) return;
    meter.heldUntil = undefined;
    this.#options.held(address, undefined);
  }
}
