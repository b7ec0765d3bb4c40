/** The parts of moderation that are loaded after the first messages. */

import type { LateFeature } from '../../state/slot.ts';
import { startTellingRefusals } from './refusals.ts';

export const moderation: LateFeature = { start: startTellingRefusals };
