/** A TCP proxy that does to connections what bad networks do: delay, cut in the middle of a frame, swallow one direction, stall, reset. */

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

  /** Ends both sides without a word: what the peers had not read yet is lost. */
  reset(): void {
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  /** Ends the connection after `bytes` more from the server: most likely in the middle of a frame. */
  cutAfter(bytes: number): void {
    this.#cutAfter = bytes;
  }

  /** From now on nothing arrives in one direction, though both sides think that the connection is fine. */
  swallow(direction: Direction): void {
    this.#swallowed.add(direction);
  }

  /** The client reads nothing for a while: what is sent to it waits in the server. */
  async stall(ms: number): Promise<void> {
    this.hold();
    await delay(ms, undefined, { ref: false });
    this.release();
  }

  /** From now on what is sent to the client waits in the server. */
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
    // One after the other, so that a change of the latency reorders nothing.
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
  /** Nothing new gets through. */
  refuses = false;
  readonly #server: Server;
  readonly #links = new Set<Link>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** @param targetPort where the real server listens; while it doesn't, connects are refused */
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
