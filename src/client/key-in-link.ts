/** The key of a locked room in the link by which one comes (invite.ts). */

import { isRoomKey } from '../protocol/connect.ts';

/** The key in a fragment such as `#key=…`; `undefined` if there is none that can be one. */
export function keyInLink(hash: string): string | undefined {
  const key = new URLSearchParams(hash.replace(/^#/, '')).get('key');
  return key !== null && isRoomKey(key) ? key : undefined;
}
