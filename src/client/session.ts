/** Which session this is: one tab or one process in one room, across reconnects, reloads and crashes. */

import { toBase64Url } from '../protocol/base64url.ts';
import { orElse } from './storage-timeout.ts';

/** `bytes` random bytes as base64url. */
export function randomToken(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** The secret of a new session: 128 random bits, 22 characters. Whoever knows it can take over the session, so it stays out of URLs and logs. */
export function newSessionSecret(): string {
  return randomToken(16);
}

/** The id of an event or a request, unique in its session: 72 random bits. */
export function newId(): string {
  return randomToken(9);
}

/** What a process needs to go on where it stopped. Kept by the caller in Node; with the outbox nothing is lost or doubled. */
export interface Session {
  /** Its secret, under the name by which callers have stored it. */
  sid: string;
  /** Resume from here: all that came after `head` is replayed, if the room still has it. */
  position?: { epoch: string; head: number };
}

/** A session that this tab holds. */
export interface HeldSession {
  sid: string;
  /** Lets others take it, such as this tab's next page. A tab that goes away lets go by itself. */
  release(): void;
}

/** What telling the sessions of several tabs apart takes; the browser's own as a rule. */
export interface TabSessionOptions {
  room: string;
  /** This tab's memory: it survives a reload, and is copied by "Duplicate tab". Missing where the browser forbids it; may be full. */
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  /** Tells which sessions live in some tab. Missing outside secure contexts, and may be refused where storage is forbidden. */
  locks: LockManager | undefined;
  /** Sessions in `room` that have unsent messages, whether their tabs live or not. */
  unsent: () => Promise<string[]>;
  /** Whether the page was loaded by a reload: all there is to go by without locks. */
  reloaded: boolean;
}

/** A page that is being reloaded may hold its lock a moment longer than its successor takes to ask for it. */
const HANDOVER_MS = 500;

/**
 * The session of this tab in a room: the one that it had before a reload; else one of a tab that died with unsent messages,
 * so that somebody sends them; else a new one. A duplicated tab finds its session taken and gets another.
 * Only the id is kept, no position: that goes with the copy of the room (copy.ts), without which a page wants the newest window.
 */
export async function tabSession({ room, storage, locks, unsent, reloaded }: TabSessionOptions): Promise<HeldSession> {
  const key = `parley:sid:${room}`;
  const former = remembered(storage, key);
  const keep = (session: HeldSession) => {
    try {
      storage?.setItem(key, session.sid);
    } catch {
      // It is full: this session ends with the page, and what it leaves unsent is adopted by the next one.
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
      // Refused: as where there are none.
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
 * Holds the lock of a session until `release`, or until the tab goes away.
 * @returns `undefined` if another tab has held it for all of `waitMs`; rejects where locks are refused
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
