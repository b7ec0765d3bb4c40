/** Chooses members' displayed names so that no two members here can be mistaken for each other. */

import type { Member } from '../../protocol/members.ts';
import { cleanName, distinctName, guestName, SHORT_ID_CHARS, unmarked } from '../../protocol/names.ts';
import { looksLike, whyConfusable } from './look-alikes.ts';
import type { NameIndex } from './name-index.ts';

export class DistinctNames {
  readonly #index: Pick<NameIndex, 'isTaken'>;
  readonly #nameOf: (memberId: string) => string | undefined;

  /**
   * @param index finds counted members with names that look like a given one
   * @param nameOf returns the current name of a counted member
   */
  constructor(index: Pick<NameIndex, 'isTaken'>, nameOf: (memberId: string) => string | undefined) {
    this.#index = index;
    this.#nameOf = nameOf;
  }

  /**
   * The name for a member that requests one, or connects without one.
   * @param asked the requested name, if any
   * @param authors members who wrote recently, whose names are taken as well
   * @returns the name, and why it is not the requested one, if it isn't
   */
  choose(memberId: string, asked: string | undefined, authors: Iterable<Member>): { name: string; why?: string } {
    const result = asked === undefined ? undefined : cleanName(asked, whyConfusable);
    const why = result && !result.ok ? { why: result.why } : {};
    const name = result?.ok ? result.name : (this.#nameOf(memberId) ?? guestName(memberId));
    return { name: this.#distinct(memberId, name, authors), ...why };
  }

  /**
   * The name for a returning member that may not choose another.
   * @param known its previous name, including the suffix of a look-alike; without one the member gets a guest's name
   * @param authors as for `choose`
   */
  keep(memberId: string, known: string | undefined, authors: Iterable<Member>): string {
    // The rules may have changed since the member got this name.
    const isFit = known !== undefined && cleanName(unmarked(known, memberId), whyConfusable).ok;
    return this.#distinct(memberId, isFit ? known : guestName(memberId), authors);
  }

  /** `name`, with a suffix from the id if it looks like the name of another counted member or author. */
  #distinct(memberId: string, name: string, authors: Iterable<Member>): string {
    // Another member can also have taken a name that the server assigned.
    if (name === this.#nameOf(memberId)) return name;
    const writers = [...authors].filter(({ id }) => id !== memberId);
    const isTaken = (candidate: string) =>
      this.#index.isTaken(candidate, memberId) || writers.some((other) => looksLike(other.name, candidate));
    let distinct = name;
    // An id with four given characters can be found by brute force, and a name with a suffix can be taken only once,
    // like any other.
    for (let chars = SHORT_ID_CHARS; isTaken(distinct) && chars <= memberId.length; chars += SHORT_ID_CHARS)
      distinct = distinctName(unmarked(name, memberId), memberId, chars);
    return distinct;
  }
}
