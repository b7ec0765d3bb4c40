/** What keeps the person reading from writing at once: silenced by a moderator, or slow mode. Pure. */

import type { RoomState } from '../../client/index.ts';

export interface Restraint {
  /**
   * Silenced, as far as this session saw it happen or was told so. `untilMs`: Unix milliseconds, `Infinity` for good; not known
   * without.
   */
  silenced?: { untilMs?: number | undefined };
  /** Seconds between two messages; 0 where one needn't wait. */
  slow: number;
  /** When the message that waits for slow mode goes out. Unix milliseconds. */
  retryAtMs?: number | undefined;
}

type Known = Pick<RoomState, 'self' | 'notices' | 'outbox' | 'settings'>;

/** What was last told of somebody's being silenced, or let speak again. */
function lastSilencing(notices: Known['notices'], id: string) {
  return notices.findLast(({ mod }) => mod?.who === id && /^(un)?mute$/.test(mod.action))?.mod;
}

/** Whether somebody is silenced at `nowMs`, as far as this session saw it happen: the room's list of acts knows all. */
export function isKnownSilenced({ notices }: Pick<Known, 'notices'>, id: string, nowMs: number): boolean {
  const last = lastSilencing(notices, id);
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

/**
 * @param sinceMs when this page began: a message that was refused before it tells nothing, since the person may have been let
 *   speak again in between. Unix milliseconds.
 */
export function restraintOf(state: Known | undefined, sinceMs: number): Restraint {
  if (!state) return { slow: 0 };
  const { self, notices, outbox, settings } = state;
  const isFree = self?.role === 'owner' || self?.role === 'moderator';
  const waiting = outbox.find(({ error }) => error?.code === 'slow_mode' && error.retryAtMs !== undefined);
  const last = self && lastSilencing(notices, self.id);
  const isRefused = outbox.some(
    ({ status, error, createdMs }) => status === 'failed' && error?.code === 'muted' && createdMs >= sinceMs,
  );
  const isSilenced = last ? last.action === 'mute' : isRefused;
  return {
    slow: isFree ? 0 : settings.slow,
    ...(waiting ? { retryAtMs: waiting.error?.retryAtMs } : {}),
    ...(isSilenced
      ? { silenced: last?.action === 'mute' ? { untilMs: last.untilMs ?? Number.POSITIVE_INFINITY } : {} }
      : {}),
  };
}
