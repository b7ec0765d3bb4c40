/** A real WebSocket server that sends exactly what a test tells it to. */

import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import type { ClientFrame, ReadRequest, TypingRequest } from '../../../src/protocol/requests.ts';

/** The server's end of a connection. */
export class Peer {
  readonly url: URL;
  readonly protocols: string[];
  readonly socket: WebSocket;
  readonly #inbox = new Queue<string>();
  readonly closed: Promise<number>;

  constructor(socket: WebSocket, request: IncomingMessage) {
    this.socket = socket;
    this.url = new URL(request.url ?? '/', 'http://localhost');
    this.protocols = (request.headers['sec-websocket-protocol'] ?? '').split(/, */);
    socket.on('message', (data) => this.#inbox.put(String(data)));
    this.closed = new Promise((resolve) => socket.on('close', resolve));
  }

  /** The next text from the client. */
  next(): Promise<string> {
    return this.#inbox.take();
  }

  /** The next frame from the client, which must be of a type that can have an id. */
  async frame(): Promise<Exclude<ClientFrame, TypingRequest | ReadRequest>> {
    return JSON.parse(await this.next());
  }

  say(...frames: ServerFrame[]): void {
    for (const frame of frames) this.socket.send(JSON.stringify(frame));
  }
}

export class WsRoom {
  readonly url: string;
  readonly #server: WebSocketServer;
  readonly #peers = new Queue<Peer>();

  static async open(): Promise<WsRoom> {
    const server = new WebSocketServer({
      port: 0,
      handleProtocols: (offered) => (offered.has('parley.v1') ? 'parley.v1' : false),
    });
    await once(server, 'listening');
    return new WsRoom(server);
  }

  constructor(server: WebSocketServer) {
    this.#server = server;
    const address = server.address();
    this.url = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
    server.on('connection', (socket, request) => this.#peers.put(new Peer(socket, request)));
  }

  /** The next connection. */
  peer(): Promise<Peer> {
    return this.#peers.take();
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

class Queue<T> {
  #items: T[] = [];
  #takers: ((item: T) => void)[] = [];

  put(item: T): void {
    const taker = this.#takers.shift();
    if (taker) taker(item);
    else this.#items.push(item);
  }

  take(): Promise<T> {
    const item = this.#items.shift();
    return item === undefined ? new Promise((resolve) => this.#takers.push(resolve)) : Promise.resolve(item);
  }
}
