/** Chooses the name by which everybody sees a member, so that no two members here can be taken for each other by their names. */

import { cleanName, distinctName, guestName, SHORT_ID_CHARS, unmarked } from '../../protocol/names.ts';
import type { Member } from '../../protocol/shared.ts';
import { looksLike, whyConfusable } from './look-alikes.ts';
import type { NameIndex } from './name-index.ts';

export class DistinctNames {
  readonly #index: Pick<NameIndex, 'isTaken'>;
  readonly #nameOf: (memberId: string) => string | undefined;

  /**
   * @param index finds the counted members whose names look like a given one
   * @param nameOf the present name of a counted member
   */
  constructor(index: Pick<NameIndex, 'isTaken'>, nameOf: (memberId: string) => string | undefined) {
    this.#index = index;
    this.#nameOf = nameOf;
  }

  /**
   * The name for a member that asks for one, or comes without asking for any.
   * @param asked the name it asked for, if any
   * @param authors members who wrote lately: their names are taken, too
   * @returns the name, and why the member could not have the one that it asked for
   */
  choose(memberId: string, asked: string | undefined, authors: Iterable<Member>): { name: string; why?: string } {
    const result = asked === undefined ? undefined : cleanName(asked, whyConfusable);
    const why = result && !result.ok ? { why: result.why } : {};
    const name = result?.ok ? result.name : (this.#nameOf(memberId) ?? guestName(memberId));
    return { name: this.#distinct(memberId, name, authors), ...why };
  }

  /**
   * The name by which a member comes back that may not choose another.
   * @param known the name that it had, the mark of a look-alike included; without one the member gets a guest's name
   * @param authors as for `choose`
   */
  keep(memberId: string, known: string | undefined, authors: Iterable<Member>): string {
    // The rules may have changed since the member got this name.
    const isFit = known !== undefined && cleanName(unmarked(known, memberId), whyConfusable).ok;
    return this.#distinct(memberId, isFit ? known : guestName(memberId), authors);
  }

  /** `name`, or marked with the id where it looks like the name of another counted member or author. */
  #distinct(memberId: string, name: string, authors: Iterable<Member>): string {
    // Another member can have taken a name that the server gave, too.
    if (name === this.#nameOf(memberId)) return name;
    const writers = [...authors].filter(({ id }) => id !== memberId);
    const isTaken = (candidate: string) =>
      this.#index.isTaken(candidate, memberId) || writers.some((other) => looksLike(other.name, candidate));
    let distinct = name;
    // Four characters of an id can be found by trying, and a marked name can be taken only once, like any other.
    for (let chars = SHORT_ID_CHARS; isTaken(distinct) && chars <= memberId.length; chars += SHORT_ID_CHARS)
      distinct = distinctName(unmarked(name, memberId), memberId, chars);
    return distinct;
  }
}
