/** What this browser stores of a room: when it was opened, and how far it was read. */

import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Position } from '../../protocol/position.ts';
import { fieldsOf, store } from './local-storage.ts';
import { positionIn } from './stored-position.ts';

/** A room that nobody has opened for a day isn't connected, to save its operator's money and this browser's battery. */
const ASLEEP_AFTER_MS = 24 * 60 * 60_000;
/** How often a read mark that keeps moving is stored. */
const SAVE_MS = 1_000;

/** The key of a room in the store. */
export const roomStorageKey = (room: string): string => `room:${room}`;

/** All times are in Unix milliseconds. */
export class RoomRecord {
  readonly #key: string;
  #lookedMs: number;
  readonly #mark: Signal<Position | undefined>;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #isRetired = false;

  /** When the room was first opened, which is the order of the side bar. */
  readonly addedMs: number;
  /** The read mark: how far the reader has read the room, in any tab. `undefined` before the first visit. */
  readonly mark: ReadonlySignal<Position | undefined>;

  constructor(room: string, nowMs: number) {
    this.#key = roomStorageKey(room);
    const stored = store.record(this.#key);
    this.addedMs = numberOr(stored?.get('added'), nowMs);
    this.#lookedMs = numberOr(stored?.get('looked'), nowMs);
    this.mark = this.#mark = signal(positionIn(fieldsOf(stored?.get('read'))));
  }

  /** When the room was last on the screen. */
  get lookedMs(): number {
    return this.#lookedMs;
  }

  isAsleep(nowMs: number): boolean {
    return nowMs - this.#lookedMs > ASLEEP_AFTER_MS;
  }

  /** Whether the room was left, so that nothing about it may be stored. */
  get isRetired(): boolean {
    return this.#isRetired;
  }

  /** Records that the room is on the screen. */
  look(nowMs: number): void {
    this.#lookedMs = nowMs;
    this.#saveSoon();
  }

  /** Moves the read mark. */
  markRead(mark: Position): void {
    this.adoptMark(mark);
    this.#saveSoon();
  }

  /** Adopts a read mark that another tab has stored. */
  adoptMark(mark: Position): void {
    this.#mark.value = mark;
  }

  /** Stores everything at once. */
  save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const read = this.#mark.value;
    store.set(this.#key, JSON.stringify({ added: this.addedMs, looked: this.#lookedMs, ...(read && { read }) }));
  }

  /** Forgets the room. Nothing about it is stored from then on, not even by views that still show it for a moment. */
  retire(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#isRetired = true;
  }

  /** Undoes `retire`. */
  restore(): void {
    this.#isRetired = false;
    this.save();
  }

  #saveSoon(): void {
    if (!this.#isRetired) this.#saving ??= setTimeout(() => this.save(), SAVE_MS);
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
