/** Tells listeners what happens in a room, each thing to all of them before the next. */

import type { EventFrame } from '../protocol/events/registry.ts';
import type { Link, Message } from './state.ts';

/** What is to be told of stored events: one, and the message that it brought; or a message alone. */
export interface News {
  event?: StoredEvent;
  message?: Message | undefined;
}

/** A stored event as it is told; `own` if this very session asked for it. */
export type StoredEvent = EventFrame & { own?: true };

/**
 * What a client tells, and what its listeners are given.
 *
 * Events and messages are told once each and in the order of their `seq`, across reconnects as well: what was missed is told when
 * it comes, an own event when it is acknowledged. What was there before a client first came is not told, nor what `loadOlder`
 * brings. After an absence so long that the room no longer tells all that was missed, only the newest messages are told, and no
 * events. A deleted message may be told as such (`gone`), and servers of later versions may have further kinds of events.
 */
export interface Told {
  /** `state` has changed in any way. */
  state: [];
  /** The connection is another: `state.link`. */
  link: [link: Link];
  /** An event of any kind was stored: a message, an edit, a deletion, a reaction, settings, an act of moderation. */
  event: [event: StoredEvent];
  /** A message was stored. */
  message: [message: Message];
}

export type Listener<T extends keyof Told> = (...told: Told[T]) => void;

export class Listeners {
  readonly #of: { readonly [T in keyof Told]: Set<Listener<T>> } = {
    state: new Set(),
    link: new Set(),
    event: new Set(),
    message: new Set(),
  };
  /** What is being told now, and what comes after it. */
  readonly #waiting: (() => void)[] = [];

  /** @returns the function that ends it */
  on<T extends keyof Told>(type: T, listener: Listener<T>): () => void {
    const of: Set<Listener<T>> = this.#of[type];
    of.add(listener);
    return () => of.delete(listener);
  }

  /** Tells what frames brought. */
  tellNews(news: readonly News[]): void {
    for (const { event, message } of news) {
      if (event) this.tell('event', event);
      if (message) this.tell('message', message);
    }
  }

  /** Tells it once what a listener is being told now has been told to all. */
  tell<T extends keyof Told>(type: T, ...told: Told[T]): void {
    const of: Set<Listener<T>> = this.#of[type];
    this.#waiting.push(() => {
      for (const listener of [...of])
        try {
          listener(...told);
        } catch (error) {
          // As a browser does with what an event listener throws. Node has no `reportError`.
          (globalThis.reportError ?? console.error)(error);
        }
    });
    // The one that began is telling still: it goes on with this when it is done.
    if (this.#waiting.length > 1) return;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      next();
      this.#waiting.shift();
    }
  }
}
