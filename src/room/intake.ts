/**
 * Where events enter the log. *Admit* checks one and gives it its place; *flush* stores all that were admitted.
 * Each is one synchronous block: handlers of one socket interleave at every `await`.
 */

import type { ErrorCode } from '../protocol/codes.ts';
import type { Limits } from '../protocol/frames.ts';
import { DEDUPE_WINDOW } from '../protocol/limits.ts';
import type { MsgFrame } from '../protocol/parse.ts';
import { cleanText, codePoints, isBlank } from '../protocol/text.ts';
import type { EventLog, LoggedEvent, NewEvent } from './log.ts';

/** Who sends, by the name that everybody sees. */
export interface Sender {
  memberId: string;
  session: string;
  name: string;
}

/** An event with its place in the log, and what its sender must be told beyond that. */
export interface Admitted {
  event: LoggedEvent;
  /** Cleaning changed the text. */
  cleaned: boolean;
}

export type Verdict =
  /** It will be stored by the next flush. */
  | { kind: 'admitted' }
  /** It was stored before, as this event. */
  | { kind: 'repeated'; event: LoggedEvent }
  | { kind: 'refused'; code: ErrorCode; why: string };

export type FlushResult =
  | { kind: 'stored'; admitted: Admitted[] }
  /** Nothing of it is stored, and their places will be given out again. */
  | { kind: 'failed'; admitted: Admitted[]; error: unknown };

export class Intake {
  readonly #log: EventLog;
  readonly #limits: Limits;
  #pending: Admitted[] = [];

  constructor(log: EventLog, limits: Limits) {
    this.#log = log;
    this.#limits = limits;
  }

  /**
   * Checks one event and gives it its `seq` and time stamp.
   * @param now Unix milliseconds; a clock that went back doesn't take the time stamps with it
   */
  admit(frame: MsgFrame, sender: Sender, now: number): Verdict {
    const data = cleanText(frame.data);
    if (isBlank(data)) return { kind: 'refused', code: 'bad_text', why: 'A message needs some text.' };
    if (codePoints(data) > this.#limits.textChars)
      return { kind: 'refused', code: 'too_large', why: `A message has at most ${this.#limits.textChars} characters.` };
    const event: NewEvent = {
      kind: 'msg',
      ref: frame.re ?? null,
      member: sender.memberId,
      session: sender.session,
      cid: frame.id ?? null,
      name: sender.name,
      data,
    };
    const earlier = this.#findEarlier(event, frame.again);
    if (earlier === 'expired')
      return {
        kind: 'refused',
        code: 'expired',
        why: 'First sent so long ago that nobody can tell whether it was stored.',
      };
    if (earlier)
      return sameContent(earlier, event)
        ? { kind: 'repeated', event: earlier }
        : { kind: 'refused', code: 'id_conflict', why: `The id "${event.cid}" was used for another message.` };
    const last = this.#pending.at(-1)?.event;
    const head = last?.seq ?? this.#log.head;
    if (event.ref !== null && event.ref > head)
      return { kind: 'refused', code: 'bad_request', why: `"re" must be the seq of a stored message, 1 to ${head}.` };
    const ts = Math.max(now, last?.ts ?? this.#log.headTs);
    this.#pending.push({ event: { ...event, seq: head + 1, ts, state: null }, cleaned: data !== frame.data });
    return { kind: 'admitted' };
  }

  /** Stores all admitted events in one transaction, in order. `undefined` if there were none. */
  flush(): FlushResult | undefined {
    if (this.#pending.length === 0) return undefined;
    const admitted = this.#pending;
    this.#pending = [];
    try {
      this.#log.append(
        admitted.map(({ event }) => event),
        DEDUPE_WINDOW,
      );
    } catch (error) {
      return { kind: 'failed', admitted, error };
    }
    return { kind: 'stored', admitted };
  }

  /**
   * The event that this session sent before under the same id.
   * Among the pending and the newest stored ones always; further back only for a repeated send, which says where to begin.
   */
  #findEarlier(event: NewEvent, again: number | undefined): LoggedEvent | 'expired' | undefined {
    const { cid, member, session } = event;
    if (cid === null) return undefined;
    const same = (other: LoggedEvent) => other.cid === cid && other.session === session && other.member === member;
    const pending = this.#pending.find((admitted) => same(admitted.event))?.event;
    if (pending) return pending;
    const recent = this.#log.recent(DEDUPE_WINDOW);
    const near = recent.find(same);
    if (near || again === undefined) return near;
    if (again < this.#log.floor - 1) return 'expired';
    const oldest = recent[0];
    return oldest && again < oldest.seq - 1 ? this.#log.findSent(member, session, cid, again) : undefined;
  }
}

/** Whether a repeated send says the same as the stored event. What was edited or deleted since can't be compared any more. */
function sameContent(stored: LoggedEvent, sent: NewEvent): boolean {
  if (stored.kind !== sent.kind || stored.ref !== sent.ref) return false;
  return stored.data === sent.data || stored.state?.edited !== undefined || stored.state?.gone === true;
}
