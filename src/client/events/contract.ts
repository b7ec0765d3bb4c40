/** What each kind of event is to the client. */

import type { Frame } from '../../protocol/events/registry.ts';
import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import type { RoomState } from '../state.ts';
import type { StateDraft } from '../state-draft.ts';
import type { Content, Intent } from './content.ts';

/** What the person who asks sees: what they asked for before counts already. */
export type Shown = Pick<RoomState, 'epoch' | 'head' | 'messages' | 'self' | 'limits'>;

/** Refused before it was queued: nothing is stored. */
export interface Refused<Code extends string = string> {
  ok: false;
  code: Code;
  /** In English. */
  text: string;
}

/** Where an event stands in the log, and who sent it. `seq` is 0 as long as it isn't stored. */
export interface Place {
  seq: number;
  ts: number;
  from: string;
  fromId: string;
}

/**
 * One kind of event. `Asked` is what a person gives to ask for one, `Code` the codes of the refusals that come before anything
 * is queued.
 */
export interface ClientEvent<K extends Kind, Asked = never, Code extends string = string> {
  /** What to queue, or why no server would take it. */
  compose(asked: Asked, shown: Shown): Intent<K> | Refused<Code>;
  /**
   * Changes the state as the event does, once it is stored; also one's own that is on its way (`seq` 0).
   * @param isOwn whether it is of this very session
   */
  apply(draft: StateDraft, frame: Frame[K], isOwn: boolean): void;
  /**
   * The event as the others got it, or will.
   * @param stored the text, or emoji, as the room stored it, where cleaning changed it
   */
  toEvent(said: Content[K] & Place, stored: string | undefined): Frame[K];
  /**
   * What becomes of an event in the outbox whose message is gone with the room's former life: it fails (`drop`), or it is sent
   * without `re` (`plain`).
   */
  readonly orphan: 'drop' | 'plain';
  /** While it is in the outbox: a row of its own, or a change of what is shown. Items are rows. */
  readonly shows: K extends ListedKind ? 'row' : 'change';
}
