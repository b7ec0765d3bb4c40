/** The life of a session's link to its room, as one pure function. Reconnector keeps the state and does what the effects say. */

import { CLOSE, closeAction } from '../protocol/codes.ts';
import { backoffMs, SETTLED_MS } from './backoff.ts';

/** A `Link` (state.ts) with what the next step needs to know. */
export type LinkState =
  | { status: 'idle' }
  /** `renewals`: how many proofs in a row were refused for their time. */
  | { status: 'connecting'; attempt: number; renewals?: number | undefined }
  | { status: 'live'; sinceMs: number; attempt: number }
  | {
      status: 'waiting';
      attempt: number;
      retryAtMs: number;
      lostAtMs: number;
      /** For so long the server asked not to be tried; not even when woken. */
      retryAfterMs: number;
      renewals?: number | undefined;
      code?: string | undefined;
      reason?: string | undefined;
    }
  | { status: 'stopped'; code: string; reason: string; untilMs?: number | undefined };

/** Why a connection ended. */
export interface Loss {
  /** The WebSocket close code, told or received. Unknown ones are safe: their range says what to do. */
  close: number;
  /** The name of the error, where the server told it. */
  code?: string | undefined;
  reason?: string | undefined;
  retryAfterMs?: number | undefined;
  /** When a ban ends by itself. Unix milliseconds. */
  untilMs?: number | undefined;
  /** The server's clock, where it matters. Unix milliseconds. */
  ts?: number | undefined;
}

/** So often a proof is made anew at once: the first has the server's time, the second allows for one lost on the way. */
const RENEWALS = 2;

export type LinkEvent =
  /** The caller wants to be connected. */
  | { type: 'connect' }
  /** The server let it in, and what was missed is here. */
  | { type: 'caughtUp'; nowMs: number }
  /** The connection ended, could not be made, or is given up. */
  | { type: 'lost'; loss: Loss; nowMs: number; random: number }
  /** The wait is over. */
  | { type: 'due' }
  /** The network or the person came back: don't wait out the backoff. */
  | { type: 'wake'; nowMs: number }
  | { type: 'leave' };

/** What is to be done when the link takes a step. A wait that runs ends with the next step to another state. */
export type LinkEffect =
  /** Make a connection. */
  | { do: 'open' }
  /** End the connection, if it was made, with this close code. */
  | { do: 'close'; code: number }
  /** Ask at once whether the server still answers. */
  | { do: 'probe' }
  /** Give the event `due` at this time. */
  | { do: 'wait'; untilMs: number }
  /** Sign the next proof by the server's clock: it refused one for its time. */
  | { do: 'setClock'; serverMs: number };

export interface LinkStep {
  /** The same object where nothing changes. */
  link: LinkState;
  /** In order. */
  effects: readonly LinkEffect[];
}

/** The link after `event`, and what is to be done for it. */
export function stepLink(before: LinkState, event: LinkEvent): LinkStep {
  const link = nextLink(before, event);
  return { link, effects: [...effectsOf(before, event, link)] };
}

/** To the others in the room, this close code means that the member left. */
const LEFT = 1000;

function* effectsOf(before: LinkState, event: LinkEvent, link: LinkState): Iterable<LinkEffect> {
  if (event.type === 'wake' && isUp(before)) yield { do: 'probe' };
  if (link === before) return;
  // A dead socket may take minutes to end by itself.
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
  // A proof that was made anew is the same attempt, with another clock.
  if (renewals !== undefined && renewals <= RENEWALS) return { status: 'connecting', attempt, renewals };
  return { status: 'connecting', attempt: attempt + 1, renewals };
}

function awake(link: Waiting, nowMs: number): LinkState {
  // A clock that was set back since must not make the wait longer.
  const notBeforeMs = Math.min(link.lostAtMs, nowMs) + link.retryAfterMs;
  return { ...link, retryAtMs: Math.min(link.retryAtMs, Math.max(nowMs, notBeforeMs)) };
}

function afterLoss(link: Up, { loss, nowMs, random }: Extract<LinkEvent, { type: 'lost' }>): LinkState {
  const { close, code, reason, retryAfterMs = 0, untilMs } = loss;
  const action = closeAction(close);
  switch (action) {
    case 'stay_away':
      return { status: 'stopped', code: code ?? closeName(close), reason: reason ?? '', untilMs };
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
