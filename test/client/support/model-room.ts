/** A minimal room as the protocol describes it, against which a client is checked. */

import type { ErrorCode } from '../../../src/protocol/codes.ts';
import type { EventFrame, EventRequest } from '../../../src/protocol/events/registry.ts';
import type { ServerFrame, SingleFrame } from '../../../src/protocol/frames.ts';
import type { ClientFrame, HistoryRequest } from '../../../src/protocol/requests.ts';
import { ack, history, SELF, TS, welcome } from './frames.ts';
import { applyTo, itemsFor, type Life, newLife, type Stored } from './model-life.ts';
import { MODERATOR } from './model-polls.ts';

/** How the room answers the next events instead of acknowledging them. */
export type Mood = 'busy' | 'storage' | 'muted' | 'silent' | undefined;

/** Much smaller than in a real room (64), so that a client that omits `again` soon causes a failure. */
const DEDUPE_WINDOW = 2;
const WINDOW = 4;
const REPLAY = 8;

export class ModelRoom {
  epoch = '';
  life = newLife();
  mood: Mood;
  /** All lives of the room by epoch. */
  readonly lives = new Map<string, Life>();
  /** The number of repeats that differed from the event they repeat. */
  conflicts = 0;
  /** The ids of votes and closes that changed nothing. They are acknowledged and not stored. */
  readonly unchanged = new Set<string>();
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
    const { id, again } = frame;
    const { mood } = this;
    this.mood = undefined;
    if (mood === 'silent') return;
    const refuse = (code: ErrorCode, more = {}) => answer({ type: 'error', code, data: '', id, ...more });
    const stored = this.#findEarlier(sid, id, again);
    if (stored === 'expired') return refuse('expired');
    if (stored) {
      if (said(stored.request) !== said(frame)) this.conflicts++;
      return answer(ack(stored.seq, id, { dup: true, ...this.#eventOfPoll(stored) }));
    }
    if (mood) return refuse(mood, mood === 'muted' ? {} : { retryAfterMs: 900 });
    const why = this.store(sid, SELF, frame);
    if (why === 'unchanged' && 'ref' in frame) {
      this.unchanged.add(id);
      answer(ack(frame.ref, id, { dup: true }));
    } else if (why && why !== 'unchanged') refuse(why);
  }

  /**
   * Stores an event and broadcasts it.
   * @returns why nothing was stored, if so
   */
  store(sid: string, by: Stored['by'], request: EventRequest): ErrorCode | 'unchanged' | undefined {
    const why = this.#refusal(request, by.id);
    if (why === undefined) this.#store(sid, by, request);
    return why;
  }

  #store(sid: string, by: Stored['by'], request: EventRequest): void {
    if (this.epoch === '') {
      this.epoch = `epoch-${this.lives.size + 1}`;
      this.lives.set(this.epoch, this.life);
    }
    const event: Stored = { seq: this.head + 1, sid, by, request };
    this.life.log.push(event);
    applyTo(this.life, event);
    const first = this.#first(event);
    const frame = this.#event(
      event,
      'data' in request && typeof request.data === 'string' ? request.data : '',
      SELF.id,
    );
    const own = { ...first, ...this.#eventOfPoll(event) };
    for (const [member, push] of this.#members)
      push(member === sid ? ack(event.seq, request.id ?? '', own) : { ...frame, ...first });
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

  #refusal(request: EventRequest, memberId: string): ErrorCode | 'unchanged' | undefined {
    if (request.type === 'msg' && request.re !== undefined && request.re > this.head) return 'bad_request';
    if (!('ref' in request)) return undefined;
    const target = this.life.messages.get(request.ref);
    if (!target || target.gone || target.seq < this.life.floor) return 'not_found';
    switch (request.type) {
      case 'vote':
      case 'close':
        return this.life.polls.judge(request, memberId);
      case 'edit':
        if (target.type === 'poll') return 'not_found';
        return target.fromId === memberId ? undefined : 'forbidden';
      case 'delete':
        return target.fromId === memberId || memberId === MODERATOR ? undefined : 'forbidden';
      case 'react':
        return undefined;
    }
  }

  #page(sid: string, { id, before = this.head + 1 }: Partial<HistoryRequest>): ServerFrame {
    const { floor, log } = this.life;
    const all = itemsFor(this.life, SELF.id).filter(({ seq }) => seq >= floor && seq < before);
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
    const frame = this.#event(event, request.type === 'msg' || request.type === 'poll' ? data : text, SELF.id);
    const told: EventFrame = frame.type === 'broadcast' ? { ...frame, ...state } : frame;
    const first = this.#first(event);
    return event.sid === sid ? ack(seq, request.id ?? '', { event: told, ...first }) : { ...told, ...first };
  }

  /** The event as the member `to` gets it. A poll has its current votes. */
  #event({ seq, by, request }: Stored, text: string, to: string): EventFrame {
    const base = { seq, from: by.name, fromId: by.id, ts: TS + seq };
    switch (request.type) {
      case 'poll': {
        const { options, many } = request;
        if (this.life.messages.get(seq)?.gone) return { type: 'poll', ...base, data: text, options: [], gone: true };
        return { type: 'poll', ...base, data: text, options, ...(many ? { many } : {}) };
      }
      case 'vote': {
        const { ref } = request;
        const own = by.id === to ? { mine: this.life.polls.choiceOf(ref, to) } : {};
        return { type: 'vote', seq, ref, ...this.#standing(ref), ...own, ts: TS + seq };
      }
      case 'close':
        return { type: 'close', ...base, ref: request.ref, ...this.#standing(request.ref) };
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

  /** The votes on a poll, or none if it was deleted or has expired. */
  #standing(ref: number): { counts: readonly number[]; voters: number } {
    const { floor, messages } = this.life;
    const poll = messages.get(ref);
    if (poll?.type !== 'poll' || ref < floor) return { counts: [], voters: 0 };
    return { counts: poll.counts, voters: poll.voters };
  }

  /** An ack contains the event if that is about a poll. */
  #eventOfPoll(event: Stored): { event?: EventFrame } {
    const { request, seq } = event;
    if (request.type !== 'poll' && request.type !== 'vote' && request.type !== 'close') return {};
    return { event: this.#event(event, this.life.messages.get(seq)?.data ?? '', SELF.id) };
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
