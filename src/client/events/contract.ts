/** The contract that the client module of each kind fulfils. */

import type { Frame } from '../../protocol/events/registry.ts';
import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import type { RoomState } from '../room-state/state.ts';
import type { StateDraft } from '../room-state/state-draft.ts';
import type { Content, Intent } from './content.ts';

/** The state as displayed, in which earlier requests already count. */
export type Shown = Pick<RoomState, 'epoch' | 'head' | 'messages' | 'self' | 'limits'>;

/** Refused before it was queued. Nothing is stored. */
export interface Refused<Code extends string = string> {
  ok: false;
  code: Code;
  /** In English. */
  text: string;
}

/** An event's place in the log, and its sender. `seq` is 0 until it is stored. */
export interface Place {
  seq: number;
  ts: number;
  from: string;
  fromId: string;
}

/**
 * One kind of event. `Asked` is the input from which an event is composed. `Code` has the codes of refusals before
 * anything is queued.
 */
export interface ClientEvent<K extends Kind, Asked = never, Code extends string = string> {
  /** Returns what to queue, or why no server would accept it. */
  compose(asked: Asked, shown: Shown): Intent<K> | Refused<Code>;
  /**
   * Applies the event to the state when it is stored. Also called for pending events of this session (`seq` 0).
   * @param isOwn whether this session sent it
   */
  apply(draft: StateDraft, frame: Frame[K], isOwn: boolean): void;
  /** The event as the other members get it. @param stored the text or emoji as stored, where cleaning changed it */
  toEvent(said: Content[K] & Place, stored: string | undefined): Frame[K];
  /**
   * What to do with a queued event whose message belongs to an earlier life of the room: fail it (`drop`), or send it
   * without `re` (`plain`).
   */
  readonly orphan: 'drop' | 'plain';
  /** How it appears while in the outbox: as a row of its own, or as a change of what is shown. Items are rows. */
  readonly shows: K extends ListedKind ? 'row' : 'change';
}
