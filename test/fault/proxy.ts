/**
 * A TCP proxy that simulates bad networks: it delays, cuts in the middle of a frame, swallows one direction, stalls and
 * resets.
 */

import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type Direction = 'up' | 'down';

/** One connection through the proxy. */
export class Link {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #swallowed = new Set<Direction>();
  #latencyMs: number;
  #cutAfter: number | undefined;

  constructor(client: Socket, server: Socket, latencyMs: number) {
    this.#client = client;
    this.#server = server;
    this.#latencyMs = latencyMs;
    this.#pipe(client, server, 'up');
    this.#pipe(server, client, 'down');
  }

  get open(): boolean {
    return !this.#client.destroyed && !this.#server.destroyed;
  }

  /** Resets both sides. Data that the peers haven't read is lost. */
  reset(): void {
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  /** Ends the connection after `bytes` more from the server, most likely in the middle of a frame. */
  cutAfter(bytes: number): void {
    this.#cutAfter = bytes;
  }

  /** Drops all further data in one direction, while both sides believe that the connection works. */
  swallow(direction: Direction): void {
    this.#swallowed.add(direction);
  }

  /** Stops reading from the server for a while, so that data for the client piles up there. */
  async stall(ms: number): Promise<void> {
    this.hold();
    await delay(ms, undefined, { ref: false });
    this.release();
  }

  /** Stops reading from the server until `release`. */
  hold(): void {
    this.#server.pause();
  }

  release(): void {
    if (!this.#server.destroyed) this.#server.resume();
  }

  set latencyMs(ms: number) {
    this.#latencyMs = ms;
  }

  #pipe(from: Socket, to: Socket, direction: Direction): void {
    // Chunks are sent one after the other, so that a change of latency doesn't reorder them.
    let turn = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      turn = turn.then(async () => {
        if (this.#latencyMs > 0) await delay(this.#latencyMs, undefined, { ref: false });
        if (this.#swallowed.has(direction) || to.destroyed) return;
        if (direction === 'down' && this.#cutAfter !== undefined) {
          if (chunk.length >= this.#cutAfter) {
            to.write(chunk.subarray(0, this.#cutAfter));
            to.end(() => this.reset());
            return;
          }
          this.#cutAfter -= chunk.length;
        }
        to.write(chunk);
      });
    });
    from.on('end', () => {
      turn = turn.then(() => {
        if (!this.#swallowed.has(direction)) to.end();
      });
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      turn = turn.then(() => {
        if (!this.#swallowed.has(direction)) to.destroy();
      });
    });
  }
}

export class FaultyProxy {
  readonly port: number;
  latencyMs = 0;
  /** Whether new connections are refused. */
  refuses = false;
  readonly #server: Server;
  readonly #links = new Set<Link>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** @param targetPort the port of the real server; while nothing listens there, connections are refused */
  static async start(targetPort: number): Promise<FaultyProxy> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
    const proxy = new FaultyProxy(server, address.port);
    server.on('connection', (client) => {
      if (proxy.refuses) {
        client.resetAndDestroy();
        return;
      }
      const upstream = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
      client.setNoDelay(true);
      upstream.setNoDelay(true);
      const link = new Link(client, upstream, proxy.latencyMs);
      proxy.#links.add(link);
      client.on('close', () => proxy.#links.delete(link));
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Connections that are open now. */
  get links(): Link[] {
    return [...this.#links].filter((link) => link.open);
  }

  async stop(): Promise<void> {
    for (const link of this.#links) link.reset();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
