/**
 * Admission: checks an event by the room as it is, and gives it its place in the log. One synchronous block: handlers of one socket
 * interleave at every `await`.
 */

import type { EventRequest } from '../../protocol/events/registry.ts';
import { traitsOf } from '../../protocol/events/traits.ts';
import { DEDUPE_WINDOW } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import type { Limits } from '../../protocol/shared.ts';
import { cleanText } from '../../protocol/text.ts';
import { restrictedName } from '../access/moderation.ts';
import { restrain } from '../access/restraints.ts';
import { founded, rankOf } from '../access/roles.ts';
import { SlowMode } from '../access/slow-mode.ts';
import { compose, type Draft, effectOf, type Present, type Sender } from '../events/compose.ts';
import type { TokenBucket } from '../limits/token-bucket.ts';
import { rowsOf } from '../log/effects.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LoggedEvent, NewEvent } from '../log/types.ts';
import { Repeats } from './repeats.ts';
import type { Allowance, Verdict } from './stages.ts';
import type { Waiting } from './waiting.ts';

/** What the rules ask of the room beside its log. */
export type Around = Pick<Present, 'admins' | 'maxDays' | 'nameOf'>;

const NOTHING_AROUND: Around = { admins: new Set(), maxDays: 0, nameOf: () => undefined };

const NO_LIMIT: Allowance = { store: () => 0, look: () => 0 };

/** The least that a busy room asks for, and over how long it spreads those it sends back: all at once they would be as many again. */
const BUSY_MS = 500;
const BUSY_SPREAD_MS = 1_000;
/** Until the room goes on to look for an earlier copy: others come in between. */
const LOOK_PAUSE_MS = 250;

export class EventAdmission {
  readonly #log: EventLog;
  readonly #limits: Limits;
  /** Of the room as a whole; `undefined` for no limit. */
  readonly #roomRate: TokenBucket | undefined;
  readonly #waiting: Waiting;
  readonly #around: Around;
  readonly #slow: SlowMode;
  readonly #repeats: Repeats;

  /**
   * @param waiting takes the events that are admitted
   * @param roomRate events that the whole room takes
   */
  constructor(log: EventLog, waiting: Waiting, limits: Limits, roomRate?: TokenBucket, around = NOTHING_AROUND) {
    this.#log = log;
    this.#waiting = waiting;
    this.#limits = limits;
    this.#roomRate = roomRate;
    this.#around = around;
    this.#slow = new SlowMode((ts, limit) => log.authorsSince(ts, limit));
    this.#repeats = new Repeats(log);
  }

  /**
   * Checks one event and gives it its `seq` and time stamp. An event that already waits (Waiting.has) is not to be admitted again.
   * @param now Unix milliseconds; a clock that went back doesn't take the time stamps with it
   * @param allowance of the sender: asked before a scan of the log, and once it is known that the event is new and may be
   */
  admit(frame: EventRequest, sender: Sender, now: number, allowance = NO_LIMIT): Verdict {
    const draft = compose(frame, sender, this.#limits);
    if ('refused' in draft) return draft;
    const near = this.#repeats.near(draft.event);
    if (near) return this.#repeated(near, draft);
    const { head, headTs, state } = this.#waiting;
    // What refers to an event that never was can't have been stored: it is refused below, without a look.
    const mayBeStored = (draft.event.ref ?? 0) <= head;
    const earlier = mayBeStored ? this.#lookBack(draft, frame.again, allowance, now) : undefined;
    if (earlier) return earlier;
    const ts = Math.max(now, headTs);
    const { member } = draft.event;
    // Who begins a room may do in it from the start what its owner may.
    const ruled = head === 0 ? { ...state, moderation: founded(state.moderation, member) } : state;
    const rank = rankOf(member, ruled.moderation, this.#around.admins);
    const restrained = restrain(draft.event, ruled, rank, this.#slow, now);
    if (restrained) return restrained;
    const get = (seq: number) => this.#waiting.get(seq);
    const own = effectOf(
      draft,
      { ...this.#around, get, authorOf: (id) => this.#authorOf(id), state: ruled, rank },
      head,
      ts,
    );
    if (own && 'refused' in own) return own;
    const effect = own ?? (ruled.moderation === state.moderation ? undefined : { kind: 'room' as const, state: ruled });
    // The room first: what it has no room for costs the member nothing.
    const busy = this.#busy(now);
    if (busy) return busy;
    const waitMs = allowance.store(rowsOf(own));
    if (waitMs > 0) return tooFast(waitMs);
    this.#roomRate?.take(now);
    const { event, text, cleaned } = draft;
    if (traitsOf(event.kind).speech === 'slow') this.#slow.wrote(member, ts);
    this.#waiting.add({ event: { ...event, ...this.#named(event), seq: head + 1, ts }, text, cleaned, effect });
    return { kind: 'admitted' };
  }

  /** The name of whom an act of moderation is done to, for those who read of it later. */
  #named({ kind, data }: NewEvent): Pick<NewEvent, 'state'> | undefined {
    if (kind !== 'mod') return undefined;
    const { who } = JSON.parse(data);
    const { moderation } = this.#waiting.state;
    const name = this.#around.nameOf(who) ?? restrictedName(moderation, who) ?? this.#authorOf(who);
    return name === undefined ? undefined : { state: { name } };
  }

  /** The name under which somebody wrote lately. */
  #authorOf(memberId: string): string | undefined {
    return [...this.#waiting.authors()].findLast(({ id }) => id === memberId)?.name;
  }

  /** A flush failed: who waits in slow mode has to be found in the log again. */
  forget(): void {
    this.#slow.forget();
  }

  /** What a room says that takes no more events now. */
  #busy(now: number): Refusal | undefined {
    const waitMs = this.#roomRate?.waitMs(now) ?? 0;
    if (waitMs === 0) return undefined;
    return refuse('busy', 'The room is too busy. The message was not stored.', { retryAfterMs: spread(waitMs) });
  }

  /**
   * Looks for an earlier copy further back than the newest events, which only a repeated send asks for: it says where to begin. That
   * comes before the rules, since what was stored is acknowledged whatever has happened since; and after its price.
   * @returns `undefined` if the event is new
   */
  #lookBack(draft: Draft, again: number | undefined, allowance: Allowance, now: number): Verdict | undefined {
    const gap = again === undefined ? undefined : this.#repeats.gap(draft.event, again);
    if (gap === undefined) return undefined;
    if (gap === 'expired')
      return refuse('expired', 'First sent so long ago that nobody can tell whether it was stored.');
    const busy = this.#busy(now);
    if (busy) return busy;
    const waitMs = allowance.look(gap.to - gap.from);
    if (waitMs > 0) return tooFast(waitMs);
    const found = this.#repeats.look(draft.event, gap, now);
    if (found) return this.#repeated(found, draft);
    if (gap.isLast) return undefined;
    const why = 'The room is still looking for an earlier copy. Send it again to continue.';
    return refuse('busy', why, { retryAfterMs: LOOK_PAUSE_MS });
  }

  #repeated(earlier: LoggedEvent, draft: Draft): Verdict {
    return this.#sameContent(earlier, draft)
      ? { kind: 'repeated', event: earlier }
      : refuse('id_conflict', `The id "${draft.event.cid}" was used for something else.`);
  }

  /**
   * Whether a repeated send says the same as the stored event. What was changed since can't be compared any more, and is
   * taken for the same.
   */
  #sameContent(stored: LoggedEvent, { event, text }: Draft): boolean {
    if (stored.kind !== event.kind || stored.ref !== event.ref || stored.state?.off !== event.state?.off) return false;
    if (stored.kind === 'edit') {
      // Its text is in the message, if this is still the last edit of it.
      const isLast = !this.#log
        .recent(DEDUPE_WINDOW)
        .some(({ kind, ref, seq }) => seq > stored.seq && ref === stored.ref && (kind === 'edit' || kind === 'delete'));
      const message = stored.ref === null ? undefined : this.#log.get(stored.ref);
      return !isLast || message?.state?.edited !== stored.ts || cleanText(message.data) === text;
    }
    // What an older version stored was cleaned of less.
    return cleanText(stored.data) === event.data || stored.state?.edited !== undefined || stored.state?.gone === true;
  }
}

function tooFast(retryAfterMs: number): Refusal {
  return refuse('rate_limited', 'Too much in too short a time. It was not stored.', { retryAfterMs });
}

/** When to come back to a busy room. */
function spread(waitMs: number): number {
  return Math.max(waitMs, BUSY_MS) + Math.floor(Math.random() * BUSY_SPREAD_MS);
}
