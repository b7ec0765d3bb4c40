/** Messages between tabs: how far a room was read, and what is being written in it. */

import { allowed } from '../../client/storage/if-allowed.ts';
import type { Position } from '../../protocol/position.ts';

/** `mark` is how far the room was read, and `reply` the message to which the draft replies. */
export type TabMessage =
  | { kind: 'read'; room: string; mark: Position }
  | { kind: 'draft'; room: string; text: string; reply: Position | undefined };

/** `undefined` if the browser forbids it. */
export const channel = allowed(() => new BroadcastChannel('parley'));

/** Sends `message` to the other tabs. */
export function tellTabs(message: TabMessage): void {
  allowed(() => channel?.postMessage(message));
}
