/** What the state of the rooms leaves for later. */

import type { callsMe } from './mentionable.ts';
import { slot } from './slot.ts';

export const late = slot<{
  callsMe: typeof callsMe;
}>();
