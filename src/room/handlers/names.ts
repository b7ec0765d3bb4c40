/** By which name everybody sees a member: the one place where that is decided, at a connect and by a `name` frame alike. */

import { unmarked } from '../../protocol/names.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { silence } from '../access/restraints.ts';
import { rankOf } from '../access/roles.ts';
import type { RoomConfig } from '../config.ts';
import type { Present } from '../events/present.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Spender } from '../limits/rates.ts';
import type { Roster } from '../presence/roster.ts';

/** What asking for another name costs, in events: everybody is told of a rename by a frame of its own, which events share. */
const RENAME_COST = 5;

/** The parts of the room that a name depends on. */
export interface NamingOptions {
  config: Pick<RoomConfig, 'admins'>;
  present: Present;
  roster: Roster;
  limiter: Limiter;
}

export interface Naming {
  /** The name in force from now on. */
  name: string;
  /** Why it is not the one that was asked for. */
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
   * The name of a member that asks for one, or comes without asking for any. A bad name never refuses a connect: a member that may
   * not have another keeps the one that it has.
   * @param asked as the client sent it
   * @param now Unix milliseconds
   */
  choose(member: Spender, asked: string | undefined, now: number): Naming {
    const { memberId } = member;
    const { moderation } = this.#present.state;
    const authors = this.#present.authors();
    const present = this.#roster.nameOf(memberId);
    const refusal = silence(moderation, { id: memberId, rank: rankOf(memberId, moderation, this.#config.admins) }, now);
    // A muted member must not go on talking by its name. Leaving ends neither the mute nor the name.
    if (refusal)
      return {
        name: present ?? this.#roster.names.keep(memberId, moderation.mutes.get(memberId)?.name, authors),
        refusal,
      };
    if (present !== undefined && (asked === undefined || asked === present)) return { name: present };
    // Judging takes work that grows with what was asked for and with who is here, so a member pays before its name is judged, and
    // pays the same when it is refused. A member with a mark asks for its name without it whenever it connects: that was judged.
    const isFree = present === undefined || asked === unmarked(present, memberId);
    const waitMs = isFree ? 0 : this.#limiter.event(member, RENAME_COST, now);
    if (present !== undefined && waitMs > 0) {
      const why = 'Too many names in too short a time.';
      return { name: present, refusal: refuse('rate_limited', why, { retryAfterMs: waitMs }) };
    }
    const { name, why } = this.#roster.names.choose(memberId, asked, authors);
    return why === undefined ? { name } : { name, refusal: refuse('bad_name', why) };
  }
}
