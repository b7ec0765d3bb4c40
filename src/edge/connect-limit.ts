/** How often one address may have an object woken, by a connect or by an API call: the platform counts, over all rooms. */

import { refuse } from '../protocol/refusal.ts';

/** The platform's counter by address. */
export interface ConnectLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** Why an address that comes too often has to wait. The limit is per minute (wrangler.toml). */
export const TOO_MANY = refuse('rate_limited', 'Too many connects from your address.', { retryAfterMs: 30_000 });

/** Whether an address (`addressTag`) may wake one more object. A counter that fails must not close all rooms. */
export async function mayConnect(connects: ConnectLimit, address: string): Promise<boolean> {
  try {
    return (await connects.limit({ key: address })).success;
  } catch (error) {
    console.error(JSON.stringify({ event: 'connects_uncounted', error: String(error) }));
    return true;
  }
}
