/** Applies each server frame to the client's state. Pure functions. */

import type { EventFrame, Item } from '../../protocol/events/registry.ts';
import type { AckFrame, ErrorFrame, HistoryFrame, SingleFrame, WelcomeFrame } from '../../protocol/frames.ts';
import { applyEvent, isRow, toEvent } from '../events/registry.ts';
import type { News } from '../listeners.ts';
import { refused, settled } from '../outbox/outbox.ts';
import type { ClientState } from './client-state.ts';
import { applyCount, applyWho, membersById } from './members.ts';
import { lowerBound, messageAt } from './messages.ts';
import { applySystem } from './notices.ts';
import type { Message } from './state.ts';
import { StateDraft } from './state-draft.ts';
import { applyTyping } from './typing.ts';

export interface ReduceContext {
  nowMs: number;
}

export interface Reduced {
  readonly state: ClientState;
  /** Stored events that this client didn't have yet, in the order of `seq`. */
  readonly news: readonly News[];
}

/**
 * The state after frames that arrived together, and the news they brought. If they break the protocol (a gap in `seq`),
 * `sync` becomes `gap` and the frames from there on have no effect. Collections are copied once per call, not once per
 * frame.
 */
export function reduce(state: ClientState, frames: readonly SingleFrame[], context: ReduceContext): Reduced {
  const draft = new StateDraft(state);
  for (const frame of frames) apply(draft, frame, context);
  return draft;
}

function apply(draft: StateDraft, frame: SingleFrame, context: ReduceContext): void {
  const { self, sync } = draft.state;
  if (sync.status === 'gap' || (sync.status === 'none' && frame.type !== 'welcome')) return;
  switch (frame.type) {
    case 'welcome':
      return applyWelcome(draft, frame, context);
    case 'self':
      // The member list takes the role from the event that changed it.
      return self && draft.set({ self: { ...self, ...frame.data } });
    case 'ack':
      return frame.dup ? applyDuplicate(draft, frame) : applyAck(draft, frame);
    case 'history':
      return frame.id === undefined ? applyWindow(draft, frame) : applyOlder(draft, frame);
    case 'system':
      return frame.event === 'count' ? applyCount(draft, frame) : applySystem(draft, frame);
    case 'who':
      return applyWho(draft, frame);
    case 'typing':
      return applyTyping(draft, frame, context);
    case 'read':
      return draft.set({ read: Math.max(draft.state.read, frame.data) });
    case 'found':
    case 'audit':
      return;
    case 'error':
      return applyError(draft, frame, context);
    default:
      // An event, or a frame of a later version. If it is an event, its `seq` counts.
      if (Number.isInteger(frame.seq) && advance(draft, frame)) applyNew(draft, frame, false);
  }
}

function applyWelcome(draft: StateDraft, { data, ts }: WelcomeFrame, { nowMs }: ReduceContext): void {
  const { self, room, epoch, seq, floor, recovered, who, count, byCount, heartbeat, limits, settings, build } = data;
  const members = membersById(who);
  const before = draft.state;
  draft.set({ memberList: byCount ? 'asked' : 'live', aheadMs: ts - nowMs });
  draft.set({ self, room, members, count, heartbeat, limits, settings, build, older: undefined });
  const { head, messages } = draft.state;
  if (recovered) {
    draft.set({ epoch, sync: seq === head ? { status: 'live' } : { status: 'replay', until: seq } });
    // A session that came back without its messages, such as a bot's, can still load older ones.
    if (messages.length === 0) draft.set({ hasOlder: head > 0 && floor <= head });
    // Drop what the room has deleted because of its age: a copy may be older than that.
    else if ((messages[0]?.seq ?? 0) < floor)
      draft.set({ messages: messages.slice(lowerBound(messages, floor)), hasOlder: false });
  } else if (seq === 0) {
    draft.set({ epoch, head: 0, messages: [], notices: [], hasOlder: false, read: 0, sync: { status: 'live' } });
  } else {
    // To a member that is new to the room, its existing messages aren't news.
    const isFirst = !before.self && before.epoch === '';
    const after = isFirst ? seq : before.epoch === epoch ? before.head : 0;
    draft.set({ sync: { status: 'window', epoch, seq, after } });
  }
}

/**
 * Moves to the next `seq`.
 * @returns whether the event is new. A known event is never applied twice, and one too far ahead reveals a gap.
 */
function advance(draft: StateDraft, { seq, epoch }: { seq: number; epoch?: string }): boolean {
  const { head, sync } = draft.state;
  if (seq <= head && sync.status !== 'window') return false;
  if (seq !== head + 1 || sync.status === 'window') {
    draft.set({ sync: { status: 'gap' } });
    return false;
  }
  draft.set({ head: seq });
  if (epoch !== undefined) draft.set({ epoch });
  if (sync.status === 'replay' && seq >= sync.until) draft.set({ sync: { status: 'live' } });
  return true;
}

function applyAck(draft: StateDraft, frame: AckFrame): void {
  const { id, seq, event = fromOutbox(draft, frame) } = frame;
  const { sync, head, outbox } = draft.state;
  const rest = settled(outbox, id);
  if (!event && rest === outbox && sync.status === 'live' && seq > head) {
    // The event is stored, but the outbox lost its content. A resume from here brings the ack again, with its event.
    draft.set({ sync: { status: 'gap' } });
    return;
  }
  const isNew = advance(draft, frame);
  // After a gap nothing is applied, because the resume brings these frames again.
  if (draft.state.sync.status === 'gap') return;
  draft.set({ outbox: rest });
  if (isNew && event) applyNew(draft, event, true);
}

function applyNew(draft: StateDraft, event: EventFrame, isOwn: boolean): void {
  applyEvent(draft, event, isOwn);
  draft.news.push({
    event: isOwn ? { ...event, own: true } : event,
    message: messageAt(draft.state.messages, event.seq),
  });
}

/**
 * The ack of a duplicate is outside the order of `seq`: the event was counted when it first arrived, or lies before the
 * window. Loaded messages have its effect already, and perhaps that of later events, so it is not applied again.
 */
function applyDuplicate(draft: StateDraft, frame: AckFrame): void {
  const { outbox, messages, head, hasOlder } = draft.state;
  const event = frame.event ?? fromOutbox(draft, frame);
  draft.set({ outbox: settled(outbox, frame.id) });
  if (frame.seq > head) {
    // The room has stored the event as this `seq`, so the client lacks everything up to there.
    draft.set({ sync: { status: 'gap' } });
    return;
  }
  const loaded = !hasOlder || frame.seq > (messages[0]?.seq ?? Number.POSITIVE_INFINITY);
  if (loaded && event && isRow(event) && !messageAt(messages, frame.seq)) applyEvent(draft, event, true);
}

/** The event as others got it, rebuilt from the outbox and the ack. */
function fromOutbox(draft: StateDraft, { id, seq, ts, data }: AckFrame): EventFrame | undefined {
  const entry = draft.state.outbox.find((candidate) => candidate.id === id);
  return entry && toEvent(entry, draft.state, { seq, ts }, data);
}

/** The window after a `welcome` that recovered nothing. It replaces the messages. */
function applyWindow(draft: StateDraft, { data, first, more }: HistoryFrame): void {
  const { sync, notices, epoch, read } = draft.state;
  if (sync.status !== 'window') return;
  settleAll(draft, data);
  const messages = data.map(toMessage);
  draft.set({
    epoch: sync.epoch,
    head: sync.seq,
    read: sync.epoch === epoch ? read : 0,
    messages,
    hasOlder: more,
    // A line belongs between two messages and is dropped with them.
    notices: sync.epoch === epoch ? notices.filter((notice) => notice.after >= first) : [],
    sync: { status: 'live' },
  });
  for (const message of messages) if (message.seq > sync.after) draft.news.push({ message });
}

function applyOlder(draft: StateDraft, { id, data, more }: HistoryFrame): void {
  const { older, messages } = draft.state;
  if (id !== older) return;
  settleAll(draft, data);
  const oldest = messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const before = data.filter((item) => item.seq < oldest).map(toMessage);
  draft.set({ messages: [...before, ...messages], hasOlder: more, older: undefined });
}

function toMessage({ id, ...item }: Item): Message {
  return id === undefined ? item : { ...item, own: true };
}

/** The client's own messages that are stored need no ack any more. */
function settleAll(draft: StateDraft, items: readonly Item[]): void {
  if (draft.state.outbox.length === 0) return;
  for (const { id } of items) if (id !== undefined) draft.set({ outbox: settled(draft.state.outbox, id) });
}

function applyError(draft: StateDraft, frame: ErrorFrame, { nowMs }: ReduceContext): void {
  const { id } = frame;
  if (id === undefined) return;
  draft.set({ outbox: refused(draft.state.outbox, id, frame, nowMs) });
  if (id === draft.state.older) draft.set({ older: undefined });
}
