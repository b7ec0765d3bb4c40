/** The slot for the late parts of notices. Until they are loaded, a row keeps the place of each line. */

import type { ComponentType } from 'preact';
import type { Notice } from '../../../../client/index.ts';
import { slot } from '../../../state/slot.ts';
import type { Outcome } from './notice-outcomes.ts';

export const late = slot<{
  outcomesOf(notices: readonly Notice[]): Outcome[];
  Notices: ComponentType<{ outcomes: readonly Outcome[]; count: number }>;
}>();
