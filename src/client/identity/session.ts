/** A session: one tab or one process in one room, across reconnects, reloads and crashes. */

import { toBase64Url } from '../../protocol/base64url.ts';
import { orElse } from '../storage/storage-timeout.ts';

/** `bytes` random bytes as base64url. */
export function randomToken(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/**
 * Creates a session secret: 128 random bits, 22 characters. Anyone who knows it can take over the session, so it stays
 * out of URLs and logs.
 */
export function newSessionSecret(): string {
  return randomToken(16);
}

/** Creates the id of an event or a request, unique within its session: 72 random bits. */
export function newId(): string {
  return randomToken(9);
}

/**
 * What a process needs to resume after a restart. In Node the caller stores it. Together with the outbox it ensures
 * that nothing is lost or sent twice.
 */
export interface Session {
  /** The session secret. It is called `sid`, because callers have stored it under that name. */
  sid: string;
  /** Resume from here: the room replays everything after `head`, if it still has it. */
  position?: { epoch: string; head: number };
}

/** A session that this tab holds. */
export interface HeldSession {
  sid: string;
  /** Lets other tabs, or this tab's next page, take the session. Closing the tab releases it as well. */
  release(): void;
}

/** What is needed to tell the sessions of several tabs apart, usually from the browser. */
export interface TabSessionOptions {
  room: string;
  /**
   * The tab's own storage, which survives a reload and is copied by "Duplicate tab". Missing where the browser forbids
   * it; may be full.
   */
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  /**
   * Knows which sessions are held by a live tab. Missing outside secure contexts, and may be refused where storage is
   * forbidden.
   */
  locks: LockManager | undefined;
  /** Sessions in `room` that have unsent messages, whether or not their tabs are alive. */
  unsent: () => Promise<string[]>;
  /** Whether the page was reloaded, which is the only clue without locks. */
  reloaded: boolean;
}

/** A page that is being reloaded may hold its lock for a moment after its successor asks for it. */
const HANDOVER_MS = 500;

/**
 * Finds the session of this tab in a room: the one it had before a reload; or else the session of a dead tab with
 * unsent messages, so that they get sent; or else a new one. A duplicated tab finds its session taken and gets another.
 * Only the secret is stored, not the position: that is in the copy of the room (room-copy.ts), and a page without a copy
 * wants the newest window.
 */
export async function tabSession({ room, storage, locks, unsent, reloaded }: TabSessionOptions): Promise<HeldSession> {
  const key = `parley:sid:${room}`;
  const former = remembered(storage, key);
  const keep = (session: HeldSession) => {
    try {
      storage?.setItem(key, session.sid);
    } catch {
      // The storage is full: the session ends with the page, and the next page adopts its unsent messages.
    }
    return session;
  };
  if (locks)
    try {
      const again = former === null ? undefined : await takeLock(locks, former, HANDOVER_MS);
      if (again) return again;
      for (const sid of await orElse(unsent(), [])) {
        const adopted = await takeLock(locks, sid, 0);
        if (adopted) return keep(adopted);
      }
      const sid = newSessionSecret();
      return keep((await takeLock(locks, sid, 0)) ?? { sid, release: () => {} });
    } catch {
      // Locks were refused. Continue as if there were none.
    }
  return keep({ sid: reloaded && former !== null ? former : newSessionSecret(), release: () => {} });
}

function remembered(storage: TabSessionOptions['storage'], key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/**
 * Holds the lock of a session until `release`, or until the tab closes.
 * @returns `undefined` if another tab held it for all of `waitMs`; rejects where locks are refused
 */
function takeLock(locks: LockManager, sid: string, waitMs: number): Promise<HeldSession | undefined> {
  return new Promise((resolve, reject) => {
    const signal = waitMs > 0 ? AbortSignal.timeout(waitMs) : undefined;
    locks
      .request(`parley:${sid}`, signal ? { signal } : { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((release) => resolve({ sid, release }));
      })
      .catch((error) => (signal?.aborted ? resolve(undefined) : reject(error)));
  });
}
