/**
 * Limits how often one address may wake an object by connecting or by calling the API. The platform counts, across all
 * rooms.
 */

import { refuse } from '../protocol/refusal.ts';

/** The platform's rate limiter by address. */
export interface ConnectLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** The refusal for an address over its limit. The limit is per minute (wrangler.toml). */
export const TOO_MANY = refuse('rate_limited', 'Too many connection attempts from your address.', {
  retryAfterMs: 30_000,
});

/**
 * Whether an address (`addressTag`) may wake another object. If the limiter itself fails, the answer is yes, so that
 * its failure doesn't close every room.
 */
export async function mayConnect(connects: ConnectLimit, address: string): Promise<boolean> {
  try {
    return (await connects.limit({ key: address })).success;
  } catch (error) {
    console.error(JSON.stringify({ event: 'connects_uncounted', error: String(error) }));
    return true;
  }
}
