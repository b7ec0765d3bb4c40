/** The sockets that the runtime holds for the room, each with its connection. */

import { SocketSink } from '../delivery/socket-sink.ts';
import { Connection, type SinkOf } from '../presence/connection.ts';
import type { Attachment } from '../presence/types.ts';

const socketSink: SinkOf = (ws, connection) => new SocketSink(ws, connection);

export class Sockets {
  readonly #ctx: Pick<DurableObjectState, 'acceptWebSocket' | 'getWebSockets'>;
  readonly #restored: (connection: Connection) => void;
  readonly #connections = new WeakMap<WebSocket, Connection>();
  /** The runtime held no sockets when the object started. */
  readonly startedEmpty: boolean;

  /**
   * @param restored called once for each connection that was here before the room hibernated, for most of them before
   *   this returns
   */
  constructor(
    ctx: Pick<DurableObjectState, 'acceptWebSocket' | 'getWebSockets'>,
    restored: (connection: Connection) => void,
  ) {
    this.#ctx = ctx;
    this.#restored = restored;
    this.startedEmpty = this.all().length === 0;
  }

  /** Accepts the socket of a new client. From here on the runtime holds it, even during hibernation. */
  accept(ws: WebSocket, attachment: Attachment): Connection {
    this.#ctx.acceptWebSocket(ws);
    const connection = Connection.open(ws, attachment, socketSink);
    this.#connections.set(ws, connection);
    return connection;
  }

  /** The connection of a socket, restored from its attachment if the room hibernated in between. */
  connectionOf(ws: WebSocket): Connection {
    const known = this.#connections.get(ws);
    if (known) return known;
    // A socket whose close woke the room was not listed when the object started.
    const connection = Connection.restore(ws, socketSink);
    this.#connections.set(ws, connection);
    this.#restored(connection);
    return connection;
  }

  /** The connections of all sockets that the runtime lists, including closing ones. */
  all(): Connection[] {
    return this.#ctx.getWebSockets().map((ws) => this.connectionOf(ws));
  }
}

/**
 * Answers a client's close, which the runtime doesn't do for hibernatable sockets. Without the answer the client's
 * close event is delayed by 10 to 15 s. The client's reason is not echoed, because unchecked input is never sent back.
 */
export function answerClose(ws: WebSocket, code: number): void {
  // 1006 and 1015 never appear on the wire. There is nobody left to answer.
  if (code === 1006 || code === 1015) return;
  try {
    if (code === 1005) ws.close();
    else ws.close(code);
  } catch {
    try {
      // The client used a code that may not be sent, such as 999 or 5000.
      ws.close(1002);
    } catch {
      // The socket has closed in the meantime.
    }
  }
}
