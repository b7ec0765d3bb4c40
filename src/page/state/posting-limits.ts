/** What delays or blocks the reader's messages: slow mode, or being silenced. Pure. */

import type { RoomState } from '../../client/index.ts';

/** The state of slow mode for the reader. */
export interface SlowWait {
  /** Seconds between two messages. 0 if slow mode is off. */
  slow: number;
  /** When the next waiting message is sent, in Unix milliseconds. */
  retryAtMs?: number | undefined;
  /** How many messages are waiting, including that one. */
  waiting: number;
}

type LimitsInput = Pick<RoomState, 'self' | 'notices' | 'outbox' | 'settings'>;

/** When the reader's silence ends: Unix milliseconds by the room's clock, or `Infinity` if it is permanent. */
export function silencedUntil(state: Pick<LimitsInput, 'self'> | undefined): number | undefined {
  const { muted } = state?.self ?? {};
  return muted && (muted.untilMs ?? Number.POSITIVE_INFINITY);
}

/**
 * Whether a member is silenced at `nowMs` by the clock of the room, as far as this session has seen. The moderation log
 * knows all.
 */
export function isKnownSilenced({ notices }: Pick<LimitsInput, 'notices'>, id: string, nowMs: number): boolean {
  const last = notices.findLast(({ mod }) => mod?.who === id && /^(un)?mute$/.test(mod.action))?.mod;
  return last?.action === 'mute' && (last.untilMs === undefined || last.untilMs > nowMs);
}

/**
 * When a waiting message will be sent, in Unix milliseconds, as far as the room has said. The room's answer applies to
 * the first message. In slow mode each further message follows one interval later.
 */
export function sendsAtMs(
  { outbox, settings }: Pick<LimitsInput, 'outbox' | 'settings'>,
  id: string,
): number | undefined {
  const waiting = outbox.filter(({ status }) => status === 'sending');
  const { code, retryAtMs } = waiting[0]?.error ?? {};
  const at = waiting.findIndex((message) => message.id === id);
  if (retryAtMs === undefined || at <= 0) return at === 0 ? retryAtMs : undefined;
  return code === 'slow_mode' ? retryAtMs + at * settings.slow * 1_000 : undefined;
}

export function slowWaitOf(state: Omit<LimitsInput, 'notices'> | undefined): SlowWait {
  if (!state) return { slow: 0, waiting: 0 };
  const { self, outbox, settings } = state;
  const isFree = self?.may?.includes('hurry');
  const waiting = outbox.filter(({ status }) => status === 'sending').length;
  const first = outbox.find(({ error }) => error?.code === 'slow_mode' && error.retryAtMs !== undefined);
  return { slow: isFree ? 0 : settings.slow, waiting, ...(first ? { retryAtMs: first.error?.retryAtMs } : {}) };
}
