/**
 * The late part of the page: what nobody needs before the first messages are there. It is fetched right after them
 * (shell/load-late.ts). A list of what each feature has of it, and nothing else.
 */

import { batch } from '@preact/signals';
import { composer } from './features/composer/late.ts';
import { connection } from './features/connection/late.ts';
import { members } from './features/members/late.ts';
import { messages } from './features/messages/late.ts';
import { moderation } from './features/moderation/late.ts';
import { notifications } from './features/notifications/late.ts';
import { reactions } from './features/reactions/late.ts';
import { rooms } from './features/rooms/late.ts';
import { shell } from './shell/late.ts';
import type { LateFeature } from './state/slot.ts';

/**
 * In the order in which they start, and so hear of events of the window: the composer keeps an edit before the connection
 * may reload a hidden page, and the shell's keys work where no feature took the key.
 */
const FEATURES: readonly LateFeature[] = [
  rooms,
  members,
  moderation,
  composer,
  notifications,
  reactions,
  messages,
  connection,
  shell,
];

/** Fills all slots, so that the page renders once. */
export function fillSlots(): void {
  batch(() => {
    for (const { fill } of FEATURES) fill?.();
  });
}

/** Starts what works unseen. */
export function startUnseen(): void {
  for (const { start } of FEATURES) start?.();
}
