/** A room in the side bar: its connection, its read mark, and the reader's place in it. */

import { computed, type Signal, signal } from '@preact/signals';
import { CoreClient } from '../../client/core-client.ts';
import type { SendResult } from '../../client/events/compose.ts';
import { type OpenRoom, openTab } from '../../client/open-tab.ts';
import { messageAt } from '../../client/room-state/messages.ts';
import type { Message, RoomState } from '../../client/room-state/state.ts';
import { nextFrame } from './animation-frame.ts';
import { isSeen } from './attention.ts';
import { drafts } from './drafts.ts';
import { late } from './late-parts.ts';
import { fieldsOf, store } from './local-storage.ts';
import { Hues } from './member-colours.ts';
import { muted } from './muted.ts';
import { keyOf } from './room-keys.ts';
import { positionIn } from './stored-position.ts';
import { tellTabs } from './tabs.ts';
import { isSameUnread, NOTHING_UNREAD, type ReadMark, readSeq, type Unread, unreadOf } from './unread.ts';
import { afterWriting, handedOver, NEW, type Writing } from './writing.ts';

/** A room that nobody has opened for a day isn't connected, to save its operator's money and this browser's battery. */
const ASLEEP_AFTER_MS = 24 * 60 * 60_000;
/** How often a read mark that keeps moving is stored. */
const KEEP_MS = 1_000;

/** The reader's place in the list: a row, and its distance from the upper edge. */
export interface ReadingPosition {
  key: string;
  top: number;
}

/** The key of a room in the store. */
export const roomStorageKey = (room: string): string => `room:${room}`;

export class Room {
  readonly name: string;
  /** When the room was first opened, which is the order of the side bar. In Unix milliseconds. */
  readonly addedMs: number;
  /** When the room was last on the screen, in Unix milliseconds. */
  lookedMs: number;
  /** `undefined` while the room isn't connected. */
  readonly client: Signal<CoreClient | undefined> = signal(undefined);
  /** The known state of the room. It is kept when the room falls asleep. */
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
    // The same object while nothing changes, so that its views needn't render in every frame.
    if (!isSameUnread(now, this.#unread)) this.#unread = now;
    return this.#unread;
  });
  #unread: Unread = NOTHING_UNREAD;
  /** The colours of its members. */
  readonly hues: Hues = new Hues(() => this.state.peek());

  /** The `seq` after which the unread divider belongs. */
  readonly divider: Signal<number | undefined> = signal(undefined);
  /** The `seq` at which the rows in the document begin. `undefined` if they end with the newest message. */
  readonly start: Signal<number | undefined> = signal(undefined);
  /** The message that is highlighted for a moment, because the reader went to it. */
  readonly lit: Signal<number | undefined> = signal(undefined);
  /** What the composer is writing. A reply is stored with its draft, and an edit by persisted-edits.ts. */
  readonly writing: Signal<Writing> = signal(NEW);
  /** The reader's place when they left the room, unless it was at the end. */
  position: ReadingPosition | undefined;
  /**
   * Whether the reader is looking at the end of the room. New messages are then read on arrival, and never count as
   * unread in between.
   */
  isFollowed: () => boolean = () => false;

  #open: OpenRoom<CoreClient> | undefined;
  /** Whether the client of `#open` has everything that this browser stored of the room. */
  #isOpened = false;
  /** The name under which the room was last opened. */
  #myName: string | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  /** Whether the room was left, so that nothing of it may be stored. */
  isRetired = false;

  constructor(name: string, nowMs: number) {
    this.name = name;
    const kept = store.record(roomStorageKey(name));
    this.addedMs = numberOr(kept?.get('added'), nowMs);
    this.lookedMs = numberOr(kept?.get('looked'), nowMs);
    this.read = signal(positionIn(fieldsOf(kept?.get('read'))));
  }

  isAsleep(nowMs: number): boolean {
    return nowMs - this.lookedMs > ASLEEP_AFTER_MS;
  }

  /** Connects to the room, unless it is connected. */
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

  /** Sends a message. `re`: the message that it replies to. */
  send(text: string, re: { re?: number } = {}): SendResult {
    return this.open(this.#myName).send(text, re);
  }

  /** The loaded message `seq`. */
  message(seq: number): Message | undefined {
    return messageAt(this.state.value?.messages ?? [], seq);
  }

  /** The text in the composer. An edit has its own text, everything else is the draft. */
  get text(): string {
    const { value: writing } = this.writing;
    return writing.kind === 'edit' ? writing.text : drafts.get(this.name);
  }

  type(text: string): void {
    const writing = this.writing.peek();
    if (writing.kind === 'edit') this.writing.value = { ...writing, text };
    else drafts.set(this.name, text);
  }

  /** Begins to write something, or returns to what was being written. */
  write(writing: Writing): void {
    this.writing.value = writing;
    if (writing.kind === 'edit') return;
    const { epoch = '' } = this.state.value ?? {};
    drafts.setReply(this.name, writing.kind === 'reply' ? { epoch, seq: writing.to } : undefined);
  }

  /** Ends an edit that is no longer possible. Its text continues as a draft. */
  handOver(): void {
    const writing = this.writing.peek();
    if (writing.kind !== 'edit') return;
    drafts.replace(this.name, handedOver(drafts.get(this.name), writing));
    this.write(afterWriting(writing));
  }

  /** Disconnects from the room, so that others see the member leave. Its known state stays. */
  close(): void {
    this.#open?.close();
    this.#open = undefined;
    this.client.value = undefined;
  }

  /** Records that the room is on the screen. */
  look(nowMs: number): void {
    this.lookedMs = nowMs;
    this.#keepSoon();
  }

  /** Records that everything up to `seq` was on the screen. */
  readUpTo(seq: number): void {
    const epoch = this.state.value?.epoch ?? '';
    const mark = this.read.value;
    if (mark && mark.epoch === epoch && mark.seq >= seq) return;
    this.read.value = { epoch, seq };
    this.client.peek()?.read(seq);
    this.#keepSoon();
    tellTabs({ kind: 'read', room: this.name, mark: { epoch, seq } });
  }

  /**
   * The `seq` after which unread messages begin, or will begin while nobody is looking. `undefined` if there are none.
   */
  get unreadAfter(): number | undefined {
    const mark = this.read.peek();
    const { epoch = '' } = this.state.peek() ?? {};
    return mark && (this.unread.peek().count > 0 || !isSeen()) ? readSeq(mark, epoch) : undefined;
  }

  /** Puts the divider where unread messages begin. */
  divide(): void {
    this.divider.value = this.unreadAfter;
  }

  /** Stores the read mark and the times at once. */
  keep(): void {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    const read = this.read.value;
    store.set(
      roomStorageKey(this.name),
      JSON.stringify({ added: this.addedMs, looked: this.lookedMs, ...(read && { read }) }),
    );
  }

  /**
   * Stores everything when the page is closed. Messages that were written too early return to the draft, which outlives
   * the page.
   */
  keepLast(): void {
    const client = this.#open?.client;
    const early: string[] = [];
    if (client && !this.#isOpened)
      for (const unsent of client.state.outbox)
        if (client.discard(unsent.id)) early.push(late.peek()?.asTyped(unsent) ?? unsent.data);
    if (early.length > 0) {
      drafts.replace(this.name, [...early, drafts.get(this.name)].join('\n').trimEnd());
      drafts.flush();
    }
    this.keep();
  }

  /**
   * Leaves the room permanently. Nothing of it is stored from then on, not even by views that still show it for a
   * moment.
   */
  retire(): void {
    this.close();
    this.#stopKeeping();
  }

  /** Leaves the room with everything that was written in it and not sent. This can be undone until `close`. */
  abandon(): void {
    this.#stopKeeping();
    this.#open?.client.abandon();
  }

  /** Undoes `abandon`. */
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
    // The new client only knows the messages written since then. They are added below the messages on the screen.
    const { outbox } = client.state;
    const known = this.state.value;
    if (known) this.state.value = { ...known, outbox };
    else if (outbox.length > 0) this.follow(client);
  };

  /** Restores the reply that was being written before a reload, if its message belongs to the present epoch. */
  #takeUpReply(epoch: string): void {
    const reply = drafts.reply(this.name);
    if (reply && reply.epoch === epoch && this.writing.value.kind === 'new')
      this.writing.value = { kind: 'reply', to: reply.seq };
  }

  /** Adopts the present state of the client. */
  follow({ state }: CoreClient): void {
    const before = this.state.value;
    // The room has a new log, so positions in the old one mean nothing.
    if (before && before.epoch !== '' && before.epoch !== state.epoch) {
      this.start.value = undefined;
      this.divider.value = undefined;
      this.position = undefined;
      this.lit.value = undefined;
      this.handOver();
      this.write(NEW);
    }
    // Not done with the welcome, because the epoch may only be known later.
    if (!before?.epoch && state.epoch !== '') this.#takeUpReply(state.epoch);
    this.state.value = state;
    // Another session of the same member has read further.
    if (state.read > 0) this.readUpTo(state.read);
    if (state.epoch !== '' && this.isFollowed()) this.readUpTo(state.head);
    // Messages from before the first visit are history and not news. In a room that was empty, everything will be news.
    if (state.link.status === 'live' && !this.read.value) this.readUpTo(state.head);
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}
