/**
 * Admission: checks an event against the current room and gives it its place in the log. It is one synchronous block,
 * because handlers of the same socket interleave at every `await`.
 */

import type { EventRequest } from '../../protocol/events/registry.ts';
import { type Kind, traitsOf } from '../../protocol/events/traits.ts';
import type { Limits } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { restrain } from '../access/restraints.ts';
import { founded, rankOf } from '../access/roles.ts';
import { SlowMode } from '../access/slow-mode.ts';
import type { RoomState } from '../access/types.ts';
import type { NewEvent, Stored } from '../events/body.ts';
import type { Composed, Meeting, Sender } from '../events/contract.ts';
import { moduleOf } from '../events/registry.ts';
import { changed, drafted, placed } from '../events/stored-event.ts';
import type { TokenBucket } from '../limits/token-bucket.ts';
import { rowsOf } from '../log/effects.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Effect } from '../log/types.ts';
import { type Gap, Repeats } from './repeats.ts';
import type { Allowance, Verdict } from './stages.ts';
import type { Waiting } from './waiting.ts';

/** What the rules need to know of the room besides its log. */
export type Around = Pick<Meeting<Kind>, 'admins' | 'maxDays' | 'nameOf'>;

const NOTHING_AROUND: Around = { admins: new Set(), maxDays: 0, nameOf: () => undefined };

const NO_LIMIT: Allowance = { store: () => 0, look: () => 0 };

/**
 * The shortest delay that a busy room asks for, which is also the period over which it spreads the retries.
 * Simultaneous retries would overload it again.
 */
const BUSY_MS = 500;
const BUSY_SPREAD_MS = 1_000;
/** The pause before the room continues to look for an earlier copy, so that other requests come in between. */
const LOOK_PAUSE_MS = 250;

export class EventAdmission {
  readonly #log: EventLog<Stored>;
  readonly #limits: Limits;
  /** The rate of the room as a whole; `undefined` for no limit. */
  readonly #roomRate: TokenBucket | undefined;
  readonly #waiting: Waiting;
  readonly #around: Around;
  readonly #slow: SlowMode;
  readonly #repeats: Repeats;

  /** @param waiting takes the events that are admitted @param roomRate events per second that the whole room accepts */
  constructor(
    log: EventLog<Stored>,
    waiting: Waiting,
    limits: Limits,
    roomRate?: TokenBucket,
    around = NOTHING_AROUND,
  ) {
    this.#log = log;
    this.#waiting = waiting;
    this.#limits = limits;
    this.#roomRate = roomRate;
    this.#around = around;
    this.#slow = new SlowMode((ts, limit) => log.authorsSince(ts, limit));
    this.#repeats = new Repeats(log);
  }

  /**
   * Checks one event and gives it its `seq` and timestamp. Don't admit an event that is already waiting (Waiting.has).
   * @param now Unix milliseconds. Timestamps don't go back if the clock is set back
   * @param allowance the sender's allowance. It is charged before a scan of the log, and again once the event is known
   *   to be new and allowed
   */
  admit(request: EventRequest, sender: Sender, now: number, allowance = NO_LIMIT): Verdict {
    const composed = moduleOf(request.type).compose(request);
    if ('refused' in composed) return composed;
    const event = drafted(request.type, composed, sender, request.id ?? null);
    const near = this.#repeats.near(event);
    if (near) return this.#repeated(near, event, composed);
    const { head, headTs, state } = this.#waiting;
    // An event that refers to a future `seq` can't have been stored. It is refused below without a scan.
    const mayBeStored = (event.ref ?? 0) <= head;
    const gap = mayBeStored && request.again !== undefined ? this.#repeats.gap(event, request.again) : undefined;
    const earlier = gap && this.#lookBack(gap, event, composed, allowance, now);
    if (earlier) return earlier;
    const invalid = moduleOf(request.type).check?.(composed, this.#limits);
    if (invalid) return invalid;
    const ts = Math.max(now, headTs);
    const { member } = event;
    // A member that starts a room has the rights of its owner from the start.
    const ruled = head === 0 ? { ...state, moderation: founded(state.moderation, member) } : state;
    const rank = rankOf(member, ruled.moderation, this.#around.admins);
    const { text, cleaned } = composed;
    const { prepared } = sender;
    const meeting = { ...this.#around, present: this.#waiting, state: ruled, rank, ts, text, prepared, changed };
    const judged = moduleOf(event.kind).judge(event, meeting);
    // Nothing holds back an event that changes nothing. It may be a repeat of one that was allowed.
    if ('unchanged' in judged) return { kind: 'unchanged', event: judged.unchanged };
    const restrained = restrain(event, ruled, rank, this.#slow, now);
    if (restrained) return restrained;
    if ('refused' in judged) return judged;
    const isFounded = ruled.moderation !== state.moderation;
    const effects = isFounded ? withFounder(judged.effects, ruled) : judged.effects;
    // Check the room's rate first, so that an event it has no capacity for costs the member nothing.
    const busy = this.#busy(now);
    if (busy) return busy;
    const waitMs = allowance.store(rowsOf(effects) + Number(this.#log.raises(event.kind)));
    if (waitMs > 0) return tooFast(waitMs);
    this.#roomRate?.take(now);
    if (traitsOf(event.kind).speech === 'slow') this.#slow.wrote(member, ts);
    this.#waiting.add({ event: placed(event, judged.body ?? event.body, head + 1, ts), text, cleaned, effects });
    return { kind: 'admitted' };
  }

  /** Called when a flush failed: slow mode has to read the last messages from the log again. */
  forget(): void {
    this.#slow.forget();
  }

  /** The refusal while the room accepts no more events. */
  #busy(now: number): Refusal | undefined {
    const waitMs = this.#roomRate?.waitMs(now) ?? 0;
    if (waitMs === 0) return undefined;
    return refuse('busy', 'The room is too busy. The event was not stored.', { retryAfterMs: spread(waitMs) });
  }

  /**
   * Looks for an earlier copy beyond the newest events. Only a repeated send asks for that, and it says where to begin.
   * It comes before the rules, because a stored event is acknowledged whatever has happened since, and after charging
   * its price.
   * @returns `undefined` if the event is new
   */
  #lookBack(
    gap: Gap | 'expired',
    event: NewEvent,
    composed: Composed<Kind>,
    allowance: Allowance,
    now: number,
  ): Verdict | undefined {
    if (gap === 'expired')
      return refuse(
        'expired',
        'This event was first sent so long ago that the room can no longer tell whether it was stored.',
      );
    const busy = this.#busy(now);
    if (busy) return busy;
    const waitMs = allowance.look(gap.to - gap.from);
    if (waitMs > 0) return tooFast(waitMs);
    const found = this.#repeats.look(event, gap, now);
    if (found) return this.#repeated(found, event, composed);
    if (gap.isLast) return undefined;
    const why = 'The room is still looking for an earlier copy of this event. Send it again to continue.';
    return refuse('busy', why, { retryAfterMs: LOOK_PAUSE_MS });
  }

  #repeated(earlier: Stored, event: NewEvent, composed: Composed<Kind>): Verdict {
    const isSame =
      earlier.kind === event.kind &&
      earlier.ref === event.ref &&
      moduleOf(earlier.kind).same(earlier, composed, this.#waiting);
    return isSame
      ? { kind: 'repeated', event: earlier }
      : refuse('id_conflict', `The id "${event.clientEventId}" was already used for another event.`);
  }
}

/** The effects of the event that starts a room. Its owner is written together with the tables. */
function withFounder(effects: readonly Effect<Stored>[], state: RoomState): readonly Effect<Stored>[] {
  return effects.some(({ on }) => on === 'room') ? effects : [...effects, { on: 'room', state, free: true }];
}

function tooFast(retryAfterMs: number): Refusal {
  return refuse('rate_limited', 'You are sending too fast. The event was not stored.', { retryAfterMs });
}

/** When to come back to a busy room. */
function spread(waitMs: number): number {
  return Math.max(waitMs, BUSY_MS) + Math.floor(Math.random() * BUSY_SPREAD_MS);
}
