/** One WebSocket to a room, from the first byte to its one end. Never used again after that. */

import { CLOSE } from '../protocol/codes.ts';
import { offer } from '../protocol/connect.ts';
import type { ServerFrame, SingleFrame } from '../protocol/frames.ts';
import type { ClientFrame } from '../protocol/requests.ts';
import type { Clock } from './clock.ts';
import { Heartbeat, PING } from './heartbeat.ts';
import type { Loss } from './link.ts';

/** No `welcome` for this long: something between swallows what we send. */
const WELCOME_MS = 10_000;

/** What the client uses of a WebSocket: the browser's, Node's and `ws`'s all have it. */
export type Socket = Pick<WebSocket, 'onmessage' | 'onclose' | 'onerror' | 'send' | 'close'>;
export type SocketClass = new (url: string, protocols: string[]) => Socket;

export interface ConnectionOptions {
  WebSocket: SocketClass;
  clock: Clock;
  random: () => number;
  /** Takes the frames that came together, in order. */
  frames: (frames: readonly SingleFrame[]) => void;
  /** The connection ended, or no longer works. Whoever is told closes it; after that nothing is told any more. */
  lost: (loss: Loss) => void;
}

/** Where to connect, and as which session; `since` and `epoch` only to resume. */
export interface Target {
  /** http, https, ws or wss. */
  url: string;
  room: string;
  sessionSecret: string;
  /** Of a locked room. */
  key?: string | undefined;
  /** Of the key, for this connect alone. */
  proof?: string | undefined;
  name?: string | undefined;
  since?: number | undefined;
  epoch?: string | undefined;
}

/** The WebSocket URL of a target. The session is not in it: URLs end up in logs. */
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

  /** @throws SyntaxError for a URL that is none */
  constructor(target: Target, options: ConnectionOptions) {
    this.#options = options;
    const { clock, random, WebSocket } = options;
    this.#heartbeat = new Heartbeat({
      clock,
      random,
      ping: () => this.#socket.send(PING),
      dead: () => this.#lose({ close: CLOSE.dropping, reason: 'A ping was not answered.' }),
    });
    this.#socket = new WebSocket(socketUrl(target), offer(target.sessionSecret, target.proof, target.key));
    this.#cancelWelcome = clock.after(WELCOME_MS, () =>
      this.#lose({ close: CLOSE.dropping, reason: 'The server did not answer.' }),
    );
    this.#socket.onmessage = (event: { data: unknown }) => this.#receive(event.data);
    this.#socket.onclose = ({ code, reason }) => this.#lose({ close: code, reason: reason || undefined });
    // The close that follows says all there is to know; without a listener `ws` would throw.
    this.#socket.onerror = () => {};
  }

  /** Sends a frame. Only after `welcome`; on a connection that ended it goes nowhere. */
  send(frame: ClientFrame): void {
    if (!this.#ended) this.#socket.send(JSON.stringify(frame));
  }

  /** Looks at once whether the server still answers. */
  probe(): void {
    this.#heartbeat.probe();
  }

  /** Ends it: whatever the socket still delivers is ignored. */
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
        // Its close is under way, but may never arrive.
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

/** The frames in a text of the server: several in a batch; none in `pong`, binary data and anything else that isn't a frame. */
function unpacked(data: unknown): readonly SingleFrame[] {
  if (typeof data !== 'string' || !data.startsWith('{')) return [];
  try {
    const frame: ServerFrame = JSON.parse(data);
    return frame.type === 'batch' ? frame.data : [frame];
  } catch {
    return [];
  }
}
