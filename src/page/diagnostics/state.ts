/**
 * The state of the diagnostics page: the room in the address, and its latest report or the reason why there is none.
 */

import { signal } from '@preact/signals';
import { browserIdentity } from '../../client/identity/identity-idb.ts';
import type { RoomReport } from '../../protocol/diagnostics.ts';
import { normaliseRoom } from '../../protocol/room-names.ts';

const REFRESH_MS = 5_000;

export type Shown =
  /** The address names no room. */
  | { kind: 'unasked' }
  | { kind: 'bad'; raw: string }
  | { kind: 'loading' }
  /** The server doesn't allow this browser to see the report. */
  | { kind: 'forbidden' }
  | { kind: 'failed' }
  /** `stale`: the report couldn't be refreshed. */
  | { kind: 'report'; report: RoomReport; stale: boolean };

const raw = new URLSearchParams(location.search).get('room') ?? '';

/** The room in the address, in canonical form. `undefined` if there is none. */
export const room = normaliseRoom(raw);

export const shown = signal<Shown>(
  room ? { kind: 'loading' } : raw === '' ? { kind: 'unasked' } : { kind: 'bad', raw },
);

/** Whether the report is refreshed every few seconds. */
export const watching = signal(true);

/** Asks the room for a new report. */
export async function refresh(): Promise<void> {
  if (room === undefined) return;
  shown.value = await ask(room);
}

async function ask(name: string): Promise<Shown> {
  const { value: before } = shown;
  try {
    const path = `/api/rooms/${encodeURIComponent(name)}/diagnostics`;
    const identity = await browserIdentity();
    const htu = `https://${location.host.toLowerCase()}${path}`;
    const proof = await identity?.prove({ htm: 'GET', htu, nowMs: Date.now() });
    const response = await fetch(path, {
      headers: proof === undefined ? {} : { DPoP: proof },
      signal: AbortSignal.timeout(REFRESH_MS),
    });
    if (response.status === 403) return { kind: 'forbidden' };
    if (response.ok) return { kind: 'report', report: await response.json(), stale: false };
  } catch {
    // No connection, no server, or no answer in time.
  }
  return before.kind === 'report' ? { ...before, stale: true } : { kind: 'failed' };
}

/** Refreshes the report while the page is visible. */
export function keepFresh(): void {
  const renew = () => {
    if (watching.value && document.visibilityState === 'visible' && shown.value.kind !== 'forbidden') refresh();
  };
  setInterval(renew, REFRESH_MS);
  document.addEventListener('visibilitychange', renew);
  refresh();
}
