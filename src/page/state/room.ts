/** A room in the side bar. Owns the connection and the known state; `record`, `view` and `composition` own the rest. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { CoreClient } from '../../client/core-client.ts';
import type { SendResult } from '../../client/events/compose.ts';
import type { OpenRoom } from '../../client/open-tab.ts';
import type { Message, RoomState } from '../../client/room-state/state.ts';
import { nextFrame } from './animation-frame.ts';
import { isSeen } from './attention.ts';
import { Composition } from './composition.ts';
import { drafts } from './drafts.ts';
import { connectRoom } from './early-room.ts';
import { Hues } from './hues.ts';
import { late } from './late-parts.ts';
import { muted } from './muted.ts';
import { ReadingView } from './reading-view.ts';
import { RoomRecord } from './room-record.ts';
import { tellTabs } from './tabs.ts';
import { isSameUnread, NOTHING_UNREAD, readSeq, type Unread, unreadOf } from './unread.ts';

export class Room {
  readonly name: string;
  readonly #client = signal<CoreClient>();
  readonly #state = signal<RoomState>();
  /** `undefined` while the room isn't connected. */
  readonly client: ReadonlySignal<CoreClient | undefined> = this.#client;
  /** The known state of the room. It is kept when the room falls asleep. */
  readonly state: ReadonlySignal<RoomState | undefined> = this.#state;
  /** When the room was opened, and how far it was read. */
  readonly record: RoomRecord;
  /** The reader's place in the room's messages. */
  readonly view: ReadingView = new ReadingView();
  /** What the reader is writing in the room. */
  readonly composition: Composition;
  readonly unread = computed((): Unread => {
    const { value: state } = this.state;
    if (!state) return NOTHING_UNREAD;
    const rules = {
      isMuted: (id: string) => muted.value.has(id),
      callsMe: (message: Message) => late.value?.callsMe(message, state) ?? false,
    };
    const now = unreadOf(state, this.record.mark.value, rules);
    // The same object while nothing changes, so that its views needn't render in every frame.
    if (!isSameUnread(now, this.#unread)) this.#unread = now;
    return this.#unread;
  });
  #unread: Unread = NOTHING_UNREAD;
  /** The colours of the room's members. */
  readonly hues: Hues = new Hues(() => this.state.peek());

  #open: OpenRoom<CoreClient> | undefined;
  /** Whether the client of `#open` has everything that this browser stored of the room. */
  #isOpened = false;
  /** The name under which the room was last opened. */
  #myName: string | undefined;

  constructor(name: string, nowMs: number) {
    this.name = name;
    this.record = new RoomRecord(name, nowMs);
    this.composition = new Composition(name, () => this.#epoch);
  }

  /** Connects to the room, unless it is connected. */
  open(myName: string | undefined): CoreClient {
    if (this.#open) return this.#open.client;
    this.#myName = myName;
    const open = connectRoom(this.name, myName);
    const { client } = open;
    this.#open = open;
    this.#isOpened = false;
    this.#client.value = client;
    client.on('state', () => nextFrame(this.catchUp));
    // A client that connected early may have its state already.
    nextFrame(this.catchUp);
    client.opened.then(() => {
      if (this.#open !== open) return;
      this.#isOpened = true;
      this.catchUp();
    });
    return client;
  }

  /** Sends a message. `re`: the message that it replies to. */
  send(text: string, re: { re?: number } = {}): SendResult {
    return this.open(this.#myName).send(text, re);
  }

  /** Disconnects from the room, so that others see the member leave. Its known state stays. */
  close(): void {
    this.#open?.close();
    this.#open = undefined;
    this.#client.value = undefined;
  }

  get #epoch(): string {
    return this.#state.peek()?.epoch ?? '';
  }

  /** Records that everything up to `seq` was on the screen. */
  readUpTo(seq: number): void {
    const epoch = this.#epoch;
    const before = this.record.mark.value;
    if (before && before.epoch === epoch && before.seq >= seq) return;
    const mark = { epoch, seq };
    this.record.markRead(mark);
    this.client.peek()?.read(seq);
    tellTabs({ kind: 'read', room: this.name, mark });
  }

  /**
   * The `seq` after which unread messages begin, or will begin while nobody is looking. `undefined` if there are none.
   */
  get firstUnreadAfter(): number | undefined {
    const mark = this.record.mark.peek();
    return mark && (this.unread.peek().count > 0 || !isSeen()) ? readSeq(mark, this.#epoch) : undefined;
  }

  /**
   * Stores everything when the page is closed. Messages that were written too early return to the draft, which outlives
   * the page.
   */
  keepLast(): void {
    const client = this.#open?.client;
    if (client && !this.#isOpened)
      for (const unsent of client.state.outbox.toReversed())
        if (client.discard(unsent.id))
          this.composition.putBefore(late.peek()?.asTyped(unsent) ?? unsent.data, unsent.re);
    drafts.flush();
    this.record.save();
  }

  /** Shows a state of the room that was stored earlier, unless one is known. */
  recall(state: RoomState): void {
    if (!this.#state.peek()) this.#follow(state);
  }

  /** Adopts the client's present state now, rather than with the next frame. */
  readonly catchUp = (): void => {
    const state = this.#open?.client.state;
    if (!state) return;
    const { epoch, link, outbox } = state;
    if (this.#isOpened || epoch !== '' || link.status !== 'connecting') return this.#follow(state);
    // The new client only knows the messages written since then. They are added below the messages on the screen.
    const known = this.state.value;
    if (known) this.#state.value = { ...known, outbox };
    else if (outbox.length > 0) this.#follow(state);
  };

  #follow(state: RoomState): void {
    const before = this.state.value;
    if (before && before.epoch !== '' && before.epoch !== state.epoch) {
      this.view.reset();
      this.composition.startOver();
    }
    // Not done with the welcome, because the epoch may only be known later.
    if (!before?.epoch && state.epoch !== '') this.composition.takeUpReply(state.epoch);
    this.#state.value = state;
    // Another session of the same member has read further.
    if (state.read > 0) this.readUpTo(state.read);
    if (state.epoch !== '' && this.view.isFollowed) this.readUpTo(state.head);
    // Messages from before the first visit are history and not news. In a room that was empty, everything will be news.
    if (state.link.status === 'live' && !this.record.mark.value) this.readUpTo(state.head);
  }
}
