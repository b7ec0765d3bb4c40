/** This browser's key, in IndexedDB: all tabs of the origin are one member, and no script can read the key out. */

import { createStore, get, update } from 'idb-keyval';
import { allowed } from './allowed.ts';
import { type Identity, identityOf, makeKey } from './identity.ts';
import { inTime } from './storage-timeout.ts';

const MEMBER_KEY = 'member';

let opened: Promise<Identity | undefined> | undefined;

/**
 * The member that this browser is; made on the first visit, and asked for once however many rooms are opened. `undefined`,
 * and so a guest, where no key can be kept (some private windows, pages without HTTPS) or had in time: a key that is lost with the page would
 * make somebody new on every reload, whereas a guest stays the same in its tab.
 */
export function browserIdentity(): Promise<Identity | undefined> {
  opened ??= keptKey()
    .then(identityOf)
    .catch(() => undefined);
  return opened;
}

/**
 * Each access to the storage has a time limit of its own: a slow phone takes long to make a key, and tabs that open together
 * wait for each other.
 */
async function keptKey(): Promise<CryptoKeyPair> {
  const store = createStore('parley-identity', 'keys');
  const kept = await inTime(get<CryptoKeyPair>(MEMBER_KEY, store));
  if (kept) return kept;
  const made = await makeKey(false);
  // Another tab may have made one meanwhile: one transaction says whose came first, and all take that.
  let first = made;
  const keep = (there: CryptoKeyPair | undefined): CryptoKeyPair => {
    first = there ?? made;
    return first;
  };
  await inTime(update(MEMBER_KEY, keep, store));
  // A browser that runs out of room throws such storage away first, and with it who one is.
  allowed(() => navigator.storage)
    ?.persist?.()
    .catch(() => {});
  return first;
}
