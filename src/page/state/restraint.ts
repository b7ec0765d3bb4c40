/** What delays or blocks the reader's messages: slow mode, or being silenced. Pure. */

import type { RoomState } from '../../client/index.ts';

/** The state of slow mode for the reader. */
export interface Restraint {
  /** Seconds between two messages; 0 without a wait. */
  slow: number;
  /** When the next waiting message is sent, in Unix milliseconds. */
  retryAtMs?: number | undefined;
  /** How many messages are waiting, including that one. */
  waiting: number;
}

type Known = Pick<RoomState, 'self' | 'notices' | 'outbox' | 'settings'>;

/** Until when the reader is silenced: Unix milliseconds by the room's clock, `Infinity` if permanently. */
export function silencedUntil(state: Pick<Known, 'self'> | undefined): number | undefined {
  const { muted } = state?.self ?? {};
  return muted && (muted.untilMs ?? Number.POSITIVE_INFINITY);
}

/**
 * Whether somebody is silenced at `nowMs`, by the clock of the room, as far as this session saw it happen: the room's list of
 * acts knows all.
 */
export function isKnownSilenced({ notices }: Pick<Known, 'notices'>, id: string, nowMs: number): boolean {
  const last = notices.findLast(({ mod }) => mod?.who === id && /^(un)?mute$/.test(mod.action))?.mod;
  return last?.action === 'mute' && (last.untilMs === undefined || last.untilMs > nowMs);
}

/**
 * When a message that waits goes out, as far as the room has told: the first by its answer, in slow mode each further one so
 * much later. Unix milliseconds.
 */
export function sendsAtMs({ outbox, settings }: Pick<Known, 'outbox' | 'settings'>, id: string): number | undefined {
  const waiting = outbox.filter(({ status }) => status === 'sending');
  const { code, retryAtMs } = waiting[0]?.error ?? {};
  const at = waiting.findIndex((message) => message.id === id);
  if (retryAtMs === undefined || at <= 0) return at === 0 ? retryAtMs : undefined;
  return code === 'slow_mode' ? retryAtMs + at * settings.slow * 1_000 : undefined;
}

export function restraintOf(state: Omit<Known, 'notices'> | undefined): Restraint {
  if (!state) return { slow: 0, waiting: 0 };
  const { self, outbox, settings } = state;
  const isFree = self?.may?.includes('hurry');
  const waiting = outbox.filter(({ status }) => status === 'sending').length;
  const first = outbox.find(({ error }) => error?.code === 'slow_mode' && error.retryAtMs !== undefined);
  return { slow: isFree ? 0 : settings.slow, waiting, ...(first ? { retryAtMs: first.error?.retryAtMs } : {}) };
}
