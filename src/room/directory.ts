/**
 * Counted members in order of their ids, and by what their names look like. Each is made when it is first asked for, since
 * most wakes ask for neither, and kept up to date from then on: who comes must not cost a look at everybody.
 */

import type { Member } from '../protocol/frames.ts';
import { looksOf } from './looks.ts';

export class Directory {
  readonly #members: () => Iterable<Member>;
  #ids: string[] | undefined;
  /** What a name looks like → the ids of those who look so. */
  #looks: Map<string, Set<string>> | undefined;

  /** @param members all there are now */
  constructor(members: () => Iterable<Member>) {
    this.#members = members;
  }

  add(member: Member): void {
    this.#ids?.splice(placeOf(this.#ids, member.id), 0, member.id);
    if (this.#looks) enter(this.#looks, member);
  }

  remove(member: Member): void {
    if (this.#ids) {
      const place = placeOf(this.#ids, member.id);
      if (this.#ids[place] === member.id) this.#ids.splice(place, 1);
    }
    if (this.#looks)
      for (const look of readings(member.name)) {
        const ids = this.#looks.get(look);
        ids?.delete(member.id);
        if (ids?.size === 0) this.#looks.delete(look);
      }
  }

  /** Ids after `after`, ascending, at most `limit`, and whether there are more. */
  page(after: string, limit: number): { ids: string[]; more: boolean } {
    this.#ids ??= Array.from(this.#members(), ({ id }) => id).sort();
    const place = placeOf(this.#ids, after);
    const from = this.#ids[place] === after ? place + 1 : place;
    return { ids: this.#ids.slice(from, from + limit), more: this.#ids.length > from + limit };
  }

  /** Whether a name looks like that of a member other than `memberId`. */
  isTaken(name: string, memberId: string): boolean {
    if (!this.#looks) {
      this.#looks = new Map();
      for (const member of this.#members()) enter(this.#looks, member);
    }
    const looks = this.#looks;
    return readings(name).some(
      (look) =>
        looks
          .get(look)
          ?.values()
          .some((id) => id !== memberId) ?? false,
    );
  }
}

/** Where an id stands in a sorted list, or would. */
function placeOf(ids: readonly string[], id: string): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ids[middle] ?? '') < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The two ways to read a name, told apart. */
function readings(name: string): string[] {
  return looksOf(name).map((look, way) => `${way} ${look}`);
}

function enter(looks: Map<string, Set<string>>, { id, name }: Member): void {
  for (const look of readings(name)) {
    const ids = looks.get(look);
    if (ids) ids.add(id);
    else looks.set(look, new Set([id]));
  }
}
