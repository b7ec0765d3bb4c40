/**
 * The environment of the checks in one browser: a server that can be killed and restarted, a room for each check, and
 * another member without a browser.
 */

import { RoomClient } from '../../src/client/index.ts';
import { Writer } from '../e2e/support/writer.ts';
import { type Server, startServer } from '../support/server.ts';
import type { Driver } from './driver.ts';
import { until, Visitor } from './visitor.ts';

const vars = { RATE_LIMITS: 'off' };

/** A room in which the visitor is. */
export interface Place {
  visitor: Visitor;
  room: string;
  /** Another member's client, whose state shows messages, members and reactions. */
  other: RoomClient;
  site: Site;
}

/** A server and the browser that visits it. */
export class Site {
  readonly #first: Server;
  readonly #visitor: Visitor;
  readonly #others: RoomClient[] = [];
  #server: Server;

  private constructor(server: Server, driver: Driver) {
    this.#first = server;
    this.#server = server;
    this.#visitor = new Visitor(driver);
  }

  static async start(driver: Driver): Promise<Site> {
    return new Site(await startServer({ vars }), driver);
  }

  async kill(): Promise<void> {
    await this.#server.kill('SIGKILL');
  }

  /** Restarts the server on the same storage. */
  async restart(): Promise<void> {
    const { port, persistTo } = this.#first;
    this.#server = await startServer({ port, persistTo, vars });
  }

  async close(): Promise<void> {
    await this.#server.kill('SIGKILL');
    if (this.#server !== this.#first) await this.#server.stop();
    await this.#first.stop();
  }

  /** Opens a room in the browser and waits until the page has loaded completely. */
  async enter(room: string): Promise<Place> {
    const visitor = this.#visitor;
    const { url } = this.#server;
    const other = new RoomClient({ url, room, name: 'Other' });
    this.#others.push(other);
    other.connect();
    await until('the other member', () => other.state.link.status === 'live');
    await visitor.driver.open(`${url}/r/${room}`);
    await this.arrived();
    return { visitor, room, other, site: this };
  }

  /** Waits until the page is connected and its late part has loaded. */
  async arrived(): Promise<void> {
    await this.#visitor.wait(
      'a connected page',
      () => document.querySelector('small.live') !== null && document.querySelector('.bar button.tool') !== null,
    );
  }

  /** A member who writes as fast as the room accepts messages. */
  writer(room: string): Promise<Writer> {
    return Writer.connect(this.#server.url, room, 'Writer');
  }

  /** Leaves the rooms of a finished check. */
  leave(): void {
    for (const other of this.#others.splice(0)) other.leave();
  }
}
