/**
 * What those who come from one address may cost in all rooms together. No room knows of the others: each asks the platform,
 * which counts, about one in so many of the things that cost, and without waiting for the answer.
 *
 * At which event a room asks first is left to chance, so that on average it is asked as often as it should be even if a room
 * sleeps, and forgets how far it had counted, after every few events.
 */

import { LruMap } from './lru-map.ts';

/** A question stands for so many units. The platform's limit (`WRITES` in wrangler.toml) is in questions. */
export const UNITS_PER_QUESTION = 20;

/** What things cost, in rows written: they make nearly all of a bill (docs/limits.md). */
export const UNITS = {
  /** Each row of an event. */
  row: 1,
  /** Each row that is read: the first look at a log without messages takes all of it. */
  rowRead: 0.004,
  /** Any frame that wakes the room: a twentieth of a request, and a moment of its time. */
  frame: 0.05,
  /** An alarm, for each address that somebody is there from: it writes a row every 95 s, as long as nobody says anything. */
  alarm: 5,
} as const;

/** How long an address is held once the platform has said no: its periods are minutes. */
export const HOLD_MS = 60_000;
/** When to come back while it is not known whether the hold is over. */
const RETRY_MS = 1_000;

export interface BudgetOptions {
  /** Asks the platform. An `answered` may come at any time later. */
  ask: (address: string, answered: (granted: boolean, now: number) => void) => void;
  /** The address may not write until then, or may again. To be noted where it outlives sleep. */
  held: (address: string, untilMs: number | undefined) => void;
  /** Told to wait, they went on: what they do costs as much when it is refused. */
  exceeded: (address: string) => void;
  /** In [0, 1). */
  random?: () => number;
}

interface Meter {
  /** Units until the next question. */
  left: number;
  heldUntil: number | undefined;
  /** For so long nobody is let in from there. */
  shutUntil: number;
  /** A question is under way whose answer may end the hold. */
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

  /** Until when an address is held. That may be past: then it is until the platform says yes. */
  heldUntil(address: string): number | undefined {
    return this.#meters.peek(address)?.heldUntil;
  }

  /** What was noted before the room slept. */
  restore(address: string, untilMs: number, now: number): void {
    this.#meters.get(address, now).heldUntil = untilMs;
  }

  /** Something was done that costs so much. */
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

  /** For how long an address has to wait until it may write. 0 if it may. */
  waitMs(address: string, now: number): number {
    const until = this.heldUntil(address);
    return until === undefined ? 0 : Math.max(RETRY_MS, until - now);
  }

  /** For how long nobody from an address is let in. 0 if they are. */
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
