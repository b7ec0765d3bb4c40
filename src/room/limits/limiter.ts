/** All that keeps members, and the addresses they come from, within bounds: what a room asks at each connect and frame. */

import type { CloseName } from '../../protocol/codes.ts';
import type { Admission } from '../../protocol/connect.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import type { Limits } from '../../protocol/shared.ts';
import { Budget, type BudgetOptions, UNITS } from './budget.ts';
import { Feedback } from './feedback.ts';
import { type FrameVerdict, Rates, type Spender } from './rates.ts';
import { Strikes } from './strikes.ts';

/** Sockets of one address in one room: a school has one address. */
export const ADDRESS_SOCKETS = 200;
/** When to try again where there are as many. */
const RETRY_AFTER_MS = 30_000;

/** Those who are connected (presence/roster.ts). */
export interface Here {
  /** The open connections of a member. */
  connectionsOf(memberId: string): Iterable<{ readonly address: string | undefined; readonly session: string }>;
  /** The open connections from an address. */
  connectionsFrom(address: string): { readonly size: number };
}

/** What outlives a sleep with a connection. */
interface Restored {
  readonly address: string | undefined;
  /** Until when its address may not write. Unix milliseconds. */
  readonly held: number | undefined;
  /** The room has closed it. */
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
   * @param startedMs when this life of the object began, Unix milliseconds
   * @param budget of an address in all rooms; `undefined` where the platform doesn't count
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

  /** Why an address may not connect once more; `undefined` if it may. */
  refusal({ id, session, address }: Admission, here: Here, now: number): Refusal<CloseName> | undefined {
    if (!this.#limitAddresses || address === undefined) return undefined;
    const shutMs = this.#budget?.shutMs(address, now) ?? 0;
    if (shutMs > 0) return refuse('rate_limited', 'Too much came from your address.', { retryAfterMs: shutMs });
    let sockets = here.connectionsFrom(address).size;
    // The one that it replaces makes room for it.
    for (const other of here.connectionsOf(id)) if (other.address === address && other.session === session) sockets--;
    if (sockets < ADDRESS_SOCKETS) return undefined;
    const why = `There are ${ADDRESS_SOCKETS} connections from your address, all there may be.`;
    return refuse('rate_limited', why, { retryAfterMs: RETRY_AFTER_MS });
  }

  /** A frame came, whatever is in it. */
  frame(spender: Spender, now: number): FrameVerdict {
    this.#spend(spender, UNITS.frame, now);
    return this.#rates?.frame(this.#limited(spender), now) ?? 'take';
  }

  /**
   * Takes an event that writes so many rows.
   * @returns 0 if it may be stored, else the milliseconds until it may
   */
  event(spender: Spender, rows: number, now: number): number {
    const waitMs = this.#heldMs(spender, now) || (this.#rates?.event(this.#limited(spender), rows, now) ?? 0);
    if (waitMs === 0) this.#spend(spender, rows * UNITS.row, now);
    return waitMs;
  }

  /** Takes a request that reads as much as so many events write. @returns as `event` */
  request(spender: Spender, cost: number, now: number): number {
    return this.#rates?.event(this.#limited(spender), cost, now) ?? 0;
  }

  /** @returns the `retryAfterMs` to tell a connection; `undefined` if it was told just now */
  retryAfterMs(connection: object, about: 'event' | 'request', waitMs: number, now: number): number | undefined {
    return (about === 'event' ? this.#events : this.#requests).retryAfterMs(connection, waitMs, now);
  }

  /** Bad input came. @returns whether it was one too many */
  strike({ memberId }: Spender, now: number): boolean {
    return this.#strikes.add(memberId, now);
  }

  /**
   * The room had to look after those who are there.
   * @param addresses that they are connected from, each once
   */
  alarm(addresses: Iterable<string>, now: number): void {
    for (const address of addresses) this.#budget?.spend(address, UNITS.alarm, now);
  }

  /** What a connection carries that was here before the room slept. */
  restore({ address, held, gone }: Restored, now: number): void {
    if (address !== undefined && held !== undefined && !gone) this.#budget?.restore(address, held, now);
  }

  /** Something was done for which so many rows had to be read. */
  read(spender: Pick<Spender, 'address'>, rows: number, now: number): void {
    if (rows > 0) this.#spend(spender, rows * UNITS.rowRead, now);
  }

  /** Until when the address of somebody who comes is held. */
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
