/** A room in the side bar: its connection, its read mark, and the reader's place in it. */

import { computed, type Signal, signal } from '@preact/signals';
import { CoreClient } from '../../client/core-client.ts';
import type { SendResult } from '../../client/events/registry.ts';
import { messageAt } from '../../client/messages.ts';
import { type OpenRoom, openTab } from '../../client/open-tab.ts';
import type { Message, RoomState } from '../../client/state.ts';
import { nextFrame } from './animation-frame.ts';
import { isSeen } from './attention.ts';
import { drafts } from './drafts.ts';
import { late } from './late-parts.ts';
import { Hues } from './member-colours.ts';
import { muted } from './muted.ts';
import { keyOf } from './room-keys.ts';
import { store } from './store.ts';
import { tellTabs } from './tabs.ts';
import { isSameUnread, NOTHING_UNREAD, type ReadMark, readSeq, type Unread, unreadOf } from './unread.ts';
import { afterWriting, handedOver, NEW, type Writing } from './writing.ts';

/** A room that nobody looked at for a day is not connected: it costs its owner, and this browser's battery. */
const ASLEEP_AFTER_MS = 24 * 60 * 60_000;
/** How often a mark that keeps moving is kept. */
const KEEP_MS = 1_000;

/** Where the reader was in the list: a row, and how far below the upper edge it stood. */
export interface ReadingPosition {
  key: string;
  top: number;
}

/** Key of a room in the store. */
export const roomStorageKey = (room: string): string => `room:${room}`;

export class Room {
  readonly name: string;
  /** When it was first opened: the order of the side bar. Unix milliseconds. */
  readonly addedMs: number;
  /** When it was last on the screen. Unix milliseconds. */
  lookedMs: number;
  /** `undefined` while it is not connected. */
  readonly client: Signal<CoreClient | undefined> = signal(undefined);
  /** What is known of it; kept when it falls asleep. */
  readonly state: Signal<RoomState | undefined> = signal(undefined);
  readonly read: Signal<ReadMark | undefined>;
  readonly unread = computed((): Unread => {
    const { value: state } = this.state;
    if (!state) return NOTHING_UNREAD;
    const rules = {
      isMuted: (id: string) => muted.value.has(id),
      callsMe: (message: Message) => late.value?.callsMe(message, state) ?? false,
    };
    const now = unreadOf(state, this.read.value, rules);
    // The same object while nothing changed: what shows it need not render with every frame.
    if (!isSameUnread(now, this.#unread)) this.#unread = now;
    return this.#unread;
  });
  #unread: Unread = NOTHING_UNREAD;
  /** The colours of its members. */
  readonly hues: Hues = new Hues(() => this.state.peek());

  /** The `seq` after which the divider of the first unread message stands. */
  readonly divider: Signal<number | undefined> = signal(undefined);
  /** The `seq` at which the rows in the document begin; `undefined`: they end with the newest. */
  readonly start: Signal<number | undefined> = signal(undefined);
  /** The message that was gone to, marked for a moment. */
  readonly lit: Signal<number | undefined> = signal(undefined);
  /** What is being written. A reply is kept with its draft, an edit by persisted-edits.ts. */
  readonly writing: Signal<Writing> = signal(NEW);
  /** Where its reader left it, unless at the end. */
  position: ReadingPosition | undefined;
  /** Whether its reader looks at the end of it: what comes is read as it comes, and never counts as unread in between. */
  isFollowed: () => boolean = () => false;

  #open: OpenRoom<CoreClient> | undefined;
  /** Whether the client of `#open` has all that this browser kept of the room. */
  #isOpened = false;
  /** As it was opened under last. */
  #myName: string | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  /** It was left for good: nothing of it is to be kept. */
  isRetired = false;

  constructor(name: string, nowMs: number) {
    this.name = name;
    const kept = store.record(roomStorageKey(name));
    this.addedMs = numberOr(kept?.get('added'), nowMs);
    this.lookedMs = numberOr(kept?.get('looked'), nowMs);
    this.read = signal(markOf(kept));
  }

  isAsleep(nowMs: number): boolean {
    return nowMs - this.lookedMs > ASLEEP_AFTER_MS;
  }

  /** Connects, unless it is connected. */
  open(myName: string | undefined): CoreClient {
    if (this.#open) return this.#open.client;
    this.#myName = myName;
    const { name } = this;
    const open = openTab(
      { url: location.origin, room: name, key: keyOf(name), name: myName },
      (options) => new CoreClient(options),
    );
    const { client } = open;
    this.#open = open;
    this.#isOpened = false;
    this.client.value = client;
    client.on('state', () => nextFrame(this.#update));
    client.opened.then(() => {
      if (this.#open !== open) return;
      this.#isOpened = true;
      this.#update();
    });
    client.connect();
    return client;
  }

  /** Sends a message. `re`: what it replies to. */
  send(text: string, re: { re?: number } = {}): SendResult {
    return this.open(this.#myName).send(text, re);
  }

  /** The loaded message `seq`. */
  message(seq: number): Message | undefined {
    return messageAt(this.state.value?.messages ?? [], seq);
  }

  /** What is being typed: an edit has a text of its own, all else is the draft. */
  get text(): string {
    const { value: writing } = this.writing;
    return writing.kind === 'edit' ? writing.text : drafts.get(this.name);
  }

  type(text: string): void {
    const writing = this.writing.peek();
    if (writing.kind === 'edit') this.writing.value = { ...writing, text };
    else drafts.set(this.name, text);
  }

  /** Begins to write something, or goes back to it. */
  write(writing: Writing): void {
    this.writing.value = writing;
    if (writing.kind === 'edit') return;
    const { epoch = '' } = this.state.value ?? {};
    drafts.setReply(this.name, writing.kind === 'reply' ? { epoch, seq: writing.to } : undefined);
  }

  /** Ends an edit that can't be made any more. What was typed goes on as a draft. */
  handOver(): void {
    const writing = this.writing.peek();
    if (writing.kind !== 'edit') return;
    drafts.set(this.name, handedOver(drafts.get(this.name), writing));
    this.write(afterWriting(writing));
  }

  /** Leaves the room, for the others too. What is known of it stays. */
  close(): void {
    this.#open?.close();
    this.#open = undefined;
    this.client.value = undefined;
  }

  /** Notes that the room is on the screen. */
  look(nowMs: number): void {
    this.lookedMs = nowMs;
    this.#keepSoon();
  }

  /** Notes that everything up to `seq` was on the screen. */
  readUpTo(seq: number): void {
    const epoch = this.state.value?.epoch ?? '';
    const mark = this.read.value;
    if (mark && mark.epoch === epoch && mark.seq >= seq) return;
    this.read.value = { epoch, seq };
    this.client.peek()?.read(seq);
    this.#keepSoon();
    tellTabs({ kind: 'read', room: this.name, mark: { epoch, seq } });
  }

  /** The `seq` after which unread messages begin, or will begin while nobody looks; `undefined`: there are none. */
  get unreadAfter(): number | undefined {
    const mark = this.read.peek();
    const { epoch = '' } = this.state.peek() ?? {};
    return mark && (this.unread.peek().count > 0 || !isSeen()) ? readSeq(mark, epoch) : undefined;
  }

  /** Puts the divider where unread messages begin. */
  divide(): void {
    this.divider.value = this.unreadAfter;
  }

  /** Keeps what is to be remembered, at once. */
  keep(): void {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    const read = this.read.value;
    store.set(
      roomStorageKey(this.name),
      JSON.stringify({ added: this.addedMs, looked: this.lookedMs, ...(read && { read }) }),
    );
  }

  /** Keeps all of it when the page goes away: what was written too early goes back into the draft, the one place that outlives it. */
  keepLast(): void {
    const client = this.#open?.client;
    const early = this.#isOpened ? [] : (client?.state.outbox.filter(({ id }) => client.discard(id)) ?? []);
    if (early.length > 0) {
      const texts = [...early.map(({ data }) => data), drafts.get(this.name)];
      drafts.set(this.name, texts.join('\n').trimEnd());
      drafts.flush();
    }
    this.keep();
  }

  /** Leaves the room for good: nothing of it is written from here on, not even by what still shows it for a moment. */
  retire(): void {
    this.close();
    this.#stopKeeping();
  }

  /** Leaves the room with all that was written in it and not sent. `close` gives up the way back. */
  abandon(): void {
    this.#stopKeeping();
    this.#open?.client.abandon();
  }

  /** Takes `abandon` back. */
  rejoin(myName: string | undefined): void {
    this.isRetired = false;
    this.keep();
    if (this.#open) this.#open.client.rejoin();
    else if (!this.isAsleep(Date.now())) this.open(myName);
  }

  #stopKeeping(): void {
    this.isRetired = true;
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
  }

  #keepSoon(): void {
    if (!this.isRetired) this.#keeping ??= setTimeout(() => this.keep(), KEEP_MS);
  }

  readonly #update = (): void => {
    const client = this.#open?.client;
    if (!client) return;
    const { epoch, link } = client.state;
    if (this.#isOpened || epoch !== '' || link.status !== 'connecting') return this.follow(client);
    // It knows nothing yet but what was written since: that goes below what is on the screen.
    const { outbox } = client.state;
    const known = this.state.value;
    if (known) this.state.value = { ...known, outbox };
    else if (outbox.length > 0) this.follow(client);
  };

  /** A reply that was being written before a reload goes on, if what it answers is still of this life of the room. */
  #takeUpReply(epoch: string): void {
    const reply = drafts.reply(this.name);
    if (reply && reply.epoch === epoch && this.writing.value.kind === 'new')
      this.writing.value = { kind: 'reply', to: reply.seq };
  }

  /** Takes over what the client knows now. */
  follow({ state }: CoreClient): void {
    const before = this.state.value;
    // The log began anew: places in the old one mean nothing.
    if (before && before.epoch !== '' && before.epoch !== state.epoch) {
      this.start.value = undefined;
      this.divider.value = undefined;
      this.position = undefined;
      this.lit.value = undefined;
      this.handOver();
      this.write(NEW);
    }
    // Not with the welcome: the life of the room may be told only after it.
    if (!before?.epoch && state.epoch !== '') this.#takeUpReply(state.epoch);
    this.state.value = state;
    // Another session of the same person has read on.
    if (state.read > 0) this.readUpTo(state.read);
    if (state.epoch !== '' && this.isFollowed()) this.readUpTo(state.head);
    // What was there before the first visit is history, not news; in a room that was empty, everything will be news.
    if (state.link.status === 'live' && !this.read.value) this.readUpTo(state.head);
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

function markOf(kept: Map<string, unknown> | undefined): ReadMark | undefined {
  const read = kept?.get('read');
  if (typeof read !== 'object' || read === null || !('epoch' in read) || !('seq' in read)) return undefined;
  const { epoch, seq } = read;
  return typeof epoch === 'string' && typeof seq === 'number' ? { epoch, seq } : undefined;
}
