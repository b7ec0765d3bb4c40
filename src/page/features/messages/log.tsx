/** The list of messages: a window of rows in normal flow, paged both ways. The keeper owns where it is scrolled to. */

import { effect, signal } from '@preact/signals';
import { Component, createRef } from 'preact';
import { lowerBound } from '../../../client/messages.ts';
import type { Message } from '../../../client/state.ts';
import { muted } from '../../state/muted.ts';
import type { Room } from '../../state/room.ts';
import { myName } from '../../state/rooms.ts';
import { target } from '../../state/route.ts';
import { isSeen, onSight } from '../../state/seen.ts';
import { filled } from '../../state/slot.ts';
import { withLate } from '../../ui/with-late.ts';
import { common } from '../../words/common.first.ts';
import { today } from '../../words/format.ts';
import type { Hits } from '../search/search.ts';
import { windowMove } from './anchor.ts';
import { late } from './late-parts.ts';
import { DayRow, NewRow, NoticesRow } from './lines.tsx';
import { MessageRow, OutgoingRow } from './message.tsx';
import { NEWEST_ROWS, type Row, type Rows, rowsOf, TRIM_ROWS, WINDOW_ROWS } from './rows.ts';
import { ScrollKeeper } from './scroll.ts';
import { printing, type ShownLog, seqOf, shownLog } from './shown.ts';
import { firstWords } from './words.first.ts';

/** Rows that the window moves by. */
const PAGE_ROWS = 100;
/** The window moves when less than this many screens are left. */
const NEAR_SCREENS = 1.5;
/** What was read stands above what wasn't: about the third of a screen. */
const CONTEXT_ROWS = 20;
/** As many pages of unread messages are loaded at once as the server lets through; the rest when it is scrolled to. */
const UNREAD_PAGES = 4;
/** A message of one line. */
const LEAST_ROW_PX = 24;
/** How long a message that was gone to stays marked. */
const LIT_MS = 3_000;
/** Before asking again for older messages that did not come. */
const OLDER_PAUSE_MS = 3_000;

export class Log extends Component<{ room: Room }> implements ShownLog {
  readonly #scroller = createRef<HTMLElement>();
  readonly #list = createRef<HTMLOListElement>();
  readonly #pinned = signal(true);
  /** To come into a room is as quick as what fills the screen: the rows above it wait until that has been painted. */
  readonly #painted = signal(false);
  /** The frame that paints the first rows. */
  #painting: number | undefined;
  #keeper: ScrollKeeper | undefined;
  #rows: Rows = { rows: [], more: { above: false, below: false } };
  /**
   * Whether the reader was put where they belong: not before there are rows, and then once. `copy`: where they belong in what
   * is kept, for the room has not answered yet and may have more.
   */
  #placed: 'no' | 'loading' | 'divided' | 'copy' | 'yes' = 'no';
  #askedOlder: { before: number; ms: number } = { before: 0, ms: 0 };
  #again: ReturnType<typeof setTimeout> | undefined;
  #lit: ReturnType<typeof setTimeout> | undefined;
  /** The head of the room when the reader was last put where the unread begins; `Infinity`: they prefer the end to it. */
  #putAt = 0;
  /** The connection (its `sinceMs`) during which the reader looked at the end when that was last drawn. */
  #followed: number | undefined;
  /** The message to go to once its row is there. */
  #goal: number | undefined;
  #stop: (() => void) | undefined;

  override componentDidMount(): void {
    const { current: scroller } = this.#scroller;
    const { current: list } = this.#list;
    if (!scroller || !list) return;
    this.#keeper = new ScrollKeeper(scroller, list, {
      pinned: (pinned) => this.#onPinned(pinned),
      moved: () => this.#onMoved(),
      hasMoreBelow: () => this.#rows.more.below,
    });
    shownLog.value = this;
    this.props.room.isFollowed = () => this.#isFollowed;
    const stops = [
      effect(() => late.value?.attend(list, this.props.room)),
      target.subscribe(() => this.#goToTarget()),
      this.props.room.state.subscribe(() => this.#takeOlder()),
      onSight(this.#onSight),
    ];
    stops.push(() => cancelAnimationFrame(this.#painting ?? 0));
    this.#stop = () => {
      for (const stop of stops) stop();
    };
    this.componentDidUpdate();
  }

  override componentWillUnmount(): void {
    const { room } = this.props;
    if (this.#isPlaced) room.place = this.#keeper?.place();
    room.isFollowed = () => false;
    room.divider.value = undefined;
    this.#keeper?.dispose();
    this.#stop?.();
    clearTimeout(this.#again);
    clearTimeout(this.#lit);
    room.lit.value = undefined;
    if (shownLog.value === this) shownLog.value = undefined;
  }

  override getSnapshotBeforeUpdate(): null {
    this.#keeper?.note();
    return null;
  }

  override componentDidUpdate(): void {
    if (this.#rows.rows.length > 0) this.#painting ??= requestAnimationFrame(() => setTimeout(this.#onPainted));
    this.#placeReader();
    this.#keeper?.settle();
    if (this.#goal !== undefined && this.#keeper?.toRow(`m${this.#goal}`, this.#height / 3)) {
      late.peek()?.focusMessage(this.#goal);
      this.#goal = undefined;
    }
    this.#goToTarget();
  }

  toEnd(options?: { smooth?: boolean }): void {
    this.#goal = undefined;
    this.#keeper?.toEnd(options);
  }

  async toMessage(seq: number, from?: Hits): Promise<void> {
    const { room } = this.props;
    const isFound = await (await filled(late))?.reach(room, seq, from);
    if (!isFound || shownLog.peek() !== this) return;
    this.#goal = seq;
    if (!this.#rows.rows.some(({ key }) => key === `m${seq}`)) {
      const index = lowerBound(this.#messages, seq);
      room.start.value = this.#messages[Math.max(0, index - PAGE_ROWS)]?.seq;
    }
    room.lit.value = seq;
    clearTimeout(this.#lit);
    this.#lit = setTimeout(() => {
      room.lit.value = undefined;
    }, LIT_MS);
    this.forceUpdate();
  }

  topOf(row: Element): number {
    return this.#keeper?.topOf(row) ?? 0;
  }

  putRow(row: Element, top: number): void {
    this.#keeper?.putRow(row, top);
  }

  focus(): void {
    let row = this.#keeper?.lastSeen();
    while (row && !row.querySelector('article')) row = row.previousElementSibling ?? undefined;
    const article = row?.querySelector('article');
    if (article) this.#keeper?.reveal(article);
    (article ?? this.#scroller.current)?.focus({ preventScroll: true });
  }

  override render({ room }: { room: Room }) {
    const { value: state } = room.state;
    const { value: say } = firstWords;
    const { value: parts } = late;
    // In another time zone other rows are the first of their day.
    today.value;
    this.#rows = rowsOf({
      messages: state?.messages ?? [],
      notices: state?.notices ?? [],
      outbox: state?.outbox ?? [],
      changes: state?.changes ?? [],
      self: state?.self,
      start: room.start.value ?? this.#firstStart,
      newest: newestRows(),
      unreadAfter: room.divider.value,
      all: printing.value,
    });
    const { rows, more } = this.#rows;
    const link = state?.link;
    const isEntering =
      state?.self === undefined &&
      (!link || link.status === 'idle' || (link.status === 'connecting' && link.attempt === 1));
    // Who is only just welcomed hasn't been told yet what the room has.
    const begins = state?.self !== undefined && !isEntering && !state.hasOlder && !more.above;
    return (
      <div class="log">
        <section
          class="scroller"
          ref={this.#scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          aria-label={say.messagesIn(room.name)}
          onKeyDown={this.#onKey}
        >
          <div class="top">
            {isEntering && rows.length === 0 && <p class="wait">{say.entering}</p>}
            {state?.loadingOlder && <p class="wait">{parts?.words.value.loadingOlder}</p>}
            {begins && (
              <p class="begins">
                <strong>{say.roomBegins(room.name)}</strong>
                {state.messages.length === 0 && state.outbox.length === 0 && <span>{parts?.words.value.empty}</span>}
              </p>
            )}
          </div>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys have a way of their own */}
          <ol
            ref={this.#list}
            onClick={parts ? undefined : (event) => withLate(late, ({ onTap }) => onTap(event, room))}
          >
            {rows.map((row) => this.#view(row))}
          </ol>
          {parts && link?.status !== 'stopped' && <parts.Tools room={room} />}
        </section>
        {parts && <parts.JumpToLatest room={room} pinned={this.#pinned} jump={() => this.toEnd({ smooth: true })} />}
      </div>
    );
  }

  #view(row: Row) {
    const { room } = this.props;
    switch (row.kind) {
      case 'day':
        return <DayRow key={row.key} rowKey={row.key} ts={row.ts} />;
      case 'new':
        return <NewRow key={row.key} />;
      case 'notices':
        return <NoticesRow key={row.key} rowKey={row.key} notices={row.notices} />;
      case 'message':
        return (
          <MessageRow
            key={row.key}
            room={room}
            message={row.message}
            first={row.first}
            receipt={row.receipt}
            quoted={row.quoted}
            failure={row.failure}
            waiting={row.waiting}
            selfId={room.state.value?.self?.id}
            selfName={room.state.value?.self?.name}
            lit={room.lit.value === row.message.seq}
            role={room.state.value?.members.get(row.message.fromId)?.role}
            hidden={muted.value.has(row.message.fromId)}
          />
        );
      case 'outgoing': {
        const { id = '', name = myName.value ?? common.value.you } = room.state.value?.self ?? {};
        const { outgoing, first, key, quoted } = row;
        return (
          <OutgoingRow
            key={key}
            outgoing={outgoing}
            first={first}
            quoted={quoted}
            authorId={id}
            authorName={name}
            room={room}
          />
        );
      }
    }
  }

  readonly #onPainted = (): void => {
    this.#painted.value = true;
  };

  /** Where the rows begin until they are painted; `undefined` where one comes in anywhere but at the end. */
  get #firstStart(): number | undefined {
    const { room } = this.props;
    if (this.#painted.value || room.place || room.unread.peek().count > 0) return undefined;
    return this.#messages.at(-rowsIn(innerHeight))?.seq;
  }

  get #messages(): readonly Message[] {
    return this.props.room.state.peek()?.messages ?? [];
  }

  get #isPlaced(): boolean {
    return this.#placed === 'copy' || this.#placed === 'yes';
  }

  /**
   * Entering, and at the end of what nobody has looked at: the first unread message at a third of the height; else where the
   * reader left; else the end.
   */
  #placeReader(): void {
    const { room } = this.props;
    const state = room.state.peek();
    if (!this.#keeper || !state) return;
    const { link } = state;
    if (this.#isPlaced) {
      // Whoever went up, or has all that there is, stays where they are.
      if (this.#keeper.pinned && room.unread.peek().count > 0 && this.#putAt < state.head) this.#placed = 'no';
      else if (link.status === 'live') this.#placed = 'yes';
      if (this.#isPlaced) return;
      this.#putAt = state.head;
    } else {
      if (this.#messages.length === 0 && link.status !== 'live') return;
      // A copy is shown at its end until the room has told what is new, or can't.
      if (link.status === 'idle' || (link.status === 'connecting' && link.attempt === 1)) return;
    }
    if (this.#placed === 'no') {
      room.divide();
      const after = room.divider.peek();
      if (after !== undefined && !room.place) {
        const oldest = this.#messages[0]?.seq ?? 0;
        if (state.hasOlder && oldest > after - CONTEXT_ROWS) this.#loadUnread(after);
        else this.#divideAt(after);
        return;
      }
    }
    if (this.#placed === 'loading') return;
    this.#placed = link.status === 'live' ? 'yes' : 'copy';
    const { place } = room;
    room.place = undefined;
    const isPlaced =
      (place && this.#keeper.toRow(place.key, place.top)) ||
      (room.divider.peek() !== undefined && this.#keeper.toRow('new', this.#height / 3));
    if (!isPlaced) this.#keeper.toEnd();
    // On a high screen that may be the end: from there on rows go above as others come in.
    if (this.#keeper.pinned) room.start.value = undefined;
  }

  /** The window begins some rows above the first unread message. They render once more, before anything is painted. */
  #divideAt(after: number): void {
    this.#placed = 'divided';
    const index = lowerBound(this.#messages, after + 1);
    const first = lowerBound(this.#messages, this.#firstSeq() ?? 0);
    if (this.#rows.more.above && index - first < CONTEXT_ROWS)
      this.props.room.start.value = this.#messages[Math.max(0, index - PAGE_ROWS / 2)]?.seq;
    this.forceUpdate();
  }

  /** Loads what is unread, and some rows above it. Who begins to read at the end meanwhile is left there. */
  async #loadUnread(after: number): Promise<void> {
    this.#placed = 'loading';
    const parts = await filled(late);
    await parts?.findMessage(this.props.room, Math.max(1, after - CONTEXT_ROWS), UNREAD_PAGES);
    if (shownLog.peek() !== this) return;
    if (this.#keeper?.pinned) this.#divideAt(after);
    else this.#placed = 'yes';
  }

  get #height(): number {
    return this.#scroller.current?.clientHeight ?? 0;
  }

  #onPinned(pinned: boolean): void {
    const { room } = this.props;
    this.#pinned.value = pinned;
    // A window beside the one with focus: who goes to the end of it by hand wants to see there what comes.
    if (pinned && this.#isPlaced && !isSeen()) this.#putAt = Number.POSITIVE_INFINITY;
    if (pinned) room.start.value = undefined;
    // From now on rows come in below, and none may go above.
    else if (room.start.peek() === undefined) room.start.value = this.#firstSeq();
  }

  /** Back at what came meanwhile, the reader begins with its first message, wherever the list was. */
  readonly #onSight = (): void => {
    this.#putAt = 0;
    this.#placeReader();
    this.#onMoved();
  };

  #onMoved(): void {
    if (!this.#isPlaced) return;
    this.#markSeen();
    this.#page();
  }

  /** Goes to the message that the address names, once the room is there. */
  #goToTarget(): void {
    const seq = target.peek();
    if (
      seq === undefined ||
      !late.peek() ||
      this.#placed !== 'yes' ||
      this.props.room.state.peek()?.link.status !== 'live'
    )
      return;
    target.value = undefined;
    this.toMessage(seq);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { current: list } = this.#list;
    if (!list) return;
    const { room } = this.props;
    withLate(late, ({ onListKey }) => {
      if (onListKey(event, { list, room, reveal: (row) => this.#keeper?.reveal(row) })) event.preventDefault();
    });
  };

  /** The reader has been looking at the end, without a break in the connection: what came in one is new to them. */
  get #isFollowed(): boolean {
    const link = this.props.room.state.peek()?.link;
    const isSame = link?.status === 'live' && link.sinceMs === this.#followed;
    return isSame && this.#placed === 'yes' && this.#keeper?.pinned === true && isSeen();
  }

  #markSeen(): void {
    const { room } = this.props;
    const state = room.state.peek();
    this.#followed = undefined;
    if (!isSeen() || !state || !this.#keeper) return;
    const { link } = state;
    if (this.#keeper.pinned) {
      if (link.status === 'live') this.#followed = link.sinceMs;
      // While the room still tells what was missed, nobody knows where the end will be.
      if (state.epoch !== '' && link.status !== 'connecting') room.readUpTo(state.head);
      return;
    }
    let row = this.#keeper.lastSeen();
    while (row && seqOf(row) === undefined) row = row.previousElementSibling ?? undefined;
    const seq = row && seqOf(row);
    if (seq !== undefined) room.readUpTo(seq);
  }

  /** Moves the window towards where the reader goes, and fetches what isn't loaded yet. */
  #page(): void {
    const { room } = this.props;
    const { more, rows } = this.#rows;
    if (!this.#keeper) return;
    const { extent, pinned } = this.#keeper;
    if (!more.above && extent.scrollTop < NEAR_SCREENS * extent.clientHeight) this.#loadOlder();
    if (pinned) return;
    switch (this.#windowMove(more)) {
      case 'up':
        return this.#pageUp();
      case 'down': {
        const next = rows.slice(PAGE_ROWS).find((row) => row.kind === 'message');
        if (next) room.start.value = next.message.seq;
      }
    }
  }

  #windowMove(more: Rows['more']): 'up' | 'down' | undefined {
    if (!this.#keeper) return undefined;
    const { extent } = this.#keeper;
    return windowMove(extent, NEAR_SCREENS * extent.clientHeight, more, this.#rows.rows.length >= WINDOW_ROWS);
  }

  #pageUp(): void {
    const index = lowerBound(this.#messages, this.#firstSeq() ?? 0);
    this.props.room.start.value = this.#messages[Math.max(0, index - PAGE_ROWS)]?.seq;
  }

  /**
   * Older messages come in by the same render that takes day and author from the rows which were on top. By the next one, the
   * list would be lower meanwhile, and nothing above it to scroll to.
   */
  #takeOlder(): void {
    const { more } = this.#rows;
    const isOlder = !more.above && (this.#messages[0]?.seq ?? 0) < (this.#firstSeq() ?? 0);
    if (isOlder && this.#keeper?.pinned === false && this.#windowMove({ ...more, above: true }) === 'up')
      this.#pageUp();
  }

  #loadOlder(): void {
    const state = this.props.room.state.peek();
    if (!state?.hasOlder || state.loadingOlder || state.link.status !== 'live') return;
    const before = state.messages[0]?.seq ?? 0;
    const nowMs = Date.now();
    const waitMs = this.#askedOlder.before === before ? this.#askedOlder.ms + OLDER_PAUSE_MS - nowMs : 0;
    clearTimeout(this.#again);
    if (waitMs > 0) {
      this.#again = setTimeout(() => this.#onMoved(), waitMs);
      return;
    }
    this.#askedOlder = { before, ms: nowMs };
    this.props.room.client.peek()?.loadOlder();
  }

  #firstSeq(): number | undefined {
    return this.#rows.rows.find((row) => row.kind === 'message')?.message.seq;
  }
}

/** As many rows as fill the screen twice, be each of one line. */
function newestRows(): number {
  return Math.min(Math.max(NEWEST_ROWS, rowsIn(2 * innerHeight)), WINDOW_ROWS - TRIM_ROWS);
}

/** How many rows fill `height` pixels, be each of one line. */
function rowsIn(height: number): number {
  return Math.ceil(height / LEAST_ROW_PX);
}
