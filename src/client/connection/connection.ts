/** One WebSocket connection to a room, from opening to closing. An instance is never reused. */

import { CLOSE } from '../../protocol/codes.ts';
import { offer } from '../../protocol/connect.ts';
import type { ServerFrame, SingleFrame } from '../../protocol/frames.ts';
import type { ClientFrame } from '../../protocol/requests.ts';
import type { Clock } from '../clock.ts';
import { Heartbeat, PING } from './heartbeat.ts';
import type { Loss } from './link.ts';

/** Give up when no `welcome` arrives within this time: something on the path may be dropping the frames. */
const WELCOME_MS = 10_000;

/** The part of WebSocket that the client uses. The implementations of browsers, of Node and of `ws` all have it. */
export type Socket = Pick<WebSocket, 'onmessage' | 'onclose' | 'onerror' | 'send' | 'close'>;
export type SocketClass = new (url: string, protocols: string[]) => Socket;

export interface ConnectionOptions {
  WebSocket: SocketClass;
  clock: Clock;
  random: () => number;
  /** Receives frames that arrived together, in order. */
  frames: (frames: readonly SingleFrame[]) => void;
  /** The connection ended or no longer works. The callee closes it, and no further callbacks follow. */
  lost: (loss: Loss) => void;
}

/** Where to connect, and with which session. `since` and `epoch` are only for resuming. */
export interface Target {
  /** A URL with the scheme http, https, ws or wss. */
  url: string;
  room: string;
  sessionSecret: string;
  /** The key of a locked room. */
  key?: string | undefined;
  /** The proof of possession for this connection attempt. */
  proof?: string | undefined;
  name?: string | undefined;
  since?: number | undefined;
  epoch?: string | undefined;
}

/** The WebSocket URL of a target. It leaves out the session secret, because URLs end up in logs. */
function socketUrl({ url, room, name, since, epoch }: Target): string {
  const target = new URL(`/ws/${encodeURIComponent(room)}`, url.replace(/^http/, 'ws'));
  if (name !== undefined) target.searchParams.set('name', name);
  if (since !== undefined) target.searchParams.set('since', String(since));
  if (epoch !== undefined) target.searchParams.set('epoch', epoch);
  return target.href;
}

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #socket: Socket;
  readonly #heartbeat: Heartbeat;
  readonly #cancelWelcome: () => void;
  #ended = false;

  /** @throws SyntaxError if the URL is invalid */
  constructor(target: Target, options: ConnectionOptions) {
    this.#options = options;
    const { clock, random, WebSocket } = options;
    this.#heartbeat = new Heartbeat({
      clock,
      random,
      ping: () => this.#socket.send(PING),
      dead: () => this.#lose({ close: CLOSE.dropping, reason: 'The server did not answer a ping.' }),
    });
    this.#socket = new WebSocket(socketUrl(target), offer(target.sessionSecret, target.proof, target.key));
    this.#cancelWelcome = clock.after(WELCOME_MS, () =>
      this.#lose({ close: CLOSE.dropping, reason: 'The server did not answer.' }),
    );
    this.#socket.onmessage = (event: { data: unknown }) => this.#receive(event.data);
    this.#socket.onclose = ({ code, reason }) => this.#lose({ close: code, reason: reason || undefined });
    // The `close` event that follows has all details. Without a listener, `ws` would throw.
    this.#socket.onerror = () => {};
  }

  /** Sends a frame. Call it only after `welcome`; after the connection has ended it does nothing. */
  send(frame: ClientFrame): void {
    if (!this.#ended) this.#socket.send(JSON.stringify(frame));
  }

  /** Checks immediately whether the server still answers. */
  probe(): void {
    this.#heartbeat.probe();
  }

  /** Closes the connection and ignores everything that the socket still delivers. */
  close(code: number): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancelWelcome();
    this.#heartbeat.stop();
    this.#socket.close(code);
  }

  #receive(data: unknown): void {
    if (this.#ended) return;
    this.#heartbeat.heard();
    const frames = unpacked(data);
    if (frames.length === 0) return;
    for (const frame of frames) {
      if (frame.type === 'welcome') {
        this.#cancelWelcome();
        this.#heartbeat.start(frame.data.heartbeat.intervalMs);
      } else if (frame.type === 'error' && frame.fatal) {
        // The server is closing the connection, but its close frame may never arrive.
        const { close = CLOSE.internal, code, data: reason, retryAfterMs, untilMs, ts } = frame;
        return this.#lose({ close, code, reason, retryAfterMs, untilMs, ts });
      }
    }
    this.#options.frames(frames);
  }

  #lose(loss: Loss): void {
    if (!this.#ended) this.#options.lost(loss);
  }
}

/**
 * The frames in a text from the server. A batch has several. `pong`, binary data and anything that is not a frame have
 * none.
 */
function unpacked(data: unknown): readonly SingleFrame[] {
  if (typeof data !== 'string' || !data.startsWith('{')) return [];
  try {
    const frame: ServerFrame = JSON.parse(data);
    return frame.type === 'batch' ? frame.data : [frame];
  } catch {
    return [];
  }
}
