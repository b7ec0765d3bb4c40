/** Reads the key of a locked room from an invitation link (invite.ts). */

import { isRoomKey } from '../../protocol/connect.ts';

/** The key in a fragment such as `#key=…`; `undefined` if there is no valid one. */
export function keyInLink(hash: string): string | undefined {
  const key = new URLSearchParams(hash.replace(/^#/, '')).get('key');
  return key !== null && isRoomKey(key) ? key : undefined;
}
