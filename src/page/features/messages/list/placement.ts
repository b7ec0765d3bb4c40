/**
 * Where the list puts its reader, as one pure function from state and event to state and effects. The list (message-list.tsx) feeds it
 * events and carries the effects out; only the scroll keeper (scroll-keeper.ts) moves anything.
 */

import type { Link } from '../../../../client/state.ts';
import { CONTEXT_ROWS, type WindowEvent } from './row-window.ts';

/**
 * `entering`: nothing has been put anywhere, since there are no rows or the room may still bring more.
 * `loading`: unread messages are being loaded, and the reader is at the end meanwhile.
 * `divided`: the next render has the unread divider.
 * `copy`: the reader stands in what the browser stored. The room hasn't answered, and may have more.
 * `placed`: the reader stands where they belong, and is moved only for what comes while nobody looks.
 */
type Stage = 'entering' | 'loading' | 'divided' | 'copy' | 'placed';

export interface Placement {
  stage: Stage;
  /** The room's head when the reader was last put at the first unread message. `Infinity`: they prefer the end to it. */
  putAtHead: number;
  /** The connection (its `sinceMs`) during which the reader was last seen at the end. */
  followedSinceMs: number | undefined;
  /** The `seq` of the message to go to once it has a row. */
  goal: number | undefined;
}

export const ENTERING: Placement = { stage: 'entering', putAtHead: 0, followedSinceMs: undefined, goal: undefined };

/** The room, the list and its reader at the time of an event. */
export interface Facts {
  link: Link;
  /** The room's epoch; empty before it is known. */
  epoch: string;
  head: number;
  /** The `seq` of the oldest loaded message; 0 if none is loaded. */
  oldest: number;
  hasOlder: boolean;
  unreadCount: number;
  /** The `seq` after which the unread divider belongs; `undefined`: nowhere. */
  unreadAfter: number | undefined;
  /** The reader left the room somewhere above its end, and wants to be there again. */
  hasPlace: boolean;
  /** The list is at its end, and stays there. */
  pinned: boolean;
  /** The page is on the screen and has focus. */
  seen: boolean;
  /** The message in the address, if the page is able to go there. */
  target: number | undefined;
}

export type PlacementEvent =
  | { type: 'rendered' }
  /** The unread messages after this `seq` are loaded, or can't be. */
  | { type: 'loaded'; after: number }
  /** The reader was put somewhere, as the effect `put` wants it. */
  | { type: 'put' }
  /** The reader came to the end, or left it. */
  | { type: 'atEnd' }
  | { type: 'leftEnd' }
  /** Other rows may be in sight now. */
  | { type: 'moved' }
  /** The page came into sight, or went out of it. */
  | { type: 'sight' }
  /** The reader wants to be at the end. */
  | { type: 'toEnd'; smooth: boolean }
  /** A message that the reader wants to see is loaded. */
  | { type: 'found'; seq: number }
  /** The reader was put at the message that they wanted to see. */
  | { type: 'arrived' }
  /** The address names another message. */
  | { type: 'target' };

export type Effect =
  /** Put the divider above the first unread message, or take it away. */
  | { type: 'divide' }
  /** Move the window of rows (row-window.ts). */
  | WindowEvent
  | { type: 'render' }
  /** Load the messages from `from` on; those after `after` are unread. */
  | { type: 'load'; from: number; after: number }
  /** Put the reader where they left the room, else at the divider, else at the end. */
  | { type: 'put' }
  /** Put everything back in its place after a render. */
  | { type: 'settle' }
  | { type: 'toEnd'; smooth: boolean }
  /** Put the reader at a message, if it has a row. */
  | { type: 'toMessage'; seq: number }
  /** Load what the address names. */
  | { type: 'find'; seq: number }
  /** Have a loaded message among the rows, marked for a moment. */
  | { type: 'show'; seq: number }
  /** Note what was read: up to `seq`, or else up to the last row in sight. */
  | { type: 'read'; seq: number | undefined }
  /** Load older messages or move the window, if the reader is near an end of the rows. */
  | { type: 'page' };

/** The next state, and what to do in this order. Effects may cause further events, which find that state. */
export type Step = readonly [Placement, readonly Effect[]];

export function nextPlacement(state: Placement, event: PlacementEvent, facts: Facts): Step {
  switch (event.type) {
    case 'rendered':
      return rendered(state, facts);
    case 'loaded':
      if (state.stage !== 'loading') return [state, []];
      // A reader who has begun to read above the end stays there.
      return facts.pinned ? divided(state, event.after) : [{ ...state, stage: 'placed' }, []];
    case 'put':
      // On a high screen the divider may be in sight at the end. From there on rows leave above as others come in.
      return [state, facts.pinned ? [{ type: 'atEnd' }] : []];
    case 'atEnd': {
      // In a window beside the one with focus, a reader who goes to the end by hand wants to see there what comes.
      const prefersEnd = isPlaced(state) && !facts.seen;
      return [prefersEnd ? { ...state, putAtHead: Number.POSITIVE_INFINITY } : state, [event]];
    }
    case 'leftEnd':
      return [state, [event]];
    case 'moved':
      return moved(state, facts);
    case 'sight':
      // Back at what came meanwhile, the reader begins with its first message, whatever they preferred before.
      return place({ ...state, putAtHead: 0 }, facts);
    case 'toEnd':
      return [{ ...state, goal: undefined }, [event]];
    case 'found':
      return [{ ...state, goal: event.seq }, [{ type: 'show', seq: event.seq }, { type: 'render' }]];
    case 'arrived':
      return [{ ...state, goal: undefined }, []];
    case 'target':
      return [state, toTarget(state, facts)];
  }
}

/** Whether the room has neither answered nor failed to: it may still tell what is new in it. */
export function isUnanswered(link: Link): boolean {
  return link.status === 'idle' || (link.status === 'connecting' && link.attempt === 1);
}

/**
 * Whether the reader has been looking at the end for as long as the connection lasts, so that what comes is read as it comes.
 * What comes after a break in the connection is new to them.
 */
export function isFollowed({ stage, followedSinceMs }: Placement, { link, pinned, seen }: Facts): boolean {
  return stage === 'placed' && link.status === 'live' && link.sinceMs === followedSinceMs && pinned && seen;
}

function isPlaced({ stage }: Placement): boolean {
  return stage === 'copy' || stage === 'placed';
}

function rendered(before: Placement, facts: Facts): Step {
  const [state, effects] = place(before, facts);
  const toGoal: Effect[] = state.goal === undefined ? [] : [{ type: 'toMessage', seq: state.goal }];
  return [state, [...effects, { type: 'settle' }, ...toGoal, ...toTarget(state, facts)]];
}

function place(state: Placement, facts: Facts): Step {
  const { link, head } = facts;
  if (isPlaced(state)) {
    // A reader who went up, or has seen all that there is, stays where they are.
    if (facts.pinned && facts.unreadCount > 0 && state.putAtHead < head)
      return divide({ ...state, putAtHead: head }, facts);
    return [link.status === 'live' ? { ...state, stage: 'placed' } : state, []];
  }
  // A copy is shown at its end until the room has told what is new, or can't.
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
  const { unreadAfter: after } = facts;
  const [next, effects] =
    after === undefined || facts.hasPlace
      ? put(state, facts)
      : facts.hasOlder && facts.oldest > after - CONTEXT_ROWS
        ? loading(state, after)
        : divided(state, after);
  return [next, [{ type: 'divide' }, ...effects]];
}

function loading(state: Placement, after: number): Step {
  return [{ ...state, stage: 'loading' }, [{ type: 'load', from: Math.max(1, after - CONTEXT_ROWS), after }]];
}

/** The rows get their divider by one more render, before anything is painted. */
function divided(state: Placement, after: number): Step {
  return [{ ...state, stage: 'divided' }, [{ type: 'unread', after }, { type: 'render' }]];
}

function put(state: Placement, { link }: Facts): Step {
  return [{ ...state, stage: link.status === 'live' ? 'placed' : 'copy' }, [{ type: 'put' }]];
}

function moved(state: Placement, { link, epoch, head, pinned, seen }: Facts): Step {
  if (!isPlaced(state)) return [state, []];
  const followedSinceMs = seen && pinned && link.status === 'live' ? link.sinceMs : undefined;
  // While the room still tells what was missed, nobody knows where its end will be.
  const isEndKnown = epoch !== '' && link.status !== 'connecting';
  const read: Effect[] = seen && (!pinned || isEndKnown) ? [{ type: 'read', seq: pinned ? head : undefined }] : [];
  return [{ ...state, followedSinceMs }, [...read, { type: 'page' }]];
}

function toTarget({ stage }: Placement, { link, target }: Facts): Effect[] {
  return target !== undefined && stage === 'placed' && link.status === 'live' ? [{ type: 'find', seq: target }] : [];
}
