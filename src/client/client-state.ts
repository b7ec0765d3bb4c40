/** What a client knows of its room, with what only the client itself needs. */

import { FRAME_BYTES } from '../protocol/limits.ts';
import type { LinkState } from './link.ts';
import type { Outbox } from './own-event.ts';
import type { RoomState } from './state.ts';

/** How far this connection has come. */
export type Sync =
  /** No `welcome` yet, or no connection. Events mean nothing here. */
  | { status: 'none' }
  /**
   * Not recovered: the window that replaces the view comes next, and the old position holds until then. What comes after the
   * `seq` `after` is new to this client.
   */
  | { status: 'window'; epoch: string; seq: number; after: number }
  /** Recovered: what was missed is coming, up to `until`. */
  | { status: 'replay'; until: number }
  /** Nothing is missing. Only here does the outbox go out. */
  | { status: 'live' }
  /** A `seq` is missing, or a frame came that this connection must not bring: close with 4100 and resume. */
  | { status: 'gap' };

/** How far `members` can be trusted. */
export type Roll =
  /** Everybody is in it, and each coming and going is told. */
  | 'live'
  /** The room is large and tells a count; this is whom it named when it was last asked, */
  | 'asked'
  /** and the count has changed since then. */
  | 'stale'
  /** Each coming and going is told again, but not what happened before: the room is to be asked. */
  | 'behind';

/** What the client knows, with what only itself needs. `messages` and `settings` are as stored (optimistic-view.ts: as shown). */
export interface ClientState extends Omit<RoomState, 'outbox' | 'changes'> {
  link: LinkState;
  outbox: Outbox;
  sync: Sync;
  roll: Roll;
  /** The id of the `history` request whose answer goes before the oldest message. */
  older: string | undefined;
}

/** A room that nothing is known of yet. The numbers are the server's defaults, and hold until `welcome` brings the true ones. */
export function initialState(room: string): ClientState {
  return {
    room,
    link: { status: 'idle' },
    self: undefined,
    epoch: '',
    head: 0,
    messages: [],
    hasOlder: false,
    loadingOlder: false,
    members: new Map(),
    count: 0,
    notices: [],
    outbox: [],
    typing: new Map(),
    read: 0,
    settings: { topic: '', slow: 0, locked: false },
    limits: { frameBytes: FRAME_BYTES, textChars: 4_000, rate: 5, burst: 20 },
    heartbeat: { intervalMs: 25_000, timeoutMs: 95_000 },
    build: '',
    aheadMs: 0,
    sync: { status: 'none' },
    roll: 'live',
    older: undefined,
  };
}

/** The state without a connection. What was loaded stays; whatever the old socket still delivers means nothing. */
export function disconnected(state: ClientState): ClientState {
  return { ...state, typing: new Map(), sync: { status: 'none' }, older: undefined, loadingOlder: false };
}
