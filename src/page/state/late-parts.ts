/** The slot for the parts of the rooms' state that are loaded late. */

import type { Outgoing } from '../../client/room-state/state.ts';
import type { callsMe } from './mentionable.ts';
import { slot } from './slot.ts';

export const late = slot<{
  callsMe: typeof callsMe;
  /** The text that sends an unsent message again when it is typed. */
  asTyped: (unsent: Outgoing) => string;
}>();
