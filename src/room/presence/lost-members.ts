/**
 * Where lost members are kept while the room sleeps: in the attachments of the connections that stayed, which costs
 * neither a row nor a timer.
 */

import type { Connection } from './connection.ts';
import type { LostMember } from './types.ts';

/** Serialised attachments have room for 16,384 bytes; what a socket says of itself takes at most 1,000. */
const CAPACITY_BYTES = 15_000;
/** An attachment is written as a whole with each change: one carries about sixteen members, as long as there are enough others. */
const SHARE_BYTES = 1_000;

/** An upper bound for one member as V8 serialises it: 30 bytes of framing, keys and time; Latin-1 takes one byte a character. */
function carriedBytes({ id, name }: LostMember): number {
  return 32 + id.length + (/^[\u0020-\u00ff]*$/.test(name) ? 1 : 2) * name.length;
}

export class LostMembers {
  readonly #open: ReadonlySet<Connection>;
  /** Lost member → the connection that carries it. */
  readonly #carriers = new Map<string, Connection>();
  readonly #bytes = new WeakMap<Connection, number>();
  /** For whom no attachment had room: over two hundred were lost for each who stayed. In memory until somebody comes. */
  readonly #waiting = new Map<string, LostMember>();
  /** Carriers of more than their share. */
  readonly #loaded = new Set<Connection>();
  /** The carrier that had room last, and those to ask after it, round and round. */
  #current: Connection | undefined;
  #round: Iterator<Connection>;
  /** The most that one connection carries, in bytes. */
  #most = SHARE_BYTES;

  /** @param open the connections that can carry; read, never changed */
  constructor(open: ReadonlySet<Connection>) {
    this.#open = open;
    this.#round = open.values();
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

  /** A new connection has room for those who had none, or takes half of what another has too much of. */
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

  /** A connection that was here before the room slept, with what it carries. */
  restored(connection: Connection): void {
    for (const { id } of connection.lost) this.#carriers.set(id, connection);
    this.#weigh(connection, sum(connection.lost));
  }

  /** Moves what a connection carried that is not open any more. */
  ended(connection: Connection, carried: readonly LostMember[]): void {
    this.#loaded.delete(connection);
    if (carried.length > 0) this.#place(carried);
  }

  /** Writes each attachment once, however many it takes. */
  #place(members: readonly LostMember[]): void {
    const more = new Map<Connection, LostMember[]>();
    // Where there was no room for one there is none for the next: not worth asking all connections again.
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

  /** The next in the round with room, each asked once. */
  #next(hasRoom: (connection: Connection) => boolean): Connection | undefined {
    // One step is for the end of the round.
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
