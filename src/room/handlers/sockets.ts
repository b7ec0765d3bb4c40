/** The sockets that the runtime holds for the room, each with its connection. */

import { SocketSink } from '../delivery/socket-sink.ts';
import { Connection, type SinkOf } from '../presence/connection.ts';
import type { Attachment } from '../presence/types.ts';

const socketSink: SinkOf = (ws, connection) => new SocketSink(ws, connection);

export class Sockets {
  readonly #ctx: Pick<DurableObjectState, 'acceptWebSocket' | 'getWebSockets'>;
  readonly #restored: (connection: Connection) => void;
  readonly #connections = new WeakMap<WebSocket, Connection>();
  /** The runtime held no socket when the object started. */
  readonly startedEmpty: boolean;

  /** @param restored is told of each connection that was here before the room slept, once; of most of them before this returns */
  constructor(
    ctx: Pick<DurableObjectState, 'acceptWebSocket' | 'getWebSockets'>,
    restored: (connection: Connection) => void,
  ) {
    this.#ctx = ctx;
    this.#restored = restored;
    this.startedEmpty = this.all().length === 0;
  }

  /** Takes a socket of a new client. From here on the runtime holds it, even while the object sleeps. */
  accept(ws: WebSocket, attachment: Attachment): Connection {
    this.#ctx.acceptWebSocket(ws);
    const connection = Connection.open(ws, attachment, socketSink);
    this.#connections.set(ws, connection);
    return connection;
  }

  /** The connection of a socket; restored from its attachment if the room slept in between. */
  connectionOf(ws: WebSocket): Connection {
    const known = this.#connections.get(ws);
    if (known) return known;
    // A socket whose close woke the room was not listed when the object started.
    const connection = Connection.restore(ws, socketSink);
    this.#connections.set(ws, connection);
    this.#restored(connection);
    return connection;
  }

  /** The connections of all sockets that the runtime lists, those that are closing among them. */
  all(): Connection[] {
    return this.#ctx.getWebSockets().map((ws) => this.connectionOf(ws));
  }
}

/**
 * Answers a client's close, which the runtime doesn't do for sockets that hibernate: without it the client waits
 * 10 to 15 s for its close event. The client's reason is not sent back, as nothing is that was not checked.
 */
export function answerClose(ws: WebSocket, code: number): void {
  // 1006 and 1015 are never on the wire: there is nobody left to answer.
  if (code === 1006 || code === 1015) return;
  try {
    if (code === 1005) ws.close();
    else ws.close(code);
  } catch {
    try {
      // A code that may not be sent, such as 999 or 5000.
      ws.close(1002);
    } catch {
      // The socket had closed in the meantime.
    }
  }
}
