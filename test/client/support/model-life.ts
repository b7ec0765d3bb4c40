/** One life of a model room's log, and what each event does to it. */

import type { EventRequest, Item } from '../../../src/protocol/events/registry.ts';
import { type ANA, type BO, type SELF, TS } from './frames.ts';
import { ModelPolls } from './model-polls.ts';

export interface Stored {
  seq: number;
  /** The session that sent the event, or "" for everybody else. */
  sid: string;
  /** The author: the tested member or another. */
  by: typeof ANA | typeof BO | typeof SELF;
  request: EventRequest;
}

/** One life of a room's log. */
export interface Life {
  log: Stored[];
  /** Messages and polls with their current text. Choices are in `polls`. */
  messages: Map<number, Item>;
  polls: ModelPolls;
  /** Every text that a message had, with the `seq` from which it applied. */
  texts: Map<number, { at: number; data: string }[]>;
  topic: string;
  floor: number;
}

export function newLife(): Life {
  return { log: [], messages: new Map(), polls: new ModelPolls(), texts: new Map(), topic: '', floor: 1 };
}

/** The items as the member `asker` gets them, in ascending order. */
export function itemsFor({ messages, polls }: Life, asker: string): Item[] {
  return [...messages.values()].map((item) => {
    const mine = item.type === 'poll' ? polls.choiceOf(item.seq, asker) : [];
    return mine.length > 0 ? { ...item, mine } : item;
  });
}

export function applyTo(life: Life, event: Stored): void {
  const { request } = event;
  if (request.type === 'mod') return;
  if (request.type === 'set') life.topic = request.data.topic ?? '';
  else if (request.type === 'msg' || request.type === 'poll') add(life, event, request);
  else change(life, event, request);
}

function add(
  { messages, polls, texts }: Life,
  { seq, by, sid }: Stored,
  request: Extract<EventRequest, { type: 'msg' | 'poll' }>,
): void {
  const { data } = request;
  const id = sid === '' || request.id === undefined ? {} : { id: request.id };
  const base = { seq, ...id, from: by.name, fromId: by.id, data, ts: TS + seq };
  if (request.type === 'poll') {
    const { options, many } = request;
    messages.set(seq, {
      type: 'poll',
      ...base,
      options,
      ...(many ? { many } : {}),
      ...polls.start(seq, by.id, request),
    });
  } else messages.set(seq, { ...base, ...(request.re === undefined ? {} : { re: request.re }) });
  texts.set(seq, [{ at: seq, data }]);
}

function change(
  { messages, polls, texts }: Life,
  { seq, by }: Stored,
  request: Extract<EventRequest, { ref: number }>,
): void {
  const target = messages.get(request.ref);
  if (!target) return;
  switch (request.type) {
    case 'vote':
    case 'close':
      if (target.type === 'poll')
        messages.set(target.seq, { ...target, ...polls.change(seq, by.id, request, TS + seq) });
      return;
    case 'react': {
      const { reacts = {}, ...plain } = target;
      const others = (reacts[request.data] ?? []).filter((id) => id !== by.id);
      const { [request.data]: _, ...kinds } = reacts;
      const ids = request.off ? others : [...others, by.id];
      const next = ids.length === 0 ? kinds : { ...kinds, [request.data]: ids };
      messages.set(target.seq, Object.keys(next).length === 0 ? plain : { ...plain, reacts: next });
      return;
    }
    case 'edit':
      messages.set(target.seq, { ...target, data: request.data, edited: TS + seq });
      texts.get(target.seq)?.push({ at: seq, data: request.data });
      return;
    case 'delete': {
      const { from, fromId, ts, re, id } = target;
      const more = { ...(re === undefined ? {} : { re }), ...(id === undefined ? {} : { id }) };
      messages.set(target.seq, { seq: target.seq, from, fromId, ts, data: '', gone: true, ...more });
      texts.get(target.seq)?.push({ at: seq, data: '' });
    }
  }
}
