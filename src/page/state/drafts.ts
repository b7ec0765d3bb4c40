/** The unsent text of each room, kept across reloads and shared between tabs. */

import { signal } from '@preact/signals';
import { type Store, store } from './store.ts';
import { type DraftReply, tellTabs } from './tabs.ts';

const draftKey = (room: string): string => `draft:${room}`;
const replyKey = (room: string): string => `reply:${room}`;

/** Typing must not wait for the disk. */
const KEEP_MS = 400;

/** The drafts of one store. A pause in typing, or `flush`, makes them durable. */
export class Drafts {
  readonly #store: Store;
  readonly #texts = new Map<string, string>();
  readonly #unkept = new Set<string>();
  readonly #tell: (room: string) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `tell` is called with every room whose draft was kept. */
  constructor(kept: Store, tell: (room: string) => void = () => {}) {
    this.#store = kept;
    this.#tell = tell;
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
    this.#tell(room);
  }

  flush(): void {
    clearTimeout(this.#timer);
    const written = [...this.#unkept];
    this.#unkept.clear();
    for (const room of written) {
      this.#store.set(draftKey(room), this.#texts.get(room) || undefined);
      this.#tell(room);
    }
  }

  /**
   * Takes over what another tab has kept, and told of.
   * @returns false while something newer is being typed in this one
   */
  take(room: string, text: string): boolean {
    if (this.#unkept.has(room)) return false;
    this.#texts.set(room, text);
    return true;
  }
}

/** The drafts of this browser. */
export const drafts: Drafts = new Drafts(store, (room) =>
  tellTabs({ kind: 'draft', room, text: drafts.get(room), reply: drafts.reply(room) }),
);

/** The room whose draft got another text than by typing in this tab, anew each time. */
export const draftReplaced = signal<{ room: string } | undefined>(undefined);

/** Loses no draft when the page goes away. */
export function keepDrafts(): void {
  addEventListener('pagehide', () => drafts.flush());
  document.addEventListener('visibilitychange', () => drafts.flush());
}
