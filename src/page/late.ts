/**
 * The late part of the page: what nobody needs before the first messages are there. It is fetched right after them
 * (shell/load-late.ts), in two files, since one would be too big for a slow line: here is what is done with messages, and in
 * around.ts what stands around them. A list of what each feature has of it, with the dialogs that share most with it, and nothing
 * else.
 */

import { batch } from '@preact/signals';
import './features/commands/help-dialog.tsx';
import { composer } from './features/composer/late.ts';
import { messages } from './features/messages/late.ts';
import { moderation } from './features/moderation/late.ts';
import { notifications } from './features/notifications/late.ts';
import { reactions } from './features/reactions/late.ts';
import type { LateFeature } from './state/slot.ts';

/**
 * In the order in which they start, and so hear of events of the window, before all that is around them: the composer keeps an edit
 * before the connection may reload a hidden page.
 */
const FEATURES: readonly LateFeature[] = [moderation, composer, reactions, messages, notifications];

/** Fills all slots, so that the page renders once. */
export function fillSlots(around: readonly LateFeature[]): void {
  batch(() => {
    for (const { fill } of [...FEATURES, ...around]) fill?.();
  });
}

/** Starts what works unseen. */
export function startUnseen(around: readonly LateFeature[]): void {
  for (const { start } of [...FEATURES, ...around]) start?.();
}
