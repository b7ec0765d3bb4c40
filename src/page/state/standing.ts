/** How one stands with a room that one isn't in. */

import type { Link } from '../../client/index.ts';
import { more } from '../words/more.ts';

/** In a word or two, where the room said why. */
export function stateOf(link: Link | undefined): string | undefined {
  return link?.status === 'waiting' || link?.status === 'stopped' ? more.value.states[link.code ?? ''] : undefined;
}
