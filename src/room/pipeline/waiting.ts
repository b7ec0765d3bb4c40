/** The admitted events that wait for the next flush, and the room as it will be once they are stored. */

import { traitsOf } from '../../protocol/events/traits.ts';
import type { Member } from '../../protocol/members.ts';
import type { SessionRef } from '../../protocol/session-ref.ts';
import { utf8Bytes } from '../../protocol/text.ts';
import type { RoomState } from '../access/types.ts';
import type { Stored } from '../events/body.ts';
import type { Present } from '../events/present.ts';
import type { EventLog } from '../log/event-log.ts';

import type { Admitted } from './stages.ts';

/** Bytes of a frame besides its text: names, ids and numbers. */
const FRAME_OVERHEAD = 160;

export class Waiting implements Present {
  readonly #log: EventLog<Stored>;
  #admitted: Admitted[] = [];
  #bytes = 0;
  /** Items as they will be, so that another change of the same item starts from there. */
  readonly #changed = new Map<number, Stored>();
  #state: RoomState | undefined;

  constructor(log: EventLog<Stored>) {
    this.#log = log;
  }

  /** The number of waiting events. */
  get count(): number {
    return this.#admitted.length;
  }

  /** The approximate size of the waiting events on the wire, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  get epoch(): string {
    return this.#log.epoch;
  }

  get head(): number {
    return this.#admitted.at(-1)?.event.seq ?? this.#log.head;
  }

  get headTs(): number {
    return this.#admitted.at(-1)?.event.ts ?? this.#log.headTs;
  }

  get state(): RoomState {
    return this.#state ?? this.#log.state;
  }

  get(seq: number): Stored | undefined {
    return this.#changed.get(seq) ?? this.#log.get(seq);
  }

  recent(): readonly Stored[] {
    return [...this.#log.recent(), ...this.#admitted.map(({ event }) => event)];
  }

  *authors(): Generator<Member, undefined> {
    yield* this.#log.authors();
    for (const { event } of this.#admitted)
      if (!traitsOf(event.kind).secret) yield { id: event.member, name: event.name };
  }

  /** Whether an event that this session sent with this id is waiting. */
  has(id: string | undefined, { memberId, sessionTag }: SessionRef): boolean {
    return this.#admitted.some(
      ({ event }) =>
        event.clientEventId === id && id !== undefined && event.sessionTag === sessionTag && event.member === memberId,
    );
  }

  add(admitted: Admitted): void {
    const { event, text, effects } = admitted;
    this.#admitted.push(admitted);
    this.#bytes += FRAME_OVERHEAD + utf8Bytes(text);
    if (traitsOf(event.kind).listed) this.#changed.set(event.seq, event);
    for (const effect of effects) {
      if (effect.on === 'room') this.#state = effect.state;
      else this.#changed.set(effect.item.seq, effect.item);
    }
  }

  /** Removes and returns all waiting events, to be stored. */
  take(): readonly Admitted[] {
    const admitted = this.#admitted;
    this.#admitted = [];
    this.#bytes = 0;
    this.#changed.clear();
    this.#state = undefined;
    return admitted;
  }
}
