/** The parts of notifications that are loaded after the first messages. */

import type { LateFeature } from '../../state/slot.ts';
import { startNotifying } from './notify.ts';

export const notifications: LateFeature = { start: startNotifying };
