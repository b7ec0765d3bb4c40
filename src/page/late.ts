/**
 * The late part of the page: everything that isn't needed before the first messages. It is fetched right after them
 * (shell/load-late.ts), in two files, because a single one would be too large for a slow connection. This file has the
 * parts for working with messages, and around.ts the parts around them. Both are only lists of the late parts of each
 * feature, with the dialogs that share the most code with them.
 */

import './features/commands/help-dialog.tsx';
import { composer } from './features/composer/late.ts';
import { messages } from './features/messages/late.ts';
import { moderation } from './features/moderation/late.ts';
import { notifications } from './features/notifications/late.ts';
import { reactions } from './features/reactions/late.ts';
import { fillEach, startEach } from './state/late-features.ts';
import type { LateFeature } from './state/slot.ts';

/**
 * In the order in which they start and receive window events, before the parts around them. The composer stores an edit
 * before the connection may reload a hidden page.
 */
const FEATURES: readonly LateFeature[] = [moderation, composer, reactions, messages, notifications];

/** Fills the slots of all features. */
export function fillSlots(around: readonly LateFeature[]): Promise<void> {
  return fillEach([...FEATURES, ...around]);
}

/** Starts the features that have no view. */
export function startUnseen(around: readonly LateFeature[]): void {
  startEach([...FEATURES, ...around]);
}
