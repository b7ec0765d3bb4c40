/**
 * The members and their connections. A member is *counted* from its first open connection until it has left, or has
 * been lost for the grace time. The roster is in memory. After hibernation it is rebuilt from the connections'
 * attachments, which also carry lost members.
 */

import { isGuest } from '../../protocol/identity.ts';
import type { Member } from '../../protocol/members.ts';
import type { Roles } from '../access/types.ts';
import { AddressIndex } from './address-index.ts';
import type { Connection } from './connection.ts';
import { DistinctNames } from './distinct-names.ts';
import { LostMembers } from './lost-members.ts';
import { type Listed, MemberList } from './member-list.ts';
import { NameIndex } from './name-index.ts';
import type { LostMember } from './types.ts';

interface Seat extends Listed {
  connections: Set<Connection>;
  /** When the last connection was lost; `undefined` while there is one. */
  lostAt: number | undefined;
}

/** The roles in a room where nobody was given one. The id of a member shows whether it is a guest. */
const PLAIN: Roles = { of: (memberId) => (isGuest(memberId) ? 'guest' : 'member'), version: {} };

export class Roster {
  readonly #seats = new Map<string, Seat>();
  /** Members without a connection. */
  readonly #lost = new Set<Seat>();
  /** No member was lost before this time. */
  #lostSince = Number.POSITIVE_INFINITY;
  readonly #connections = new Set<Connection>();
  readonly #addressIndex = new AddressIndex();
  readonly #lostMembers = new LostMembers(this.#connections);
  readonly #nameIndex = new NameIndex(() => this.#members());
  /** Counted members as clients get them. */
  readonly list: MemberList;
  /** Chooses names that can't be mistaken for those of counted members. */
  readonly names = new DistinctNames(this.#nameIndex, (memberId) => this.nameOf(memberId));

  constructor(roles: Roles = PLAIN) {
    this.list = new MemberList(this.#seats, roles);
  }

  /** Open connections. */
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

  /** Ids of counted members. */
  get ids(): Iterable<string> {
    return this.#seats.keys();
  }

  /** Open connections of a member. */
  connectionsOf(memberId: string): Iterable<Connection> {
    return this.#seats.get(memberId)?.connections ?? [];
  }

  /** Open connections from an address. */
  connectionsFrom(address: string): ReadonlySet<Connection> {
    return this.#addressIndex.from(address);
  }

  /** Addresses with an open connection. */
  get addresses(): Iterable<string> {
    return this.#addressIndex.all();
  }

  /**
   * Takes over a connection that was here before the room hibernated, with the lost members it carries. This doesn't
   * count as a join.
   */
  restore(connection: Connection): void {
    if (connection.gone) return;
    this.#connections.add(connection);
    this.#addressIndex.add(connection);
    const seat = this.#seats.get(connection.memberId);
    if (!seat) this.#seat(seatOf(connection));
    else {
      seat.connections.add(connection);
      this.#found(seat);
    }
    this.#lostMembers.restored(connection);
    for (const { at, ...member } of connection.lost)
      if (!this.#seats.has(member.id)) {
        const seat: Seat = { member, connections: new Set(), lostAt: at };
        this.#seat(seat);
        this.#lost.add(seat);
        this.#lostSince = Math.min(this.#lostSince, at);
      }
  }

  /** @returns whether the member became counted with it */
  add(connection: Connection): boolean {
    this.#connections.add(connection);
    this.#addressIndex.add(connection);
    const seat = this.#seats.get(connection.memberId);
    if (!seat) this.#seat(seatOf(connection));
    else {
      seat.connections.add(connection);
      if (seat.lostAt !== undefined) this.#lostMembers.remove([connection.memberId]);
      this.#found(seat);
    }
    this.#lostMembers.opened(connection);
    return seat === undefined;
  }

  /**
   * Removes a connection for good and marks it as gone. It is safe to call this more than once.
   * @returns `last` if it was the member's last one, `other` if the member has more, `gone` if it was already removed
   */
  remove(connection: Connection): 'last' | 'other' | 'gone' {
    if (!this.#connections.delete(connection)) return 'gone';
    this.#addressIndex.remove(connection);
    const carried = connection.lost;
    connection.markGone();
    const seat = this.#seats.get(connection.memberId);
    seat?.connections.delete(connection);
    this.#lostMembers.ended(connection, carried);
    return seat && seat.connections.size > 0 ? 'other' : 'last';
  }

  /** The member's last connection ended without a goodbye. The member stays counted for the grace time. */
  lose(memberId: string, now: number): void {
    const seat = this.#seats.get(memberId);
    if (!seat) return;
    seat.lostAt = now;
    this.#lost.add(seat);
    this.#lostSince = Math.min(this.#lostSince, now);
    this.#lostMembers.put({ ...seat.member, at: now });
  }

  /** The member is no longer counted. */
  leave(memberId: string): void {
    const seat = this.#seats.get(memberId);
    if (!seat) return;
    this.#lost.delete(seat);
    this.#seats.delete(memberId);
    this.#nameIndex.remove(seat.member);
    this.list.remove(memberId);
  }

  /** Removes the members lost before `deadline`, and returns them, longest lost first. */
  expire(deadline: number): Member[] {
    // Called with every frame, so avoid the scan when no member can have expired.
    if (this.#lostSince > deadline) return [];
    this.#lostSince = Number.POSITIVE_INFINITY;
    const expired: LostMember[] = [];
    for (const { member, lostAt = Number.POSITIVE_INFINITY } of this.#lost)
      if (lostAt <= deadline) expired.push({ ...member, at: lostAt });
      else this.#lostSince = Math.min(this.#lostSince, lostAt);
    if (expired.length === 0) return [];
    for (const { id } of expired) this.leave(id);
    this.#lostMembers.remove(expired.map(({ id }) => id));
    return expired.sort((a, b) => a.at - b.at).map(({ id, name }) => ({ id, name }));
  }

  /** The member is no longer counted, whether connected or lost. */
  expel(memberId: string): void {
    this.#lostMembers.remove([memberId]);
    this.leave(memberId);
  }

  /** Sets a new name on all of the member's connections. */
  rename(memberId: string, name: string): void {
    const seat = this.#seats.get(memberId);
    if (!seat) return;
    this.#nameIndex.remove(seat.member);
    seat.member = { id: memberId, name };
    seat.json = undefined;
    this.#nameIndex.add(seat.member);
    this.list.renamed(memberId);
    for (const connection of seat.connections) if (connection.name !== name) connection.rename(name);
  }

  #seat(seat: Seat): void {
    this.#seats.set(seat.member.id, seat);
    this.#nameIndex.add(seat.member);
    this.list.add(seat.member.id);
  }

  #found(seat: Seat): void {
    seat.lostAt = undefined;
    this.#lost.delete(seat);
  }

  *#members(): Generator<Member, undefined> {
    for (const { member } of this.#seats.values()) yield member;
  }
}

function seatOf(connection: Connection): Seat {
  return {
    member: { id: connection.memberId, name: connection.name },
    connections: new Set([connection]),
    lostAt: undefined,
  };
}
