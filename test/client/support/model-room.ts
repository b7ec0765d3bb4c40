/** A minimal room as the protocol describes it, against which a client is checked. */

import type { ErrorCode } from '../../../src/protocol/codes.ts';
import type { EventFrame, EventRequest, Item } from '../../../src/protocol/events/registry.ts';
import type { ServerFrame, SingleFrame } from '../../../src/protocol/frames.ts';
import type { ClientFrame, HistoryRequest } from '../../../src/protocol/requests.ts';
import { type ANA, ack, history, SELF, TS, welcome } from './frames.ts';

export interface Stored {
  seq: number;
  /** The session that sent the event, or "" for everybody else. */
  sid: string;
  /** The author: the tested member or Ana. */
  by: typeof ANA | typeof SELF;
  request: ModelRequest;
}

/** The model has no polls. */
type ModelRequest = Exclude<EventRequest, { type: 'poll' | 'vote' | 'close' }>;

/** One life of a room's log. */
export interface Life {
  log: Stored[];
  /** Messages with their current text. */
  messages: Map<number, Item>;
  /** Every text that a message had, with the `seq` from which it applied. */
  texts: Map<number, { at: number; data: string }[]>;
  topic: string;
  floor: number;
}

/** How the room answers the next events instead of acknowledging them. */
export type Mood = 'busy' | 'storage' | 'muted' | 'silent' | undefined;

/** Much smaller than in a real room (64), so that a client that omits `again` soon causes a failure. */
const DEDUPE_WINDOW = 2;
const WINDOW = 4;
const REPLAY = 8;

const newLife = (): Life => ({ log: [], messages: new Map(), texts: new Map(), topic: '', floor: 1 });

export class ModelRoom {
  epoch = '';
  life = newLife();
  mood: Mood;
  /** All lives of the room by epoch. */
  readonly lives = new Map<string, Life>();
  /** The number of repeats that differed from the event they repeat. */
  conflicts = 0;
  #members = new Map<string, (frame: ServerFrame) => void>();

  get head(): number {
    return this.life.log.length;
  }

  /** Connects a session, replacing its older connection. */
  connect(sid: string, since: number | undefined, epoch: string | undefined, push: (frame: ServerFrame) => void): void {
    this.#members.set(sid, push);
    const { head } = this;
    const { floor, log, topic } = this.life;
    const recovered =
      since !== undefined && epoch === this.epoch && floor - 1 <= since && since <= head && head - since <= REPLAY;
    const settings = { topic, slow: 0, locked: false };
    push(welcome({ seq: head, epoch: this.epoch, floor, recovered, settings }));
    if (recovered) {
      const missed = log.slice(since).map((event) => this.#replayed(event, sid));
      if (missed.length > 0) push({ type: 'batch', data: missed });
    } else if (head > 0) {
      push(this.#page(sid, {}));
    }
  }

  disconnect(sid: string): void {
    this.#members.delete(sid);
  }

  receive(sid: string, frame: ClientFrame): void {
    const answer = this.#members.get(sid) ?? (() => {});
    if (frame.type === 'history') return answer(this.#page(sid, frame));
    if (frame.type === 'search' || frame.type === 'typing' || frame.type === 'read') return;
    if (frame.type === 'who' || frame.type === 'audit' || frame.type === 'name' || frame.id === undefined) return;
    if (frame.type === 'poll' || frame.type === 'vote' || frame.type === 'close') return;
    const { id, again } = frame;
    const { mood } = this;
    this.mood = undefined;
    if (mood === 'silent') return;
    const refuse = (code: ErrorCode, more = {}) => answer({ type: 'error', code, data: '', id, ...more });
    const stored = this.#findEarlier(sid, id, again);
    if (stored === 'expired') return refuse('expired');
    if (stored) {
      if (said(stored.request) !== said(frame)) this.conflicts++;
      return answer(ack(stored.seq, id, { dup: true }));
    }
    if (mood) return refuse(mood, mood === 'muted' ? {} : { retryAfterMs: 900 });
    const why = this.#refusal(frame, SELF.id);
    if (why) return refuse(why);
    this.store(sid, SELF, frame);
  }

  /** Stores an event and broadcasts it. */
  store(sid: string, by: Stored['by'], request: ModelRequest): void {
    if (this.epoch === '') {
      this.epoch = `epoch-${this.lives.size + 1}`;
      this.lives.set(this.epoch, this.life);
    }
    const event: Stored = { seq: this.head + 1, sid, by, request };
    this.life.log.push(event);
    this.#apply(event);
    const first = this.#first(event);
    const frame = this.#event(event, 'data' in request && typeof request.data === 'string' ? request.data : '');
    for (const [member, push] of this.#members)
      push(member === sid ? ack(event.seq, request.id ?? '', first) : { ...frame, ...first });
  }

  /** Expires all events except the newest. */
  prune(): void {
    this.life.floor = Math.max(1, this.head);
  }

  /** Deletes the room, as a real one does when it was empty for long enough. */
  wipe(): void {
    this.life = newLife();
    this.epoch = '';
    this.#members.clear();
  }

  #refusal(request: ModelRequest, memberId: string): ErrorCode | undefined {
    if (request.type === 'msg' && request.re !== undefined && request.re > this.head) return 'bad_request';
    if (request.type === 'msg' || request.type === 'set' || request.type === 'mod') return undefined;
    const target = this.life.messages.get(request.ref);
    if (!target || target.gone || target.seq < this.life.floor) return 'not_found';
    return request.type !== 'react' && target.fromId !== memberId ? 'forbidden' : undefined;
  }

  #apply({ seq, by, sid, request }: Stored): void {
    const { messages, texts } = this.life;
    if (request.type === 'mod') return;
    if (request.type === 'set') {
      this.life.topic = request.data.topic ?? '';
      return;
    }
    if (request.type === 'msg') {
      const { data, re } = request;
      const id = sid === '' || request.id === undefined ? {} : { id: request.id };
      const reply = re === undefined ? {} : { re };
      messages.set(seq, { seq, ...id, from: by.name, fromId: by.id, data, ts: TS + seq, ...reply });
      texts.set(seq, [{ at: seq, data }]);
      return;
    }
    const target = messages.get(request.ref);
    if (!target) return;
    const { reacts = {}, edited: _, ...rest } = target;
    if (request.type === 'react') {
      const others = (reacts[request.data] ?? []).filter((id) => id !== by.id);
      const { [request.data]: __, ...kinds } = reacts;
      const ids = request.off ? others : [...others, by.id];
      const next = ids.length === 0 ? kinds : { ...kinds, [request.data]: ids };
      const { reacts: ___, ...plain } = target;
      messages.set(target.seq, Object.keys(next).length === 0 ? plain : { ...plain, reacts: next });
      return;
    }
    const data = request.type === 'edit' ? request.data : '';
    messages.set(
      target.seq,
      request.type === 'edit' ? { ...target, data, edited: TS + seq } : { ...rest, data, gone: true },
    );
    texts.get(target.seq)?.push({ at: seq, data });
  }

  #page(sid: string, { id, before = this.head + 1 }: Partial<HistoryRequest>): ServerFrame {
    const { messages, floor, log } = this.life;
    const all = [...messages.values()].filter(({ seq }) => seq >= floor && seq < before);
    const items = all.slice(-WINDOW).map((item) => {
      const { id: own, ...others } = item;
      return log[item.seq - 1]?.sid === sid ? item : others;
    });
    return history(items, { more: all.length > WINDOW, ...(id === undefined ? {} : { id }) });
  }

  #replayed(event: Stored, sid: string): SingleFrame {
    const { request, seq } = event;
    const { messages, floor } = this.life;
    // Only the last edit has the text, and none if the message was deleted later.
    const isOver = ({ request: { type, ...later } }: Stored, ref: number) =>
      (type === 'edit' || type === 'delete') && 'ref' in later && later.ref === ref;
    const present = (ref: number) =>
      ref < floor || this.life.log.some((later) => later.seq > seq && isOver(later, ref))
        ? ''
        : (messages.get(ref)?.data ?? '');
    const text = request.type === 'edit' ? present(request.ref) : request.type === 'react' ? request.data : '';
    const { edited, gone, data = '' } = messages.get(seq) ?? {};
    const state = { ...(edited === undefined ? {} : { edited }), ...(gone ? { gone } : {}) };
    const frame = this.#event(event, request.type === 'msg' ? data : text);
    const told: EventFrame = frame.type === 'broadcast' ? { ...frame, ...state } : frame;
    const first = this.#first(event);
    return event.sid === sid ? ack(seq, request.id ?? '', { event: told, ...first }) : { ...told, ...first };
  }

  #event({ seq, by, request }: Stored, text: string): EventFrame {
    const base = { seq, from: by.name, fromId: by.id, ts: TS + seq };
    switch (request.type) {
      case 'msg':
        return { type: 'broadcast', ...base, data: text, ...(request.re === undefined ? {} : { re: request.re }) };
      case 'edit':
        return { type: 'edit', ...base, ref: request.ref, data: text };
      case 'delete':
        return { type: 'delete', ...base, ref: request.ref, data: '' };
      case 'react':
        return { type: 'react', ...base, ref: request.ref, data: text, ...(request.off ? { off: true } : {}) };
      case 'set':
        return { type: 'set', ...base, data: { topic: request.data.topic ?? '' } };
      case 'mod':
        return { type: 'mod', ...base, data: request.data };
    }
  }

  #first({ seq }: Stored): { epoch?: string } {
    return seq === 1 ? { epoch: this.epoch } : {};
  }

  #findEarlier(sid: string, id: string, again: number | undefined): Stored | 'expired' | undefined {
    const { log, floor } = this.life;
    const kept = log.slice(floor - 1);
    const same = (event: Stored) => event.sid === sid && event.request.id === id;
    const near = kept.slice(-DEDUPE_WINDOW).find(same);
    if (near || again === undefined) return near;
    if (again < floor - 1) return 'expired';
    return kept.find((event) => event.seq > again && same(event));
  }
}

/** The content of a request, without `again`. */
function said({ again: _, ...request }: EventRequest): string {
  return JSON.stringify(Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1)));
}
