/** A WebSocket whose frames are delivered only when a test says so. */

import type { Socket, SocketClass } from '../../../src/client/connection/connection.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';

export class FakeLine {
  readonly url: URL;
  readonly sid: string;
  /** Texts sent by the client that haven't arrived yet. */
  up: string[] = [];
  /** Texts sent by the server that haven't arrived yet. */
  down: string[] = [];
  /** The close code, once the client closed the socket. */
  closed: number | undefined;
  readonly socket: Socket;

  constructor(url: string, protocols: string[]) {
    this.url = new URL(url);
    this.sid = protocols.find((entry) => entry.startsWith('sid.'))?.slice('sid.'.length) ?? '';
    this.socket = {
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (data) => {
        if (this.closed === undefined) this.up.push(String(data));
      },
      close: (code) => {
        this.closed = code ?? 1005;
      },
    };
  }

  push(frame: ServerFrame): void {
    this.down.push(JSON.stringify(frame));
  }

  /** Delivers `text` to the client, even after the client closed, because a socket may still deliver then. */
  deliver(text: string): void {
    Reflect.apply(this.socket.onmessage ?? (() => {}), this.socket, [{ data: text }]);
  }

  /** Tells the client that the socket closed. */
  end(code: number): void {
    Reflect.apply(this.socket.onclose ?? (() => {}), this.socket, [{ code, reason: '' }]);
  }
}

/** A WebSocket class that passes each new line to `opened`. */
export function fakeSockets(opened: (line: FakeLine) => void): SocketClass {
  function FakeSocket(url: string, protocols: string[]): Socket {
    const line = new FakeLine(url, protocols);
    opened(line);
    return line.socket;
  }
  // A function that returns an object can be called with `new`, but its type can't express that.
  return FakeSocket as unknown as SocketClass;
}

/** Lets promises settle that wait for nothing outside. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await undefined;
}
