/** How often one address may have an object woken, by a connect or by an API call: the platform counts, over all rooms. */

import type { SocketRefusal } from './refuse-socket.ts';

/** The platform's counter by address. */
export interface ConnectLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** The answer to who comes too often. The limit is per minute (wrangler.toml). */
export const TOO_MANY: SocketRefusal = {
  status: 429,
  code: 'rate_limited',
  data: 'Too many connects from your address.',
  retryAfterS: 30,
};

/** Whether an address (`addressTag`) may wake one more object. A counter that fails must not close all rooms. */
export async function mayConnect(connects: ConnectLimit, address: string): Promise<boolean> {
  try {
    return (await connects.limit({ key: address })).success;
  } catch (error) {
    console.error(JSON.stringify({ event: 'connects_uncounted', error: String(error) }));
    return true;
  }
}
