/** The slot for the parts of the rooms' state that are loaded late. */

import type { callsMe } from './mentionable.ts';
import { slot } from './slot.ts';

export const late = slot<{
  callsMe: typeof callsMe;
}>();
