/** Decides the name by which others see a member, on connecting and for `name` frames. No other code does. */

import { unmarked } from '../../protocol/names.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { silence } from '../access/restraints.ts';
import { rankOf } from '../access/roles.ts';
import type { RoomConfig } from '../config.ts';
import type { Present } from '../events/present.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Spender } from '../limits/rates.ts';
import type { Roster } from '../presence/roster.ts';

/**
 * The price of asking for another name, in events. A rename is sent to everybody in a frame of its own, whereas events
 * share frames.
 */
const RENAME_COST = 5;

/** The parts of the room that a name depends on. */
export interface NamingOptions {
  config: Pick<RoomConfig, 'admins'>;
  present: Present;
  roster: Roster;
  limiter: Limiter;
}

export interface Naming {
  /** The name from now on. */
  name: string;
  /** Why the name is not the requested one. */
  refusal?: Refusal;
}

export class Names {
  readonly #config: NamingOptions['config'];
  readonly #present: Present;
  readonly #roster: Roster;
  readonly #limiter: Limiter;

  constructor({ config, present, roster, limiter }: NamingOptions) {
    this.#config = config;
    this.#present = present;
    this.#roster = roster;
    this.#limiter = limiter;
  }

  /**
   * Chooses the name of a member that requests one, or connects without one. A bad name never prevents a connection: a
   * member that can't have the new name keeps its present one.
   * @param asked as the client sent it
   * @param now Unix milliseconds
   */
  choose(member: Spender, asked: string | undefined, now: number): Naming {
    const { memberId } = member;
    const { moderation } = this.#present.state;
    const authors = this.#present.authors();
    const present = this.#roster.nameOf(memberId);
    const refusal = silence(moderation, { id: memberId, rank: rankOf(memberId, moderation, this.#config.admins) }, now);
    // A muted member must not be able to talk through its name. Leaving the room ends neither the mute nor the name.
    if (refusal)
      return {
        name: present ?? this.#roster.names.keep(memberId, moderation.mutes.get(memberId)?.name, authors),
        refusal,
      };
    if (present !== undefined && (asked === undefined || asked === present)) return { name: present };
    // Checking a name costs time that grows with its length and with the number of members. So a member pays before the
    // check, and pays the same if the name is refused. A member with a suffix requests its name without the suffix
    // whenever it connects; that name has been checked already.
    const isFree = present === undefined || asked === unmarked(present, memberId);
    const waitMs = isFree ? 0 : this.#limiter.event(member, RENAME_COST, now);
    if (present !== undefined && waitMs > 0) {
      const why = 'You are changing your name too often.';
      return { name: present, refusal: refuse('rate_limited', why, { retryAfterMs: waitMs }) };
    }
    const { name, why } = this.#roster.names.choose(memberId, asked, authors);
    return why === undefined ? { name } : { name, refusal: refuse('bad_name', why) };
  }
}
