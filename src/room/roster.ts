/**
 * Who is here. A member is *counted* from its first open connection until it has left, or has been lost for the grace time.
 * Lives in memory; after a wake it is rebuilt from the connections' attachments, in which lost members are parked too.
 */

import type { Member, Person, Role } from '../protocol/frames.ts';
import { cleanName, distinctName, guestName, skeleton } from '../protocol/names.ts';
import type { Connection } from './connection.ts';

/** A member whose last connection ended without a goodbye. It may be back in a moment. */
export interface LostMember extends Member {
  /** Unix milliseconds. */
  at: number;
}

interface Seat {
  member: Member;
  connections: Set<Connection>;
  /** When the last connection was lost; `undefined` while there is one. */
  lostAt: number | undefined;
}

/** Serialised attachments have room for 16,384 bytes; what a socket says of itself takes at most 1,000. */
const PARKED_BYTES = 15_000;

/** An upper bound for one parked member as V8 serialises it: 30 bytes of framing, keys and time; Latin-1 takes one byte a character. */
function parkedBytes({ id, name }: LostMember): number {
  return 32 + id.length + (/^[\u0020-\u00ff]*$/.test(name) ? 1 : 2) * name.length;
}

export class Roster {
  readonly #seats = new Map<string, Seat>();
  readonly #connections = new Set<Connection>();
  /** Lost members for whom no attachment had room. */
  #unparked = 0;

  /** Open connections, ours to send to. */
  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** Counted members. */
  get count(): number {
    return this.#seats.size;
  }

  isCounted(memberId: string): boolean {
    return this.#seats.has(memberId);
  }

  nameOf(memberId: string): string | undefined {
    return this.#seats.get(memberId)?.member.name;
  }

  /**
   * Counted members by id, at most `limit`.
   * @param after the last id of the page before
   */
  page(after: string, limit: number): { people: Person[]; more: boolean } {
    const ids = [...this.#seats.keys()].filter((id) => id > after).sort();
    const people = ids.slice(0, limit).flatMap((id) => {
      const seat = this.#seats.get(id);
      return seat ? [{ ...seat.member, role: roleOf(id) }] : [];
    });
    return { people, more: ids.length > limit };
  }

  /** A connection that was here before the room slept, with the members that are parked in it: nobody joins by it. */
  restore(connection: Connection): void {
    if (connection.gone) return;
    this.#connections.add(connection);
    const seat = this.#seats.get(connection.memberId);
    if (!seat) this.#seats.set(connection.memberId, seatOf(connection));
    else {
      seat.connections.add(connection);
      seat.lostAt = undefined;
    }
    for (const { at, ...member } of connection.lost)
      if (!this.#seats.has(member.id)) this.#seats.set(member.id, { member, connections: new Set(), lostAt: at });
  }

  /** @returns whether the member became counted by it */
  add(connection: Connection): boolean {
    this.#connections.add(connection);
    const seat = this.#seats.get(connection.memberId);
    if (!seat) {
      this.#seats.set(connection.memberId, seatOf(connection));
      if (this.#unparked > 0) this.#park();
      return true;
    }
    seat.connections.add(connection);
    if (seat.lostAt !== undefined) {
      seat.lostAt = undefined;
      this.#park();
    }
    return false;
  }

  /**
   * Takes a connection out for good and marks it gone: safe to call more than once.
   * @returns `last` if it was the member's last one, `other` if the member has more, `gone` if it was out already
   */
  remove(connection: Connection): 'last' | 'other' | 'gone' {
    if (!this.#connections.delete(connection)) return 'gone';
    const carried = connection.lost.length > 0;
    connection.markGone();
    const seat = this.#seats.get(connection.memberId);
    seat?.connections.delete(connection);
    if (carried) this.#park();
    return seat && seat.connections.size > 0 ? 'other' : 'last';
  }

  /** The member's last connection ended without a goodbye: it stays counted for the grace time. */
  lose(memberId: string, now: number): void {
    const seat = this.#seats.get(memberId);
    if (!seat) return;
    seat.lostAt = now;
    this.#park();
  }

  /** The member stops being counted. */
  leave(memberId: string): void {
    this.#seats.delete(memberId);
  }

  /** Takes out the members that have been lost since before `deadline`, and returns them, longest lost first. */
  expire(deadline: number): Member[] {
    const expired: LostMember[] = [];
    for (const { member, lostAt } of this.#seats.values())
      if (lostAt !== undefined && lostAt <= deadline) expired.push({ ...member, at: lostAt });
    if (expired.length === 0) return [];
    for (const { id } of expired) this.#seats.delete(id);
    this.#park();
    return expired.sort((a, b) => a.at - b.at).map(({ id, name }) => ({ id, name }));
  }

  /** A new name on all of the member's connections. */
  rename(memberId: string, name: string): void {
    const seat = this.#seats.get(memberId);
    if (!seat) return;
    seat.member = { id: memberId, name };
    for (const connection of seat.connections) if (connection.name !== name) connection.rename(name);
  }

  /**
   * The name by which everybody sees a member.
   * @param asked the name it asked for, if any
   * @param authors who wrote lately: their names are taken, too
   * @returns the name, and why the one asked for could not be had
   */
  chooseName(
    memberId: string,
    asked: string | undefined,
    authors: Iterable<Member>,
  ): { name: string; refused?: string } {
    const result = asked === undefined ? undefined : cleanName(asked);
    if (!result?.ok)
      return { name: this.nameOf(memberId) ?? guestName(memberId), ...(result ? { refused: result.why } : {}) };
    const looks = skeleton(result.name);
    const alike = (other: Member) => other.id !== memberId && skeleton(other.name) === looks;
    const taken = this.#members().some(alike) || Iterator.from(authors).some(alike);
    return { name: taken ? distinctName(result.name, memberId) : result.name };
  }

  *#members(): Generator<Member, undefined> {
    for (const { member } of this.#seats.values()) yield member;
  }

  /**
   * Writes who is lost into the attachments of open connections, so that it survives hibernation.
   * What fits into none is only in memory until somebody comes: that takes over two hundred lost for each who stayed.
   */
  #park(): void {
    const lost = [...this.#seats.values()].flatMap(({ member, lostAt }) =>
      lostAt === undefined ? [] : [{ ...member, at: lostAt }],
    );
    for (const connection of this.#connections) {
      if (lost.length === 0 && connection.lost.length === 0) continue;
      const parked: LostMember[] = [];
      let bytes = 0;
      for (let next = lost[0]; next && bytes + parkedBytes(next) <= PARKED_BYTES; next = lost[0]) {
        bytes += parkedBytes(next);
        parked.push(next);
        lost.shift();
      }
      connection.park(parked);
    }
    this.#unparked = lost.length;
  }
}

function seatOf(connection: Connection): Seat {
  return {
    member: { id: connection.memberId, name: connection.name },
    connections: new Set([connection]),
    lostAt: undefined,
  };
}

/** A guest has no key, and its id says so. */
export function roleOf(memberId: string): Role {
  return memberId.startsWith('~') ? 'guest' : 'member';
}
