/**
 * The log as seen by everything outside the pipeline. Before each read, everything admitted is stored and broadcast, so
 * that an answer includes all that was sent before the request. Code that only decides on a request reads `Present`
 * instead.
 */

import type { RoomState } from '../access/types.ts';
import type { Stored } from '../events/body.ts';
import type { BytesOf } from '../log/answer-size.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Page } from '../log/types.ts';

/**
 * Each method settles and then calls the same method of EventLog. The log itself is never handed out, so that no caller
 * can forget to settle.
 */
export class Settled {
  readonly #log: EventLog<Stored>;
  readonly #settle: () => void;

  /** @param settle stores and broadcasts everything that waits; cheap if nothing waits */
  constructor(log: EventLog<Stored>, settle: () => void) {
    this.#log = log;
    this.#settle = settle;
  }

  /** How many bytes an event takes in an answer. Reads nothing. */
  get bytesOf(): BytesOf<Stored> {
    return this.#log.bytesOf;
  }

  get epoch(): string {
    return this.#settled().epoch;
  }

  get head(): number {
    return this.#settled().head;
  }

  get headTs(): number {
    return this.#settled().headTs;
  }

  get floor(): number {
    return this.#settled().floor;
  }

  get state(): RoomState {
    return this.#settled().state;
  }

  get(seq: number): Stored | undefined {
    return this.#settled().get(seq);
  }

  text(seq: number): string {
    return this.#settled().text(seq);
  }

  latest(limit: number): Page<Stored> {
    return this.#settled().latest(limit);
  }

  itemsBefore(before: number, limit: number): Page<Stored> {
    return this.#settled().itemsBefore(before, limit);
  }

  itemsAfter(after: number, limit: number): Page<Stored> {
    return this.#settled().itemsAfter(after, limit);
  }

  audited(before: number, limit: number, scan: number): { events: Stored[]; before: number } {
    return this.#settled().audited(before, limit, scan);
  }

  texts(from: number, before: number): Iterable<{ seq: number; data: string }> {
    return this.#settled().texts(from, before);
  }

  rangeDown(after: number, upTo: number): Iterable<Stored> {
    return this.#settled().rangeDown(after, upTo);
  }

  eventsAfter(after: number): Iterable<Stored> {
    return this.#settled().eventsAfter(after);
  }

  #settled(): EventLog<Stored> {
    this.#settle();
    return this.#log;
  }
}
