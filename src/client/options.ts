/** The options of a client. */

import type { Clock } from './clock.ts';
import type { SocketClass } from './connection/connection.ts';
import type { WakeTargets } from './connection/wake.ts';
import type { Identity } from './identity/identity.ts';
import type { Session } from './identity/session.ts';
import type { OutboxStore } from './outbox/outbox.ts';
import type { RoomCopy } from './room-copy/room-copy.ts';
import type { ClientState } from './room-state/client-state.ts';

/** What a client starts from. */
export interface Opening {
  /** Default: a new session that ends with this object. */
  session?: Session;
  /** The outbox of this session. Default: in memory. */
  outbox?: OutboxStore;
  /** The client's identity. Without one it is a guest. */
  identity?: Identity | undefined;
  /** What an earlier client knew of the room. Replaces the position in `session`. */
  copy?: RoomCopy | undefined;
}

export interface RoomClientOptions extends Opening {
  /** The server's URL, such as "http://localhost:8787" or `location.origin`. */
  url: string;
  room: string;
  /** Without a name the server assigns one such as "guest-a1b2". */
  name?: string | undefined;
  /** The key of a locked room (lock-key.ts). */
  key?: string | undefined;
  /**
   * The parts of the opening that are still being loaded. They replace the options of the same names. Until the promise
   * settles nothing is sent or stored, and everything else works. The promise must settle. Whatever it doesn't provide,
   * or everything if it rejects, takes its default.
   */
  opening?: Promise<Opening>;
  clock?: Clock;
  /** Returns a random number from 0 to below 1. */
  random?: () => number;
  WebSocket?: SocketClass;
  /**
   * The source of the events after which the connection should be checked. Default: the browser, if there is one. Only
   * a `RoomClient` watches them.
   */
  wake?: WakeTargets;
}

/** What is known of the room before the first connection. */
export function knownFrom({ session, copy }: Opening): Partial<ClientState> {
  return { ...session?.position, ...copy?.state };
}
