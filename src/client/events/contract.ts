/** The contract that the client module of each kind fulfils. */

import type { Frame } from '../../protocol/events/registry.ts';
import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import type { RoomState } from '../room-state/state.ts';
import type { StateDraft } from '../room-state/state-draft.ts';
import type { Content, Intent } from './content.ts';

/** The state as displayed, in which earlier requests already count. */
export type VisibleState = Pick<RoomState, 'epoch' | 'head' | 'messages' | 'self' | 'limits'>;

/** Refused before it was queued. Nothing is stored. */
export interface Refused<Code extends string = string> {
  ok: false;
  code: Code;
  /** In English. */
  text: string;
}

/** Who sent an event, and when it was stored where in the log. `seq` is 0 until it is stored. */
export interface EventOrigin {
  seq: number;
  ts: number;
  from: string;
  fromId: string;
}

/**
 * Composes an event of one kind from the input `Asked`. `Code` has the codes of refusals before anything is queued.
 * @returns what to queue, or why no server would accept it
 */
export type ComposeEvent<K extends Kind, Asked, Code extends string = never> = (
  asked: Asked,
  shown: VisibleState,
) => Intent<K> | Refused<Code>;

/** How the client handles one kind of event. compose.ts composes requests for it. */
export interface ClientEvent<K extends Kind> {
  /**
   * Applies the event to the state when it is stored. Also called for pending events of this session (`seq` 0).
   * @param isOwn whether this session sent it
   */
  apply(draft: StateDraft, frame: Frame[K], isOwn: boolean): void;
  /** The event as the other members get it. @param stored the text or emoji as stored, where cleaning changed it */
  toEvent(said: Content[K] & EventOrigin, stored: string | undefined): Frame[K];
  /**
   * What to do with a queued event whose message belongs to an earlier life of the room: fail it (`drop`), or send it
   * without `re` (`plain`).
   */
  readonly orphan: 'drop' | 'plain';
  /** How the event appears while in the outbox: as a row of its own, or as a change to other rows. Items are rows. */
  readonly shows: K extends ListedKind ? 'row' : 'change';
}
