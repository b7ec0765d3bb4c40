/**
 * Keeps lost members in the attachments of the remaining connections during hibernation, which costs neither a row nor
 * a timer.
 */

import type { Connection } from './connection.ts';
import type { LostMember } from './types.ts';

/** Serialised attachments are limited to 16,384 bytes. The connection's own data takes at most 1,000. */
const CAPACITY_BYTES = 15_000;
/**
 * Every change rewrites a whole attachment, so each carries only about sixteen members as long as there are enough
 * connections.
 */
const SHARE_BYTES = 1_000;

/**
 * An upper bound for one member as V8 serialises it: 30 bytes of framing, keys and time. Latin-1 takes one byte per
 * character.
 */
function carriedBytes({ id, name }: LostMember): number {
  return 32 + id.length + (/^[\u0020-\u00ff]*$/.test(name) ? 1 : 2) * name.length;
}

export class LostMembers {
  readonly #open: ReadonlySet<Connection>;
  /** Lost member → the connection that carries it. */
  readonly #carriers = new Map<string, Connection>();
  readonly #bytes = new WeakMap<Connection, number>();
  /**
   * Members for whom no attachment had room, because over two hundred were lost for each that stayed. Kept in memory
   * until a connection opens.
   */
  readonly #waiting = new Map<string, LostMember>();
  /** Connections that carry more than their share. */
  readonly #loaded = new Set<Connection>();
  /** The connection that last had room. The search for the next one continues after it, round-robin. */
  #current: Connection | undefined;
  #round: Iterator<Connection>;
  /** The most that any connection carries, in bytes. */
  #most = SHARE_BYTES;

  /** @param open the connections that can carry members; only read */
  constructor(open: ReadonlySet<Connection>) {
    this.#open = open;
    this.#round = open.values();
  }

  put(lost: LostMember): void {
    this.#place([lost]);
  }

  /** Removes members that are back or are no longer counted. */
  remove(ids: Iterable<string>): void {
    const removed = new Set(ids);
    const touched = new Set<Connection>();
    for (const id of removed) {
      this.#waiting.delete(id);
      const carrier = this.#carriers.get(id);
      if (carrier) touched.add(carrier);
      this.#carriers.delete(id);
    }
    for (const carrier of touched)
      this.#write(
        carrier,
        carrier.lost.filter(({ id }) => !removed.has(id)),
      );
  }

  /** A new connection takes members for whom there was no room, or half of what an overloaded connection carries. */
  opened(connection: Connection): void {
    const [loaded] = this.#loaded;
    if (this.#waiting.size === 0 && !loaded) return;
    this.#current = connection;
    this.#most = SHARE_BYTES;
    if (this.#waiting.size > 0) return this.#place([...this.#waiting.values()]);
    if (!loaded) return;
    const half = Math.ceil(loaded.lost.length / 2);
    const given = loaded.lost.slice(half);
    this.#write(loaded, loaded.lost.slice(0, half));
    this.#place(given);
  }

  /** Takes over a connection that was here before the room hibernated, with the members it carries. */
  restored(connection: Connection): void {
    for (const { id } of connection.lost) this.#carriers.set(id, connection);
    this.#weigh(connection, sum(connection.lost));
  }

  /** Moves the members that an ended connection carried. */
  ended(connection: Connection, carried: readonly LostMember[]): void {
    this.#loaded.delete(connection);
    if (carried.length > 0) this.#place(carried);
  }

  /** Places members, writing each attachment once however many it takes. */
  #place(members: readonly LostMember[]): void {
    const more = new Map<Connection, LostMember[]>();
    // If there was no room for one member, there is none for the next, and searching all connections again is not
    // worthwhile.
    let full = false;
    for (const lost of members) {
      const carrier: Connection | undefined = full ? undefined : this.#withRoom(carriedBytes(lost));
      full = carrier === undefined;
      if (carrier) {
        this.#waiting.delete(lost.id);
        this.#carriers.set(lost.id, carrier);
        this.#weigh(carrier, this.#bytesOf(carrier) + carriedBytes(lost));
        const list = more.get(carrier);
        if (list) list.push(lost);
        else more.set(carrier, [...carrier.lost, lost]);
      } else {
        this.#carriers.delete(lost.id);
        this.#waiting.set(lost.id, lost);
      }
    }
    for (const [carrier, lost] of more) carrier.carry(lost);
  }

  #withRoom(bytes: number): Connection | undefined {
    const hasRoom = (connection: Connection) => this.#bytesOf(connection) + bytes <= this.#most;
    if (this.#current && this.#open.has(this.#current) && hasRoom(this.#current)) return this.#current;
    this.#current = this.#next(hasRoom);
    if (!this.#current && this.#most < CAPACITY_BYTES) {
      this.#most = CAPACITY_BYTES;
      this.#current = this.#next(hasRoom);
    }
    return this.#current;
  }

  /** The next connection that has space, after trying each connection once. */
  #next(hasRoom: (connection: Connection) => boolean): Connection | undefined {
    // One iteration is for the end of the round.
    for (let step = 0; step <= this.#open.size; step++) {
      const { value, done } = this.#round.next();
      if (done) this.#round = this.#open.values();
      else if (hasRoom(value)) return value;
    }
    return undefined;
  }

  #write(carrier: Connection, lost: LostMember[]): void {
    this.#weigh(carrier, sum(lost));
    carrier.carry(lost);
  }

  #bytesOf(connection: Connection): number {
    return this.#bytes.get(connection) ?? 0;
  }

  #weigh(carrier: Connection, bytes: number): void {
    if (bytes > 0) this.#bytes.set(carrier, bytes);
    else this.#bytes.delete(carrier);
    if (bytes > SHARE_BYTES) this.#loaded.add(carrier);
    else this.#loaded.delete(carrier);
  }
}

function sum(members: readonly LostMember[]): number {
  return members.reduce((bytes, lost) => bytes + carriedBytes(lost), 0);
}
