/**
 * Open connections by address, so that limits and bans find those of one address quickly, however many connections
 * there are.
 */

import type { Connection } from './connection.ts';

const NONE: ReadonlySet<Connection> = new Set();

export class AddressIndex {
  readonly #connections = new Map<string, Set<Connection>>();

  add(connection: Connection): void {
    const { address } = connection;
    if (address === undefined) return;
    const others = this.#connections.get(address);
    if (others) others.add(connection);
    else this.#connections.set(address, new Set([connection]));
  }

  remove(connection: Connection): void {
    const { address } = connection;
    if (address === undefined) return;
    const others = this.#connections.get(address);
    others?.delete(connection);
    if (others?.size === 0) this.#connections.delete(address);
  }

  from(address: string): ReadonlySet<Connection> {
    return this.#connections.get(address) ?? NONE;
  }

  /** Addresses with an open connection. */
  all(): Iterable<string> {
    return this.#connections.keys();
  }
}
