/**
 * Where lost members are kept while the room sleeps: in the attachments of the connections that stayed, which costs
 * neither a row nor a timer.
 */

import type { Member } from '../protocol/frames.ts';
import type { Connection } from './connection.ts';

/** A member whose last connection ended without a goodbye. It may be back in a moment. */
export interface LostMember extends Member {
  /** Unix milliseconds. */
  at: number;
}

/** Serialised attachments have room for 16,384 bytes; what a socket says of itself takes at most 1,000. */
const CAPACITY_BYTES = 15_000;

/** An upper bound for one member as V8 serialises it: 30 bytes of framing, keys and time; Latin-1 takes one byte a character. */
function parkedBytes({ id, name }: LostMember): number {
  return 32 + id.length + (/^[\u0020-\u00ff]*$/.test(name) ? 1 : 2) * name.length;
}

export class Parking {
  readonly #open: ReadonlySet<Connection>;
  /** Lost member → the connection that carries it. */
  readonly #carriers = new Map<string, Connection>();
  readonly #bytes = new WeakMap<Connection, number>();
  /** For whom no attachment had room: over two hundred were lost for each who stayed. In memory until somebody comes. */
  readonly #waiting = new Map<string, LostMember>();
  /** The carrier that had room last. */
  #current: Connection | undefined;

  /** @param open the connections that can carry; read, never changed */
  constructor(open: ReadonlySet<Connection>) {
    this.#open = open;
  }

  put(lost: LostMember): void {
    this.#place([lost]);
  }

  /** They are back, or have stopped being counted. */
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

  /** A new connection has room for those who had none. */
  opened(connection: Connection): void {
    if (this.#waiting.size === 0) return;
    this.#current = connection;
    this.#place([...this.#waiting.values()]);
  }

  /** A connection that was here before the room slept, with what it carries. */
  restored(connection: Connection): void {
    for (const { id } of connection.lost) this.#carriers.set(id, connection);
    this.#bytes.set(connection, sum(connection.lost));
  }

  /** Moves what a connection carried that is not open any more. */
  ended(carried: readonly LostMember[]): void {
    if (carried.length > 0) this.#place(carried);
  }

  /** Writes each attachment once, however many it takes. */
  #place(members: readonly LostMember[]): void {
    const more = new Map<Connection, LostMember[]>();
    // Where there was no room for one there is none for the next: not worth asking all connections again.
    let full = false;
    for (const lost of members) {
      const carrier: Connection | undefined = full ? undefined : this.#withRoom(parkedBytes(lost));
      full = carrier === undefined;
      if (carrier) {
        this.#waiting.delete(lost.id);
        this.#carriers.set(lost.id, carrier);
        this.#bytes.set(carrier, (this.#bytes.get(carrier) ?? 0) + parkedBytes(lost));
        const list = more.get(carrier);
        if (list) list.push(lost);
        else more.set(carrier, [...carrier.lost, lost]);
      } else {
        this.#carriers.delete(lost.id);
        this.#waiting.set(lost.id, lost);
      }
    }
    for (const [carrier, lost] of more) carrier.park(lost);
  }

  #withRoom(bytes: number): Connection | undefined {
    const hasRoom = (connection: Connection) => (this.#bytes.get(connection) ?? 0) + bytes <= CAPACITY_BYTES;
    if (!this.#current || !this.#open.has(this.#current) || !hasRoom(this.#current))
      this.#current = [...this.#open].findLast(hasRoom);
    return this.#current;
  }

  #write(carrier: Connection, lost: LostMember[]): void {
    this.#bytes.set(carrier, sum(lost));
    carrier.park(lost);
  }
}

function sum(members: readonly LostMember[]): number {
  return members.reduce((bytes, lost) => bytes + parkedBytes(lost), 0);
}
