/** Notifies listeners of what happens in a room. All listeners get one notification before any gets the next. */

import type { EventFrame } from '../protocol/events/registry.ts';
import type { Link, Message } from './room-state/state.ts';

/** A stored event and the message that it added, if any. Messages of a history window come without their events. */
export interface News {
  event?: StoredEvent;
  message?: Message | undefined;
}

/** A stored event for listeners. `own` if this session sent it. */
export type StoredEvent = EventFrame & { own?: true };

/**
 * The notifications of a client, with the arguments for their listeners.
 * Each event and each message is reported once, in the order of `seq`, even across reconnects. Missed events are
 * reported when they arrive, and the client's own events when they are acknowledged. What was in the room before the
 * client's first connection is not reported, nor is what `loadOlder` loads. After an absence so long that the room no
 * longer replays everything, only the newest messages are reported, and no events. A deleted message may be reported as
 * such (`gone`), and servers of later versions may send further kinds of events.
 */
export interface ClientEvents {
  /** `state` has changed in any way. */
  state: [];
  /** The state of the connection has changed: `state.link`. */
  link: [link: Link];
  /** An event of any kind was stored: a message, an edit, a deletion, a reaction, settings or an act of moderation. */
  event: [event: StoredEvent];
  /** A message was stored. */
  message: [message: Message];
}

export type Listener<T extends keyof ClientEvents> = (...told: ClientEvents[T]) => void;

export class Listeners {
  readonly #of: { readonly [T in keyof ClientEvents]: Set<Listener<T>> } = {
    state: new Set(),
    link: new Set(),
    event: new Set(),
    message: new Set(),
  };
  /** The notification in progress, followed by those that wait for it. */
  readonly #waiting: (() => void)[] = [];

  /** @returns a function that removes the listener */
  on<T extends keyof ClientEvents>(type: T, listener: Listener<T>): () => void {
    const of: Set<Listener<T>> = this.#of[type];
    of.add(listener);
    return () => of.delete(listener);
  }

  /** Notifies listeners of news that frames brought. */
  tellNews(news: readonly News[]): void {
    for (const { event, message } of news) {
      if (event) this.tell('event', event);
      if (message) this.tell('message', message);
    }
  }

  /** Notifies listeners once the notification in progress has reached all of them. */
  tell<T extends keyof ClientEvents>(type: T, ...told: ClientEvents[T]): void {
    const of: Set<Listener<T>> = this.#of[type];
    this.#waiting.push(() => {
      for (const listener of [...of])
        try {
          listener(...told);
        } catch (error) {
          // Reports the error as browsers report errors in event listeners. Node has no `reportError`.
          (globalThis.reportError ?? console.error)(error);
        }
    });
    // A notification is in progress, and its loop will handle this one as well.
    if (this.#waiting.length > 1) return;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      next();
      this.#waiting.shift();
    }
  }
}
