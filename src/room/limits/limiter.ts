/** The one place where a room checks whether a member or its address may connect, send, store or read. */

import type { CloseName } from '../../protocol/codes.ts';
import type { Admission } from '../../protocol/connect.ts';
import type { Limits } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { Budget, type BudgetOptions, UNITS } from './budget.ts';
import { Feedback } from './feedback.ts';
import { type FrameVerdict, Rates, type Spender } from './rates.ts';
import { Strikes } from './strikes.ts';

/** The maximum number of connections of one address in one room. A school may share one address. */
export const ADDRESS_SOCKETS = 200;
/** How long a client must wait before it tries again if its address has that many connections. */
const RETRY_AFTER_MS = 30_000;

/** The open connections of the room (presence/roster.ts). */
export interface OpenConnections {
  /** The open connections of a member. */
  connectionsOf(memberId: string): Iterable<{ readonly address: string | undefined; readonly sessionTag: string }>;
  /** The open connections from an address. */
  connectionsFrom(address: string): { readonly size: number };
}

/** A connection's limit state that survives hibernation. */
interface Restored {
  readonly address: string | undefined;
  /** When the hold on its address ends (budget.ts). Unix milliseconds. */
  readonly held: number | undefined;
  /** Whether the room has closed the connection. */
  readonly gone: boolean;
}

export class Limiter {
  readonly #rates: Rates | undefined;
  readonly #budget: Budget | undefined;
  readonly #limitAddresses: boolean;
  readonly #strikes = new Strikes();
  readonly #events = new Feedback();
  readonly #requests = new Feedback();

  /**
   * @param startedMs when the object started, Unix milliseconds
   * @param budget bounds an address across all rooms; `undefined` where the platform has no rate limiter
   */
  constructor(
    { limits: { rate, burst }, limitAddresses }: { limits: Limits; limitAddresses: boolean },
    startedMs: number,
    budget?: BudgetOptions,
  ) {
    this.#rates = rate > 0 ? new Rates(rate, burst, startedMs) : undefined;
    this.#limitAddresses = limitAddresses;
    this.#budget = budget && limitAddresses ? new Budget(budget) : undefined;
  }

  /** Why an address may not open another connection; `undefined` if it may. */
  refusal({ id, session, address }: Admission, here: OpenConnections, now: number): Refusal<CloseName> | undefined {
    if (!this.#limitAddresses || address === undefined) return undefined;
    const shutMs = this.#budget?.shutMs(address, now) ?? 0;
    if (shutMs > 0) return refuse('rate_limited', 'Too many requests from your address.', { retryAfterMs: shutMs });
    let sockets = here.connectionsFrom(address).size;
    // An existing connection of the same session will be replaced, so it doesn't count.
    for (const other of here.connectionsOf(id))
      if (other.address === address && other.sessionTag === session) sockets--;
    if (sockets < ADDRESS_SOCKETS) return undefined;
    const why = `Your address already has ${ADDRESS_SOCKETS} connections in this room, which is the limit.`;
    return refuse('rate_limited', why, { retryAfterMs: RETRY_AFTER_MS });
  }

  /** Charges for a frame, whatever it contains, and decides how to treat it. */
  frame(spender: Spender, now: number): FrameVerdict {
    this.#spend(spender, UNITS.frame, now);
    return this.#rates?.frame(this.#limited(spender), now) ?? 'take';
  }

  /**
   * Charges for an event.
   * @param rows rows that it writes
   * @returns 0 if it may be stored. Otherwise nothing is charged, and the result is the milliseconds until it may
   */
  event(spender: Spender, rows: number, now: number): number {
    const waitMs = this.#heldMs(spender, now) || (this.#rates?.event(this.#limited(spender), rows, now) ?? 0);
    if (waitMs === 0) this.#spend(spender, rows * UNITS.row, now);
    return waitMs;
  }

  /** Charges for a request that costs as much as an event of `cost` rows. @returns as `event` does */
  request(spender: Spender, cost: number, now: number): number {
    return this.#rates?.event(this.#limited(spender), cost, now) ?? 0;
  }

  /**
   * @returns the `retryAfterMs` to send; `undefined` if the connection was told a moment ago and gets no answer
   *   (feedback.ts)
   */
  retryAfterMs(connection: object, about: 'event' | 'request', waitMs: number, now: number): number | undefined {
    return (about === 'event' ? this.#events : this.#requests).retryAfterMs(connection, waitMs, now);
  }

  /** Counts input that no well-behaved client sends. @returns whether to disconnect the member */
  strike({ memberId }: Spender, now: number): boolean {
    return this.#strikes.add(memberId, now);
  }

  /**
   * Charges for an alarm that looked for dead peers.
   * @param addresses the addresses of open connections, without duplicates
   */
  alarm(addresses: Iterable<string>, now: number): void {
    for (const address of addresses) this.#budget?.spend(address, UNITS.alarm, now);
  }

  /** Restores the hold that a connection kept during hibernation. */
  restore({ address, held, gone }: Restored, now: number): void {
    if (address !== undefined && held !== undefined && !gone) this.#budget?.restore(address, held, now);
  }

  /** Charges an address for rows that were read on its behalf. */
  read(spender: Pick<Spender, 'address'>, rows: number, now: number): void {
    if (rows > 0) this.#spend(spender, rows * UNITS.rowRead, now);
  }

  /** When the hold on the address of a new connection ends. Unix milliseconds. */
  heldUntil(address: string | undefined): number | undefined {
    return address === undefined ? undefined : this.#budget?.heldUntil(address);
  }

  #heldMs({ address }: Pick<Spender, 'address'>, now: number): number {
    return address === undefined ? 0 : (this.#budget?.waitMs(address, now) ?? 0);
  }

  #spend({ address }: Pick<Spender, 'address'>, units: number, now: number): void {
    if (address !== undefined) this.#budget?.spend(address, units, now);
  }

  #limited({ memberId, address }: Spender): Spender {
    return this.#limitAddresses ? { memberId, address } : { memberId };
  }
}
