/** The unsent text of each room, kept across reloads and shared between tabs. */

import { signal } from '@preact/signals';
import type { Position } from '../../protocol/position.ts';
import { type DelayedWrites, delayedWrites } from './delayed-writes.ts';
import { type Store, store } from './local-storage.ts';
import { positionIn } from './stored-position.ts';
import { tellTabs } from './tabs.ts';

const draftKey = (room: string): string => `draft:${room}`;
const replyKey = (room: string): string => `reply:${room}`;

/** The drafts of one store. A pause in typing, or `flush`, makes them durable. */
export class Drafts {
  readonly #store: Store;
  readonly #texts = new Map<string, string>();
  /** A new object with each draft that is replaced from outside the field. */
  readonly #replaced = signal({});
  readonly #writes: DelayedWrites;
  readonly #tell: (room: string) => void;

  /** @param tell called with each room whose draft was stored */
  constructor(kept: Store, tell: (room: string) => void = () => {}) {
    this.#store = kept;
    this.#tell = tell;
    this.#writes = delayedWrites((room, text) => {
      kept.set(draftKey(room), text);
      tell(room);
    });
  }

  /** The draft in `room`, '' if there is none. Tracks what replaces drafts, but not what the field types. */
  get(room: string): string {
    this.#replaced.value;
    return this.#texts.get(room) ?? this.#store.get(draftKey(room)) ?? '';
  }

  /** Called by the field, which shows `text` already. */
  set(room: string, text: string): void {
    this.#texts.set(room, text);
    this.#writes.set(room, text || undefined);
  }

  /** Replaces a draft from outside the field, which then shows it. */
  replace(room: string, text: string): void {
    this.set(room, text);
    this.#replaced.value = {};
  }

  /** The message to which the draft in `room` replies. */
  reply(room: string): Position | undefined {
    return positionIn(this.#store.record(replyKey(room)));
  }

  setReply(room: string, reply: Position | undefined): void {
    this.#store.set(replyKey(room), reply && JSON.stringify(reply));
    this.#tell(room);
  }

  flush(): void {
    this.#writes.flush();
  }

  /**
   * Adopts a draft that another tab has stored and announced.
   * @returns false if something newer is being typed in this tab
   */
  take(room: string, text: string): boolean {
    if (this.#writes.has(room)) return false;
    this.#texts.set(room, text);
    this.#replaced.value = {};
    return true;
  }
}

/** The drafts of this browser. */
export const drafts: Drafts = new Drafts(store, (room) =>
  tellTabs({ kind: 'draft', room, text: drafts.get(room), reply: drafts.reply(room) }),
);
