/** Why nothing comes from a room, in words: for the sign beside it. */

import type { Link } from '../../client/index.ts';
import { more } from '../words/more.ts';

/** @returns `undefined` where no more is known than that there is no connection */
export function whyNotLive(link: Link | undefined): string | undefined {
  const { value: also } = more;
  switch (link?.status) {
    case 'stopped':
      return also.ends[link.code] ?? (link.reason || undefined);
    case 'waiting':
      return also.waits[link.code ?? ''];
    default:
      return undefined;
  }
}
