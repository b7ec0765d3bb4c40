/**
 * The environment of the checks: a server that can be killed and restarted, a room for each check, and another member
 * without a browser.
 */

import { RoomClient } from '../../src/client/index.ts';
import { Writer } from '../e2e/support/writer.ts';
import { type Server, startServer } from '../support/server.ts';
import type { Driver } from './driver.ts';
import { until, Visitor } from './visitor.ts';

/** A room in which the visitor is. */
export interface Place {
  visitor: Visitor;
  room: string;
  /** Another member's client, whose state shows messages, members and reactions. */
  other: RoomClient;
  site: Site;
}

/** The server of all browsers. */
export class Host {
  #server: Server;
  readonly #first: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.#first = server;
  }

  static async start(): Promise<Host> {
    return new Host(await startServer({ vars: { RATE_LIMITS: 'off' } }));
  }

  get url(): string {
    return this.#server.url;
  }

  async kill(): Promise<void> {
    await this.#server.kill('SIGKILL');
  }

  /** Restarts the server on the same storage. */
  async restart(): Promise<void> {
    const { port, persistTo } = this.#first;
    this.#server = await startServer({ port, persistTo, vars: { RATE_LIMITS: 'off' } });
  }

  async close(): Promise<void> {
    await this.#server.kill('SIGKILL');
    if (this.#server !== this.#first) await this.#server.stop();
    await this.#first.stop();
  }
}

/** The server as one browser sees it. */
export class Site {
  readonly host: Host;
  readonly #visitor: Visitor;
  readonly #others: RoomClient[] = [];

  constructor(host: Host, driver: Driver) {
    this.host = host;
    this.#visitor = new Visitor(driver);
  }

  /** Opens a room in the browser and waits until the page has loaded completely. */
  async enter(room: string): Promise<Place> {
    const visitor = this.#visitor;
    const other = new RoomClient({ url: this.host.url, room, name: 'Other' });
    this.#others.push(other);
    other.connect();
    await until('the other member', () => other.state.link.status === 'live');
    await visitor.driver.open(`${this.host.url}/r/${room}`);
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
    return Writer.connect(this.host.url, room, 'Writer');
  }

  /** Leaves the rooms of a finished check. */
  leave(): void {
    for (const other of this.#others.splice(0)) other.leave();
  }
}
