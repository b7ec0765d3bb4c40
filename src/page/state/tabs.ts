/** Messages between tabs: how far a room was read, and what is being written in it. */

import { allowed } from '../../client/storage/if-allowed.ts';
import type { ReadMark } from './unread.ts';

/** The message to which a draft replies, in one epoch of its room. */
export interface DraftReply {
  epoch: string;
  seq: number;
}

export type TabMessage =
  | { kind: 'read'; room: string; mark: ReadMark }
  | { kind: 'draft'; room: string; text: string; reply: DraftReply | undefined };

/** `undefined` if the browser forbids it. */
export const channel = allowed(() => new BroadcastChannel('parley'));

/** Tells the other tabs. */
export function tellTabs(message: TabMessage): void {
  allowed(() => channel?.postMessage(message));
}
