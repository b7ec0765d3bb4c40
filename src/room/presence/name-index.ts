/**
 * Counted members by what their names look like. Made when it is first asked for, since most wakes don't ask, and kept up to
 * date from then on: who comes must not cost a look at everybody.
 */

import type { Member } from '../../protocol/frames.ts';
import { looksOf } from './look-alikes.ts';

export class Directory {
  readonly #members: () => Iterable<Member>;
  /** What a name looks like → the ids of those who look so. */
  #looks: Map<string, Set<string>> | undefined;

  /** @param members all there are now */
  constructor(members: () => Iterable<Member>) {
    this.#members = members;
  }

  add(member: Member): void {
    if (this.#looks) enter(this.#looks, member);
  }

  remove(member: Member): void {
    if (this.#looks)
      for (const look of readings(member.name)) {
        const ids = this.#looks.get(look);
        ids?.delete(member.id);
        if (ids?.size === 0) this.#looks.delete(look);
      }
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

/** The ways to read a name, told apart. */
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
