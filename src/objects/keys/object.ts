/**
 * The one Durable Object that all rooms share, named "keys". It keeps sums of what rooms have reserved for files, so that
 * together they stay within what the operator allows. A room asks it when a block is full, and not for each file.
 */

import { DurableObject } from 'cloudflare:workers';
import { toBase64Url } from '../../protocol/base64url.ts';
import { keyOf, newSecret, signed } from '../../protocol/signature.ts';
import { DAY_MS } from '../../protocol/time.ts';
import { mibIn, type Reserved, type SaltOfDay, Sums } from './sums.ts';

export interface KeysConfig {
  /** What the files of all rooms together may have, in MB. */
  totalMb: number;
}

/** How long after the end of its day a salt is deleted at the latest. */
const AFTER_DAY_MS = 1_800_000;
/** 96 bits, so that no two addresses collide by chance. */
const TAG_CHARS = 16;

export class KeysObject extends DurableObject<Cloudflare.Env> {
  /** Tests read its counters. It isn't reachable from outside, because RPC doesn't expose instance properties. */
  readonly sums: Sums;
  /** The key of the salt in use. */
  #key: { salt: string; key: CryptoKey } | undefined;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env, { totalMb }: KeysConfig) {
    super(ctx, env);
    this.sums = new Sums(ctx.storage, mibIn(totalMb));
  }

  /**
   * Sets what a room has reserved. The number is absolute, so that repeating a call changes nothing.
   * @param room the id of the room's object, not its name
   * @param needed in MiB; 0 gives everything back
   * @param address the tag of the address that causes it. It isn't stored. Without it there are no limits by address,
   *   so that nothing about an address is needed to give back
   * @returns what the room has now, which may be more than it needs, or the limit that doesn't allow it
   */
  async reserve(room: string, needed: number, address?: string): Promise<Reserved> {
    if (!Number.isSafeInteger(needed) || needed < 0) throw new RangeError(`${needed} MiB can't be reserved.`);
    if (address === undefined) return this.sums.reserve(room, needed, undefined);
    for (;;) {
      const { salt } = this.#today(Date.now());
      const tag = await this.#tagOf(salt, address);
      // Meanwhile the day may have ended. No `await` may come between this check and the reservation.
      if (this.sums.day?.salt === salt) return this.sums.reserve(room, needed, tag);
    }
  }

  /** Deletes the salt of a day that has ended: from then on nobody can tell which addresses the tags stood for. */
  override async alarm(): Promise<void> {
    const { day } = this.sums.day ?? {};
    if (day === undefined) return;
    const end = endOf(day);
    if (Date.now() >= end) this.sums.end();
    else await this.ctx.storage.setAlarm(end + AFTER_DAY_MS);
  }

  /** Begins the day if needed. A clock that was set back doesn't, since the day's sums would begin again. */
  #today(nowMs: number): SaltOfDay {
    const day = Math.floor(nowMs / DAY_MS);
    const stored = this.sums.day;
    if (stored && stored.day >= day) return stored;
    const begun = { day, salt: newSecret() };
    this.sums.begin(begun);
    // Stored together with the rows, because nothing is awaited in between.
    this.ctx.waitUntil(this.ctx.storage.setAlarm(endOf(day) + AFTER_DAY_MS));
    return begun;
  }

  async #tagOf(salt: string, address: string): Promise<string> {
    if (this.#key?.salt !== salt) this.#key = { salt, key: await keyOf(salt) };
    const mac = await signed(this.#key.key, 'address', address);
    return toBase64Url(mac).slice(0, TAG_CHARS);
  }
}

/** When a day ends, in Unix milliseconds. */
function endOf(day: number): number {
  return (day + 1) * DAY_MS;
}
