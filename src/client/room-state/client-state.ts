/** The client's state of a room, including what only the client itself needs. */

import { FRAME_BYTES } from '../../protocol/limits.ts';
import type { LinkState } from '../connection/link.ts';
import type { Outbox } from '../outbox/own-event.ts';
import type { RoomState } from './state.ts';

/** How far this connection has caught up with the room. */
export type Sync =
  /** No connection, or no `welcome` yet. Events are ignored. */
  | { status: 'none' }
  /**
   * Not recovered: a window that replaces the messages comes next. Until then the old position holds. Events after the
   * `seq` `after` are new to this client.
   */
  | { status: 'window'; epoch: string; seq: number; after: number }
  /** Recovered: the missed events are arriving, up to `until`. */
  | { status: 'replay'; until: number }
  /** Nothing is missing. The outbox is only sent in this state. */
  | { status: 'live' }
  /** A `seq` is missing, or the server broke the protocol. The client closes with 4100 and resumes. */
  | { status: 'gap' };

/** How accurate `members` is. */
export type MemberListState =
  /** Complete, and kept up to date by notices. */
  | 'live'
  /** The room is large and reports only a count. The list is the answer to the last `who`. */
  | 'asked'
  /** Like `asked`, but the count has changed since that answer. */
  | 'stale'
  /** Notices have resumed, but members changed before that. The client has to request the list. */
  | 'behind';

/**
 * The client's state, including what only the client itself needs. `messages` and `settings` are as stored;
 * optimistic-view.ts derives what is displayed.
 */
export interface ClientState extends Omit<RoomState, 'outbox' | 'changes' | 'loadingOlder'> {
  link: LinkState;
  outbox: Outbox;
  sync: Sync;
  memberList: MemberListState;
  /** The id of the `history` request that will prepend older messages; `undefined` while there is none. */
  older: string | undefined;
}

/**
 * The state of a room that nothing is known of. The numbers are the server's defaults until `welcome` brings the actual
 * ones.
 */
export function initialState(room: string): ClientState {
  return {
    room,
    link: { status: 'idle' },
    self: undefined,
    epoch: '',
    head: 0,
    messages: [],
    hasOlder: false,
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
    memberList: 'live',
    older: undefined,
  };
}

/**
 * The state after losing the connection. Loaded data stays, and frames that the old socket still delivers are ignored.
 */
export function disconnected(state: ClientState): ClientState {
  return { ...state, typing: new Map(), sync: { status: 'none' }, older: undefined };
}
