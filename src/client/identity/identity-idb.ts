/** This browser's key in IndexedDB. All tabs of the origin are one member, and no script can read the private key. */

import { get, update } from 'idb-keyval';
import { allowed } from '../storage/if-allowed.ts';
import { pageStore } from '../storage/page-store.ts';
import { inTime } from '../storage/storage-timeout.ts';
import { type Identity, identityOf, makeKey } from './identity.ts';

const MEMBER_KEY = 'member';

let opened: Promise<Identity | undefined> | undefined;

/**
 * This browser's identity, created on the first visit and loaded once for all rooms. `undefined` (which makes the
 * client a guest) where no key can be stored, such as in some private windows and on pages without HTTPS, or where
 * storage doesn't answer in time. A key that is lost with the page would make the person a new member on every reload,
 * whereas a guest keeps its id within the tab.
 */
export function browserIdentity(): Promise<Identity | undefined> {
  opened ??= keptKey()
    .then(identityOf)
    .catch(() => undefined);
  return opened;
}

/**
 * Each access to storage has its own time limit, because a slow phone takes long to generate a key and because tabs
 * that open together wait for each other.
 */
async function keptKey(): Promise<CryptoKeyPair> {
  const store = pageStore('parley-identity', 'keys');
  const kept = await inTime(get<CryptoKeyPair>(MEMBER_KEY, store));
  if (kept) return kept;
  const made = await makeKey(false);
  // Another tab may have stored a key meanwhile. One transaction decides which came first, and every tab uses that one.
  let first = made;
  const keep = (there: CryptoKeyPair | undefined): CryptoKeyPair => {
    first = there ?? made;
    return first;
  };
  await inTime(update(MEMBER_KEY, keep, store));
  // Ask for persistent storage: a browser that runs out of space would otherwise evict the key, and the person would
  // become a new member.
  allowed(() => navigator.storage)
    ?.persist?.()
    .catch(() => {});
  return first;
}
