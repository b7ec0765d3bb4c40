/** A WebSocket whose frames move only when a test says so. */

import type { Socket, SocketClass } from '../../../src/client/connection.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';

export class FakeLine {
  readonly url: URL;
  readonly sid: string;
  /** Sent by the client, not arrived yet. */
  up: string[] = [];
  /** Sent by the server, not arrived yet. */
  down: string[] = [];
  /** Set once the client closed it. */
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

  /** The client receives `text`, even if it closed already: a socket may still deliver then. */
  deliver(text: string): void {
    Reflect.apply(this.socket.onmessage ?? (() => {}), this.socket, [{ data: text }]);
  }

  /** The client learns that the socket closed. */
  end(code: number): void {
    Reflect.apply(this.socket.onclose ?? (() => {}), this.socket, [{ code, reason: '' }]);
  }
}

/** A WebSocket class that hands each new line to `opened`. */
export function fakeSockets(opened: (line: FakeLine) => void): SocketClass {
  function FakeSocket(url: string, protocols: string[]): Socket {
    const line = new FakeLine(url, protocols);
    opened(line);
    return line.socket;
  }
  // A function that returns an object is a constructor too; only its type can't say so.
  return FakeSocket as unknown as SocketClass;
}

/** Lets all promises settle that hang on nothing but each other. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await undefined;
}
