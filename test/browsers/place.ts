/** Where the checks take place: a server that can die and come back, a room for each, and a member who is no browser. */

import { RoomClient } from '../../src/client/index.ts';
import { Writer } from '../e2e/support/writer.ts';
import { type Server, startServer } from '../support/server.ts';
import type { Driver } from './driver.ts';
import { until, Visitor } from './visitor.ts';

/** A room with the visitor in it. */
export interface Place {
  visitor: Visitor;
  room: string;
  /** Another member, as state: messages, members, reactions. */
  other: RoomClient;
  site: Site;
}

export class Site {
  #server: Server;
  readonly #first: Server;
  readonly #visitor: Visitor;
  readonly #others: RoomClient[] = [];

  private constructor(server: Server, driver: Driver) {
    this.#server = server;
    this.#first = server;
    this.#visitor = new Visitor(driver);
  }

  static async open(driver: Driver): Promise<Site> {
    return new Site(await startServer({ vars: { RATE_LIMITS: 'off' } }), driver);
  }

  /** Opens a room in the browser and waits until the page is all there. */
  async enter(room: string): Promise<Place> {
    const visitor = this.#visitor;
    const other = new RoomClient({ url: this.#server.url, room, name: 'Other' });
    this.#others.push(other);
    other.connect();
    await until('the other member', () => other.state.link.status === 'live');
    await visitor.driver.open(`${this.#server.url}/r/${room}`);
    await this.arrived();
    return { visitor, room, other, site: this };
  }

  /** Waits until the page is connected and its late part is there. */
  async arrived(): Promise<void> {
    await this.#visitor.wait(
      'a connected page',
      () => document.querySelector('small.live') !== null && document.querySelector('.bar button.tool') !== null,
    );
  }

  /** A member who writes as fast as the room takes it. */
  writer(room: string): Promise<Writer> {
    return Writer.connect(this.#server.url, room, 'Writer');
  }

  async die(): Promise<void> {
    await this.#server.kill('SIGKILL');
  }

  /** Starts the server again, with what it had stored. */
  async revive(): Promise<void> {
    const { port, persistTo } = this.#first;
    this.#server = await startServer({ port, persistTo, vars: { RATE_LIMITS: 'off' } });
  }

  /** The rooms of a check that is over. */
  leave(): void {
    for (const other of this.#others.splice(0)) other.leave();
  }

  async close(): Promise<void> {
    this.leave();
    await this.#server.kill('SIGKILL');
    if (this.#server !== this.#first) await this.#server.stop();
    await this.#first.stop();
  }
}
