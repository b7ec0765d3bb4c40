/** What was written and not sent yet, per room, kept across a reload. */

import { type Store, store } from './store.ts';

const draftKey = (room: string): string => `draft:${room}`;
const replyKey = (room: string): string => `reply:${room}`;

/** The message that a draft replies to, in one life of its room. */
export interface DraftReply {
  epoch: string;
  seq: number;
}

/** Typing must not wait for the disk. */
const KEEP_MS = 400;

/** The drafts of one store. A pause in typing, or `flush`, makes them durable. */
export class Drafts {
  readonly #store: Store;
  readonly #texts = new Map<string, string>();
  readonly #unkept = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(kept: Store) {
    this.#store = kept;
  }

  /** The draft in `room`, '' if there is none. */
  get(room: string): string {
    return this.#texts.get(room) ?? this.#store.get(draftKey(room)) ?? '';
  }

  set(room: string, text: string): void {
    this.#texts.set(room, text);
    this.#unkept.add(room);
    clearTimeout(this.#timer);
    // What was sent must not come back after a crash.
    if (text === '') this.flush();
    else this.#timer = setTimeout(() => this.flush(), KEEP_MS);
  }

  /** What the draft in `room` replies to. */
  reply(room: string): DraftReply | undefined {
    const kept = this.#store.record(replyKey(room));
    const [epoch, seq] = [kept?.get('epoch'), kept?.get('seq')];
    return typeof epoch === 'string' && typeof seq === 'number' ? { epoch, seq } : undefined;
  }

  setReply(room: string, reply: DraftReply | undefined): void {
    this.#store.set(replyKey(room), reply && JSON.stringify(reply));
  }

  flush(): void {
    clearTimeout(this.#timer);
    for (const room of this.#unkept) this.#store.set(draftKey(room), this.#texts.get(room) || undefined);
    this.#unkept.clear();
  }
}

/** The drafts of this browser. */
export const drafts = new Drafts(store);

/** Drops the draft of a room that is left. */
export function forgetDraft(room: string): void {
  drafts.set(room, '');
  drafts.setReply(room, undefined);
}

/** Loses no draft when the page goes away. */
export function keepDrafts(): void {
  addEventListener('pagehide', () => drafts.flush());
  document.addEventListener('visibilitychange', () => drafts.flush());
}
