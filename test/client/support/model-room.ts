/** A room in a few lines, as the protocol describes it: the truth that a client is measured against. Holds messages alone. */

import type { ServerFrame, SingleFrame } from '../../../src/protocol/frames.ts';
import type { ClientFrame } from '../../../src/protocol/parse.ts';
import { ack, broadcast, history, item, welcome } from './frames.ts';

export interface Stored {
  seq: number;
  /** The session that sent it, or "" for anybody else. */
  sid: string;
  id: string;
  data: string;
}

/** How the next message is answered in place of an ack. */
export type Mood = 'busy' | 'storage' | 'muted' | 'silent' | undefined;

/** Much smaller than the real one (64): whoever forgets `again` is found out soon. */
const DEDUPE_WINDOW = 2;
const WINDOW = 4;
const REPLAY = 8;

export class ModelRoom {
  epoch = '';
  log: Stored[] = [];
  floor = 1;
  mood: Mood;
  /** All that was ever stored, by epoch. */
  readonly lives = new Map<string, Stored[]>();
  #members = new Map<string, (frame: ServerFrame) => void>();

  get head(): number {
    return this.log.length;
  }

  /** A session comes, anew or again; it replaces its older connection. */
  connect(sid: string, since: number | undefined, epoch: string | undefined, push: (frame: ServerFrame) => void): void {
    this.#members.set(sid, push);
    const { head, floor } = this;
    const recovered =
      since !== undefined && epoch === this.epoch && floor - 1 <= since && since <= head && head - since <= REPLAY;
    push(welcome({ seq: head, epoch: this.epoch, floor, recovered }));
    if (recovered) {
      const missed = this.log.slice(since).map((event) => this.#replayed(event, sid));
      if (missed.length > 0) push({ type: 'batch', data: missed });
    } else if (head > 0) {
      const first = Math.max(floor, head - WINDOW + 1);
      const items = this.log
        .slice(first - 1)
        .map(({ seq, id, data, sid: author }) => item(seq, { data, ...(author === sid ? { id } : {}) }));
      push(history(items, { more: first > floor }));
    }
  }

  disconnect(sid: string): void {
    this.#members.delete(sid);
  }

  /** A frame of a session arrives. */
  receive(sid: string, frame: ClientFrame): void {
    if (frame.type !== 'msg' || frame.id === undefined) return;
    const { id, data, again } = frame;
    const answer = this.#members.get(sid) ?? (() => {});
    const mood = this.mood;
    this.mood = undefined;
    if (mood === 'silent') return;
    const stored = this.#findEarlier(sid, id, again);
    if (stored === 'expired') return answer({ type: 'error', code: 'expired', data: '', id });
    if (stored) return answer(ack(stored.seq, id, { dup: true }));
    if (mood)
      return answer({ type: 'error', code: mood, data: '', id, ...(mood === 'muted' ? {} : { retryAfterMs: 900 }) });
    this.store(sid, id, data);
  }

  /** Stores a message and tells everybody. */
  store(sid: string, id: string, data: string): void {
    if (this.epoch === '') this.epoch = `epoch-${this.lives.size + 1}`;
    const event = { seq: this.head + 1, sid, id, data };
    this.log.push(event);
    this.lives.set(this.epoch, this.log);
    const first = event.seq === 1 ? { epoch: this.epoch } : {};
    for (const [member, push] of this.#members)
      push(member === sid ? ack(event.seq, id, first) : broadcast(event.seq, { data, ...first }));
  }

  /** Retention: only the newest stays. */
  prune(): void {
    this.floor = Math.max(1, this.head);
  }

  /** Nobody came for long, and the room deleted itself. */
  wipe(): void {
    this.log = [];
    this.epoch = '';
    this.floor = 1;
    this.#members.clear();
  }

  #replayed({ seq, sid: author, id, data }: Stored, sid: string): SingleFrame {
    const first = seq === 1 ? { epoch: this.epoch } : {};
    const event = broadcast(seq, { data, ...first });
    return author === sid ? ack(seq, id, { event, ...first }) : event;
  }

  #findEarlier(sid: string, id: string, again: number | undefined): Stored | 'expired' | undefined {
    const kept = this.log.slice(this.floor - 1);
    const near = kept.slice(-DEDUPE_WINDOW).find((event) => event.sid === sid && event.id === id);
    if (near || again === undefined) return near;
    if (again < this.floor - 1) return 'expired';
    return kept.find((event) => event.seq > again && event.sid === sid && event.id === id);
  }
}
