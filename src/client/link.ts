/** The life of a connection, as one pure function from state and event to state. RoomClient does what the states say. */

import { CLOSE, closeAction } from '../protocol/codes.ts';
import { backoffMs, SETTLED_MS } from './backoff.ts';

/** A `Link` (state.ts) with what the next step needs to know. */
export type LinkState =
  | { status: 'idle' }
  /** `renewals`: how many proofs in a row were refused for their time. */
  | { status: 'connecting'; attempt: number; renewals?: number }
  | { status: 'live'; sinceMs: number; attempt: number }
  | {
      status: 'waiting';
      attempt: number;
      retryAtMs: number;
      lostAtMs: number;
      /** For so long the server asked not to be tried; not even when woken. */
      retryAfterMs: number;
      renewals?: number;
      code?: string;
      reason?: string;
    }
  | { status: 'stopped'; code: string; reason: string; untilMs?: number };

/** Why a connection ended. */
export interface Loss {
  /** The WebSocket close code, told or received. Unknown ones are safe: their range says what to do. */
  close: number;
  /** The name of the error, where the server told it. */
  code?: string;
  reason?: string;
  retryAfterMs?: number;
  /** When a ban ends by itself. Unix milliseconds. */
  untilMs?: number;
  /** The server's clock, where it matters. Unix milliseconds. */
  ts?: number;
}

/** So often a proof is made anew at once: the first has the server's time, the second allows for one lost on the way. */
const RENEWALS = 2;

export type LinkEvent =
  /** The caller wants to be connected. */
  | { type: 'connect' }
  /** The server let it in, and what was missed is here. */
  | { type: 'caughtUp'; nowMs: number }
  | { type: 'lost'; loss: Loss; nowMs: number; random: number }
  /** The wait is over. */
  | { type: 'due' }
  /** The network or the person came back: don't wait out the backoff. */
  | { type: 'wake'; nowMs: number }
  | { type: 'leave' };

/** The link after `event`; the same object where nothing changes. */
export function nextLink(link: LinkState, event: LinkEvent): LinkState {
  switch (event.type) {
    case 'connect':
      return link.status === 'idle' || link.status === 'stopped' ? { status: 'connecting', attempt: 1 } : link;
    case 'caughtUp':
      return link.status === 'connecting' ? { status: 'live', sinceMs: event.nowMs, attempt: link.attempt } : link;
    case 'lost':
      return link.status === 'connecting' || link.status === 'live' ? afterLoss(link, event) : link;
    case 'due':
      return link.status === 'waiting' ? again(link) : link;
    case 'wake':
      return link.status === 'waiting' ? awake(link, event.nowMs) : link;
    case 'leave':
      return link.status === 'idle' ? link : { status: 'idle' };
  }
}

type Waiting = Extract<LinkState, { status: 'waiting' }>;

function again({ attempt, renewals }: Waiting): LinkState {
  // A proof that was made anew is the same attempt, with another clock.
  if (renewals !== undefined && renewals <= RENEWALS) return { status: 'connecting', attempt, renewals };
  return { status: 'connecting', attempt: attempt + 1, ...(renewals === undefined ? {} : { renewals }) };
}

function awake(link: Waiting, nowMs: number): LinkState {
  // A clock that was set back since must not make the wait longer.
  const notBeforeMs = Math.min(link.lostAtMs, nowMs) + link.retryAfterMs;
  return { ...link, retryAtMs: Math.min(link.retryAtMs, Math.max(nowMs, notBeforeMs)) };
}

function afterLoss(
  link: Extract<LinkState, { status: 'connecting' | 'live' }>,
  { loss, nowMs, random }: Extract<LinkEvent, { type: 'lost' }>,
): LinkState {
  const { close, code, reason, retryAfterMs = 0, untilMs } = loss;
  const action = closeAction(close);
  switch (action) {
    case 'stay_away':
      return {
        status: 'stopped',
        code: code ?? closeName(close),
        reason: reason ?? '',
        ...(untilMs === undefined ? {} : { untilMs }),
      };
    // Every connect makes a new proof, by the server's clock if it told it: no need to wait, unless that won't help either.
    case 'renew':
    case 'resume': {
      const settled = link.status === 'live' && nowMs - link.sinceMs >= SETTLED_MS;
      const attempt = settled ? 1 : link.attempt;
      const renewals = (link.status === 'connecting' ? (link.renewals ?? 0) : 0) + 1;
      const atOnce = action === 'renew' && renewals <= RENEWALS;
      return {
        status: 'waiting',
        attempt,
        retryAtMs: nowMs + (atOnce ? retryAfterMs : backoffMs(attempt, random, retryAfterMs)),
        lostAtMs: nowMs,
        retryAfterMs,
        ...(action === 'renew' ? { renewals } : {}),
        ...(code === undefined ? {} : { code }),
        ...(reason === undefined ? {} : { reason }),
      };
    }
  }
}

function closeName(close: number): string {
  return Object.entries(CLOSE).find(([, code]) => code === close)?.[0] ?? String(close);
}
