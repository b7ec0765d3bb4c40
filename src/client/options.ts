/** What a client is made with. */

import type { ClientState } from './client-state.ts';
import type { Clock } from './clock.ts';
import type { SocketClass } from './connection.ts';
import type { RoomCopy } from './copy.ts';
import type { Identity } from './identity.ts';
import type { OutboxStore } from './outbox.ts';
import type { Session } from './session.ts';
import type { WakeTargets } from './wake.ts';

/** What a client begins with. */
export interface Opening {
  /** Default: a new one, that ends with this object. */
  session?: Session;
  /** Of this session. Default: in memory. */
  outbox?: OutboxStore;
  /** The member that this client is. Without one it is a guest. */
  identity?: Identity | undefined;
  /** What an earlier client knew of the room, to begin with in place of the position of `session`. */
  copy?: RoomCopy | undefined;
}

export interface RoomClientOptions extends Opening {
  /** Where the server is, such as "http://localhost:8787" or `location.origin`. */
  url: string;
  room: string;
  /** Without one the server gives a name such as "guest-a1b2". */
  name?: string | undefined;
  /** Of a locked room (lock.ts). */
  key?: string | undefined;
  /**
   * What is still being fetched of what the client begins with; it takes the place of the options of the same names. Until it
   * settles nothing is sent or stored, and all else works. It must settle: what it doesn't bring, or all if it rejects, is as by
   * default.
   */
  opening?: Promise<Opening>;
  clock?: Clock;
  /** From 0 to below 1. */
  random?: () => number;
  WebSocket?: SocketClass;
  /** What tells that it is time to look at the connection. Default: the browser's, if this is one. */
  wake?: WakeTargets;
}

/** What is known of the room before the first connection. */
export function knownFrom({ session, copy }: Opening): Partial<ClientState> {
  return { ...session?.position, ...copy?.state };
}
