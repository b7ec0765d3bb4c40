/**
 * The state machine of a session's link to its room, as one pure function. The client's state has the link
 * (state-store.ts), and Reconnector carries out the effects.
 */

import { CLOSE, closeAction } from '../../protocol/codes.ts';
import { backoffMs, SETTLED_MS } from './backoff.ts';

/** A `Link` (state.ts) with what the next transition needs. */
export type LinkState =
  | { status: 'idle' }
  /** `renewals`: how many proofs in a row the server rejected because of their time. */
  | { status: 'connecting'; attempt: number; renewals?: number | undefined }
  | { status: 'live'; sinceMs: number; attempt: number }
  | {
      status: 'waiting';
      attempt: number;
      retryAtMs: number;
      lostAtMs: number;
      /** How long the server asked the client to wait. No attempt is made before, not even on wake. */
      retryAfterMs: number;
      renewals?: number | undefined;
      code?: string | undefined;
      reason?: string | undefined;
    }
  | { status: 'stopped'; code: string; reason: string; untilMs?: number | undefined };

/** Why a connection ended. */
export interface Loss {
  /** The WebSocket close code that was announced or received. The range of an unknown code says what to do. */
  close: number;
  /** The name of the error, if the server sent one. */
  code?: string | undefined;
  reason?: string | undefined;
  retryAfterMs?: number | undefined;
  /** When a ban ends, in Unix milliseconds. */
  untilMs?: number | undefined;
  /** The server's time in Unix milliseconds, where the client needs it. */
  ts?: number | undefined;
}

/**
 * How often a proof is renewed without waiting. The first renewal uses the server's time, and the second allows for a
 * lost answer.
 */
const RENEWALS = 2;

export type LinkEvent =
  /** The caller wants to connect. */
  | { type: 'connect' }
  /** The server accepted the connection, and all missed events have arrived. */
  | { type: 'caughtUp'; nowMs: number }
  /** The connection ended, could not be opened, or was abandoned by the client. */
  | { type: 'lost'; loss: Loss; nowMs: number; random: number }
  /** The wait is over. */
  | { type: 'due' }
  /** The network or the user is back, so the backoff should end. */
  | { type: 'wake'; nowMs: number }
  | { type: 'leave' };

/** What to do on a transition. A running wait is cancelled by the transition to another state. */
export type LinkEffect =
  /** Open a connection. */
  | { do: 'open' }
  /** Close the connection, if there is one, with this code. */
  | { do: 'close'; code: number }
  /** Check immediately whether the server still answers. */
  | { do: 'probe' }
  /** Raise the event `due` at this time. */
  | { do: 'wait'; untilMs: number }
  /** Sign the next proof by the server's clock, because it rejected the last one's time. */
  | { do: 'setClock'; serverMs: number };

export interface LinkStep {
  /** The next state; the same object if nothing changes. */
  link: LinkState;
  /** In the order in which to carry them out. */
  effects: readonly LinkEffect[];
}

/** Returns the link after `event` and the effects to carry out. */
export function stepLink(before: LinkState, event: LinkEvent): LinkStep {
  const link = nextLink(before, event);
  return { link, effects: [...effectsOf(before, event, link)] };
}

/** The close code by which the room tells other members that this member left. */
const LEFT = 1000;

function* effectsOf(before: LinkState, event: LinkEvent, link: LinkState): Iterable<LinkEffect> {
  if (event.type === 'wake' && isUp(before)) yield { do: 'probe' };
  if (link === before) return;
  // Close explicitly, because a dead socket may take minutes to end by itself.
  if (isUp(before) && !isUp(link)) yield { do: 'close', code: event.type === 'leave' ? LEFT : CLOSE.dropping };
  if (link.status === 'connecting') yield { do: 'open' };
  if (link.status !== 'waiting') return;
  if (event.type === 'lost' && event.loss.ts !== undefined && link.renewals !== undefined)
    yield { do: 'setClock', serverMs: event.loss.ts };
  yield { do: 'wait', untilMs: link.retryAtMs };
}

type Up = Extract<LinkState, { status: 'connecting' | 'live' }>;

function isUp(link: LinkState): link is Up {
  return link.status === 'connecting' || link.status === 'live';
}

function nextLink(link: LinkState, event: LinkEvent): LinkState {
  switch (event.type) {
    case 'connect':
      return link.status === 'idle' || link.status === 'stopped' ? { status: 'connecting', attempt: 1 } : link;
    case 'caughtUp':
      return link.status === 'connecting' ? { status: 'live', sinceMs: event.nowMs, attempt: link.attempt } : link;
    case 'lost':
      return isUp(link) ? afterLoss(link, event) : link;
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
  // A renewed proof is part of the same attempt, with a corrected clock.
  if (renewals !== undefined && renewals <= RENEWALS) return { status: 'connecting', attempt, renewals };
  return { status: 'connecting', attempt: attempt + 1, renewals };
}

function awake(link: Waiting, nowMs: number): LinkState {
  // If the clock was set back meanwhile, the wait must not become longer.
  const notBeforeMs = Math.min(link.lostAtMs, nowMs) + link.retryAfterMs;
  return { ...link, retryAtMs: Math.min(link.retryAtMs, Math.max(nowMs, notBeforeMs)) };
}

function afterLoss(link: Up, { loss, nowMs, random }: Extract<LinkEvent, { type: 'lost' }>): LinkState {
  const { close, code, reason, retryAfterMs = 0, untilMs } = loss;
  const action = closeAction(close);
  switch (action) {
    case 'stay_away':
      return { status: 'stopped', code: code ?? closeName(close), reason: reason ?? '', untilMs };
    // Every connection attempt signs a new proof, with the server's clock if known. There is no need to wait unless
    // that has failed too.
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
        renewals: action === 'renew' ? renewals : undefined,
        code,
        reason,
      };
    }
  }
}

function closeName(close: number): string {
  return Object.entries(CLOSE).find(([, code]) => code === close)?.[0] ?? String(close);
}
