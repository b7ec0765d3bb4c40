/**
 * Counted members by what their names look like. Built on first use, since most wakes don't need it, and kept up to
 * date from then on, so that connecting need not scan all members.
 */

import type { Member } from '../../protocol/members.ts';
import { skeletonsOf } from './look-alikes.ts';

export class NameIndex {
  readonly #members: () => Iterable<Member>;
  /** Skeleton → the ids of the members whose names have it. */
  #bySkeleton: Map<string, Set<string>> | undefined;

  /** @param members returns all current members */
  constructor(members: () => Iterable<Member>) {
    this.#members = members;
  }

  add(member: Member): void {
    if (this.#bySkeleton) enter(this.#bySkeleton, member);
  }

  remove(member: Member): void {
    if (this.#bySkeleton)
      for (const skeleton of readings(member.name)) {
        const ids = this.#bySkeleton.get(skeleton);
        ids?.delete(member.id);
        if (ids?.size === 0) this.#bySkeleton.delete(skeleton);
      }
  }

  /** Whether a name looks like that of a member other than `memberId`. */
  isTaken(name: string, memberId: string): boolean {
    if (!this.#bySkeleton) {
      this.#bySkeleton = new Map();
      for (const member of this.#members()) enter(this.#bySkeleton, member);
    }
    const bySkeleton = this.#bySkeleton;
    return readings(name).some(
      (skeleton) =>
        bySkeleton
          .get(skeleton)
          ?.values()
          .some((id) => id !== memberId) ?? false,
    );
  }
}

/** The distinct readings of a name. */
function readings(name: string): string[] {
  return skeletonsOf(name).map((skeleton, way) => `${way} ${skeleton}`);
}

function enter(bySkeleton: Map<string, Set<string>>, { id, name }: Member): void {
  for (const skeleton of readings(name)) {
    const ids = bySkeleton.get(skeleton);
    if (ids) ids.add(id);
    else bySkeleton.set(skeleton, new Set([id]));
  }
}
