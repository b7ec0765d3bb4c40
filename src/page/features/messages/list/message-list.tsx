/**
 * The list of messages, whose rows are in normal flow. It reports events to placement.ts and row-window.ts and carries
 * out their effects. Only the scroll keeper sets the scroll position.
 */

import { effect } from '@preact/signals';
import { Component, createRef } from 'preact';
import type { Link } from '../../../../client/room-state/state.ts';
import { isSeen, onSight } from '../../../state/attention.ts';
import type { Room } from '../../../state/room.ts';
import { isOut } from '../../../state/room-access.ts';
import { target } from '../../../state/route.ts';
import { filled } from '../../../state/slot.ts';
import { withLate } from '../../../ui/with-late.ts';
import { today } from '../../../words/format.ts';
import { rowView } from '../row/row-view.tsx';
import { firstWords } from '../words.first.ts';
import { DrawnRows } from './drawn-rows.ts';
import { late } from './late-parts.ts';
import { listTop } from './list-top.tsx';
import type { Paging } from './paging.ts';
import {
  ENTERING,
  type Facts,
  isFollowed,
  isPlaced,
  nextPlacement,
  type Placement,
  type PlacementEffect,
  type PlacementEvent,
} from './placement.ts';
import { newestRows, nextStart, type Shown } from './row-window.ts';
import { type Rows, rowsOf } from './rows.ts';
import { ScrollKeeper } from './scroll-keeper.ts';
import { printing, type ShownList, seqOf, shownList } from './shown-list.ts';

/**
 * The number of pages of unread messages that are loaded at once, which is what the server allows. The rest is loaded
 * by scrolling.
 */
const UNREAD_PAGES = 4;
const IDLE: Link = { status: 'idle' };

export class MessageList extends Component<{ room: Room }> implements ShownList {
  readonly #scroller = createRef<HTMLElement>();
  readonly #list = createRef<HTMLOListElement>();
  readonly #moved = (): void => this.#on({ type: 'moved' });
  readonly #keeper = new ScrollKeeper({
    pinned: (pinned) => this.#on({ type: pinned ? 'atEnd' : 'leftEnd' }),
    moved: this.#moved,
    hasMoreBelow: () => this.#rows.more.below,
  });
  readonly #drawn = new DrawnRows(() => this.#firstStart === undefined);
  #paging: Paging | undefined;
  #rows: Rows = { rows: [], more: { above: false, below: false } };
  #placement: Placement = ENTERING;
  #stop: (() => void) | undefined;

  override componentDidMount(): void {
    const { current: scroller } = this.#scroller;
    const { current: list } = this.#list;
    if (!scroller || !list) return;
    const { room } = this.props;
    this.#keeper.attach(scroller, list);
    shownList.value = this;
    room.view.enter(() => isFollowed(this.#placement, this.#facts));
    const stops = [
      effect(() => {
        const { value: parts } = late;
        if (!parts) return;
        const paging = new parts.Paging(room, this.#keeper, () => this.#shown, this.#moved);
        const end = parts.startListListeners(list, room);
        this.#paging = paging;
        return () => {
          paging.dispose();
          end();
        };
      }),
      target.subscribe(() => this.#on({ type: 'target' })),
      onSight(() => {
        this.#on({ type: 'sight' });
        this.#on({ type: 'moved' });
      }),
      () => this.#drawn.stop(),
    ];
    this.#stop = () => {
      for (const stop of stops) stop();
    };
    this.componentDidUpdate();
  }

  override componentWillUnmount(): void {
    const { view } = this.props.room;
    view.leave(isPlaced(this.#placement) ? this.#keeper.position() : view.position);
    this.#keeper.dispose();
    this.#stop?.();
    if (shownList.value === this) shownList.value = undefined;
  }

  override getSnapshotBeforeUpdate(): null {
    this.#keeper.recordScroll();
    return null;
  }

  override componentDidUpdate(): void {
    if (this.#rows.rows.length > 0) this.#drawn.begin();
    this.#on({ type: 'rendered' });
  }

  toEnd({ smooth = false } = {}): void {
    this.#on({ type: 'toEnd', smooth });
  }

  async toMessage(seq: number, back?: () => void): Promise<void> {
    const isFound = await (await filled(late))?.loadForReader(this.props.room, seq, back);
    if (isFound && shownList.peek() === this) this.#on({ type: 'found', seq });
  }

  topOf(row: Element): number {
    return this.#keeper.topOf(row);
  }

  putRow(row: Element, top: number): void {
    this.#keeper.putRow(row, top);
  }

  lastSeen(): Element | undefined {
    return this.#keeper.lastSeen();
  }

  override render({ room }: { room: Room }) {
    const { value: state } = room.state;
    const { value: texts } = firstWords;
    const { value: parts } = late;
    // In another time zone, other rows are the first of their day.
    today.value;
    this.#rows = rowsOf({
      messages: state?.messages ?? [],
      notices: state?.notices ?? [],
      outbox: state?.outbox ?? [],
      changes: state?.changes ?? [],
      self: state?.self,
      start: room.view.start.value ?? this.#firstStart,
      newest: newestRows(innerHeight),
      dividerAfter: room.view.dividerAfter.value,
      all: printing.value,
    });
    return (
      <div class="log">
        <section
          class="scroller"
          ref={this.#scroller}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable element must be reachable by keyboard
          tabIndex={0}
          aria-label={texts.messagesIn(room.name)}
          onKeyDown={this.#onKey}
        >
          {listTop(room.name, state, this.#rows)}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled elsewhere */}
          <ol
            ref={this.#list}
            onClick={parts ? undefined : (event) => withLate(late, ({ onTap }) => onTap(event, room))}
          >
            {this.#rows.rows.map((row) => rowView(row, room))}
          </ol>
          {parts && !isOut(room) && <parts.Tools room={room} />}
        </section>
        {parts && (
          <parts.JumpToLatest room={room} pinned={this.#keeper.pinned} jump={() => this.toEnd({ smooth: true })} />
        )}
      </div>
    );
  }

  /** Where the rows begin until all are drawn. `undefined` if the reader may be put anywhere but at the end. */
  get #firstStart(): number | undefined {
    const { room } = this.props;
    if (room.view.position || room.unread.peek().count > 0) return undefined;
    return this.#shown.messages.at(-this.#drawn.count)?.seq;
  }

  get #shown(): Shown {
    return { ...this.#rows, messages: this.props.room.state.peek()?.messages ?? [] };
  }

  get #facts(): Facts {
    const { room } = this.props;
    const { link = IDLE, epoch = '', head = 0, hasOlder = false, messages } = room.state.peek() ?? {};
    return {
      link,
      epoch,
      head,
      oldest: messages?.[0]?.seq ?? 0,
      hasOlder,
      unreadCount: room.unread.peek().count,
      firstUnreadAfter: room.firstUnreadAfter,
      hasPosition: room.view.position !== undefined,
      pinned: this.#keeper.pinned.peek(),
      seen: isSeen(),
      target: late.peek() && target.peek(),
    };
  }

  #on(event: PlacementEvent): void {
    const [next, effects] = nextPlacement(this.#placement, event, this.#facts);
    this.#placement = next;
    for (const effect of effects) this.#do(effect);
  }

  #do(effect: PlacementEffect): void {
    const { room } = this.props;
    switch (effect.type) {
      case 'divide':
        return room.view.divide(room.firstUnreadAfter);
      case 'toNewest':
      case 'hold':
      case 'toUnread':
        return room.view.startAt(nextStart(room.view.start.peek(), effect, this.#shown));
      case 'render':
        return this.forceUpdate();
      case 'load':
        return void this.#loadUnread(effect);
      case 'put':
        return this.#put();
      case 'settle':
        return this.#keeper.settle();
      case 'toEnd':
        return this.#keeper.toEnd(effect);
      case 'toMessage':
        if (!this.#keeper.toRow(`m${effect.seq}`, this.#third)) return;
        late.peek()?.focusMessage(effect.seq);
        return this.#on({ type: 'arrived' });
      case 'find':
        target.value = undefined;
        return void this.toMessage(effect.seq);
      case 'show':
        this.#paging?.show(effect.seq);
        return late.peek()?.highlightMessage(room, effect.seq);
      case 'read': {
        const seq = effect.seq ?? this.#lastSeenSeq();
        return seq === undefined ? undefined : room.readUpTo(seq);
      }
      case 'page':
        this.#paging?.page();
    }
  }

  /** Puts the reader where they left the room, else at the divider, else at the end. */
  #put(): void {
    const { view } = this.props.room;
    const { position } = view;
    view.returned();
    const isPut =
      (position && this.#keeper.toRow(position.key, position.top)) ||
      (view.dividerAfter.peek() !== undefined && this.#keeper.toRow('new', this.#third));
    if (!isPut) this.#keeper.toEnd();
    this.#on({ type: 'put' });
  }

  /** The position of a message that the reader wants to see: a third of the height from the top. */
  get #third(): number {
    return this.#keeper.extent.clientHeight / 3;
  }

  async #loadUnread({ from, after }: { from: number; after: number }): Promise<void> {
    await (await filled(late))?.loadToMessage(this.props.room, from, UNREAD_PAGES);
    if (shownList.peek() === this) this.#on({ type: 'loaded', after });
  }

  /** The last message that is at least partly visible. */
  #lastSeenSeq(): number | undefined {
    let row = this.lastSeen();
    while (row && seqOf(row) === undefined) row = row.previousElementSibling ?? undefined;
    return row && seqOf(row);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { current: list } = this.#list;
    if (!list) return;
    withLate(late, ({ onListKey }) => {
      if (onListKey(event, list, this.props.room)) event.preventDefault();
    });
  };
}
