/**
 * Where the list puts its reader, as a pure function from state and event to state and effects. The list
 * (message-list.tsx) feeds it events and carries out the effects. Only the scroll keeper (scroll-keeper.ts) moves
 * anything.
 */

import type { Link } from '../../../../client/room-state/state.ts';
import { CONTEXT_ROWS, type WindowMove } from './row-window.ts';

/**
 * `entering`: the reader hasn't been placed, because there are no rows or the room may still send more.
 * `loading`: unread messages are being loaded. Until then the reader is at the end.
 * `divided`: the next render contains the unread divider.
 * `copy`: the reader sees the copy that the browser stored. The room hasn't answered, and may have more.
 * `placed`: the reader is in the right place, and is moved only for messages that arrive while nobody is looking.
 */
type Stage = 'entering' | 'loading' | 'divided' | 'copy' | 'placed';

export interface Placement {
  stage: Stage;
  /** The room's head when the reader was last placed at the first unread message. `Infinity` if they prefer the end. */
  putAtHead: number;
  /** The connection (its `sinceMs`) during which the reader was last seen at the end. */
  followedSinceMs: number | undefined;
  /** The `seq` of the message to go to once it has a row. */
  goal: number | undefined;
}

export const ENTERING: Placement = { stage: 'entering', putAtHead: 0, followedSinceMs: undefined, goal: undefined };

/** The state of the room, the list and the reader at the time of an event. */
export interface Facts {
  link: Link;
  /** The room's epoch. Empty before it is known. */
  epoch: string;
  head: number;
  /** The `seq` of the oldest loaded message. 0 if none is loaded. */
  oldest: number;
  hasOlder: boolean;
  unreadCount: number;
  /** `Room.firstUnreadAfter` */
  firstUnreadAfter: number | undefined;
  /** Whether the reader left the room somewhere above its end, and should return there. */
  hasPosition: boolean;
  /** Whether the list is at its end and stays there. */
  pinned: boolean;
  /** Whether the page is visible and has focus. */
  seen: boolean;
  /** The message in the address, if the page can go there. */
  target: number | undefined;
}

export type PlacementEvent =
  | { type: 'rendered' }
  /** The unread messages after this `seq` have been loaded, or can't be. */
  | { type: 'loaded'; after: number }
  /** The reader was placed, as requested by the effect `put`. */
  | { type: 'put' }
  /** The reader reached the end, or left it. */
  | { type: 'atEnd' }
  | { type: 'leftEnd' }
  /** Other rows may be visible now. */
  | { type: 'moved' }
  /** The page became visible, or was hidden. */
  | { type: 'sight' }
  /** The reader wants to go to the end. */
  | { type: 'toEnd'; smooth: boolean }
  /** A message that the reader wants to see is loaded. */
  | { type: 'found'; seq: number }
  /** The reader was placed at the message that they wanted to see. */
  | { type: 'arrived' }
  /** The address names another message. */
  | { type: 'target' };

/** What the list has to do. */
export type PlacementEffect =
  /** Put the divider above the first unread message, or remove it. */
  | { type: 'divide' }
  /** Move the window of rows (row-window.ts). */
  | WindowMove
  | { type: 'render' }
  /** Load the messages from `from` on. Those after `after` are unread. */
  | { type: 'load'; from: number; after: number }
  /** Put the reader where they left the room, else at the divider, else at the end. */
  | { type: 'put' }
  /** Restore all positions after a render. */
  | { type: 'settle' }
  | { type: 'toEnd'; smooth: boolean }
  /** Put the reader at a message, if it has a row. */
  | { type: 'toMessage'; seq: number }
  /** Load the message in the address. */
  | { type: 'find'; seq: number }
  /** Bring a loaded message into the window, and highlight it for a moment. */
  | { type: 'show'; seq: number }
  /** Record what was read: up to `seq`, or up to the last visible row. */
  | { type: 'read'; seq: number | undefined }
  /** Load older messages or move the window, if the reader is near an end of the rows. */
  | { type: 'page' };

/** The next state, and the effects in order. Effects may cause further events, which apply to that state. */
export type Step = readonly [Placement, readonly PlacementEffect[]];

export function nextPlacement(state: Placement, event: PlacementEvent, facts: Facts): Step {
  switch (event.type) {
    case 'rendered':
      return rendered(state, facts);
    case 'loaded':
      if (state.stage !== 'loading') return [state, []];
      // A reader who has begun to read above the end stays there.
      return facts.pinned ? divided(state, event.after) : [{ ...state, stage: 'placed' }, []];
    case 'put':
      // On a tall screen, the divider may be visible at the end. From then on rows leave above as others come in.
      return [state, facts.pinned ? [{ type: 'toNewest' }] : []];
    case 'atEnd': {
      // In a window without focus, a reader who goes to the end by hand wants to see new messages there.
      const prefersEnd = isPlaced(state) && !facts.seen;
      return [prefersEnd ? { ...state, putAtHead: Number.POSITIVE_INFINITY } : state, [{ type: 'toNewest' }]];
    }
    case 'leftEnd':
      return [state, [{ type: 'hold' }]];
    case 'moved':
      return moved(state, facts);
    case 'sight':
      return sighted(state, facts);
    case 'toEnd':
      return [{ ...state, goal: undefined }, [{ type: 'toEnd', smooth: event.smooth }]];
    case 'found':
      return [{ ...state, goal: event.seq }, [{ type: 'show', seq: event.seq }, { type: 'render' }]];
    case 'arrived':
      return [{ ...state, goal: undefined }, []];
    case 'target':
      return [state, toTarget(state, facts)];
  }
}

/** Whether the room has neither answered nor failed to answer, so that it may still send what is new. */
export function isUnanswered(link: Link): boolean {
  return link.status === 'idle' || (link.status === 'connecting' && link.attempt === 1);
}

/**
 * Whether the reader has been looking at the end since the connection began, so that new messages count as read.
 * Messages that arrive after a disconnect are new to the reader.
 */
export function isFollowed({ stage, followedSinceMs }: Placement, { link, pinned, seen }: Facts): boolean {
  return stage === 'placed' && link.status === 'live' && link.sinceMs === followedSinceMs && pinned && seen;
}

/** Whether the reader has been placed, if only in a copy. */
export function isPlaced({ stage }: Placement): boolean {
  return stage === 'copy' || stage === 'placed';
}

function rendered(before: Placement, facts: Facts): Step {
  const [state, effects] = place(before, facts);
  const toGoal: PlacementEffect[] = state.goal === undefined ? [] : [{ type: 'toMessage', seq: state.goal }];
  return [state, [...effects, { type: 'settle' }, ...toGoal, ...toTarget(state, facts)]];
}

/**
 * The reader left the page or came back. Either way they are put at the first message that arrives or has arrived
 * meanwhile, even if they preferred the end before. Until there is one, the divider waits at the end of the list.
 */
function sighted(before: Placement, facts: Facts): Step {
  const [state, effects] = place({ ...before, putAtHead: 0 }, facts);
  return [state, facts.unreadCount === 0 ? [{ type: 'divide' }, ...effects] : effects];
}

function place(state: Placement, facts: Facts): Step {
  const { link, head } = facts;
  if (isPlaced(state)) {
    // A reader who has scrolled up, or has seen everything, stays where they are.
    if (facts.pinned && facts.unreadCount > 0 && state.putAtHead < head)
      return divide({ ...state, putAtHead: head }, facts);
    return [link.status === 'live' ? { ...state, stage: 'placed' } : state, []];
  }
  // A copy is shown at its end until the room has sent what is new, or can't.
  if (isUnanswered(link) || (facts.oldest === 0 && link.status !== 'live')) return [state, []];
  switch (state.stage) {
    case 'entering':
      return divide(state, facts);
    case 'divided':
      return put(state, facts);
    default:
      return [state, []];
  }
}

function divide(state: Placement, facts: Facts): Step {
  const { firstUnreadAfter: after } = facts;
  const [next, effects] =
    after === undefined || facts.hasPosition
      ? put(state, facts)
      : facts.hasOlder && facts.oldest > after - CONTEXT_ROWS
        ? loading(state, after)
        : divided(state, after);
  return [next, [{ type: 'divide' }, ...effects]];
}

function loading(state: Placement, after: number): Step {
  return [{ ...state, stage: 'loading' }, [{ type: 'load', from: Math.max(1, after - CONTEXT_ROWS), after }]];
}

/** One more render adds the divider to the rows before anything is painted. */
function divided(state: Placement, after: number): Step {
  return [{ ...state, stage: 'divided' }, [{ type: 'toUnread', after }, { type: 'render' }]];
}

function put(state: Placement, { link }: Facts): Step {
  return [{ ...state, stage: link.status === 'live' ? 'placed' : 'copy' }, [{ type: 'put' }]];
}

function moved(state: Placement, { link, epoch, head, pinned, seen }: Facts): Step {
  if (!isPlaced(state)) return [state, []];
  const followedSinceMs = seen && pinned && link.status === 'live' ? link.sinceMs : undefined;
  // While the room is still replaying missed messages, the end isn't known.
  const isEndKnown = epoch !== '' && link.status !== 'connecting';
  const read: PlacementEffect[] =
    seen && (!pinned || isEndKnown) ? [{ type: 'read', seq: pinned ? head : undefined }] : [];
  return [{ ...state, followedSinceMs }, [...read, { type: 'page' }]];
}

function toTarget({ stage }: Placement, { link, target }: Facts): PlacementEffect[] {
  return target !== undefined && stage === 'placed' && link.status === 'live' ? [{ type: 'find', seq: target }] : [];
}
