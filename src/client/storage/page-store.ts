/** IndexedDB stores whose transactions never outlive the page. */

import { createStore, type UseStore } from 'idb-keyval';

/** A store of its own database, made when it is first used. */
export function pageStore(database: string, store: string): UseStore {
  return endedByPage(createStore(database, store), globalThis);
}

/**
 * Aborts the open transactions when the page goes away, and repeats them if it comes back from the back/forward cache.
 * WebKit keeps a transaction that its page leaves unfinished, and whatever uses the same store waits for it until the
 * browser is closed. Transactions that called `commit` are not affected.
 * @param page hears `pagehide` and `pageshow`
 */
export function endedByPage(use: UseStore, page: Pick<EventTarget, 'addEventListener'>): UseStore {
  /** The functions that abort each open transaction. */
  const open = new Set<() => void>();
  /** Resolves when the page is shown again. `undefined` while it is shown. */
  let back: Promise<void> | undefined;
  page.addEventListener('pagehide', () => {
    back = new Promise((resolve) => {
      const show = (): void => {
        back = undefined;
        resolve();
      };
      page.addEventListener('pageshow', show, { once: true });
    });
    for (const end of open) end();
  });
  const run: UseStore = async (mode, work) => {
    if (back && mode === 'readonly') await back;
    // An abort may only be noticed once the page is back.
    let isEnded = false;
    try {
      return await use(mode, (entries) => {
        const { transaction } = entries;
        const end = (): void => {
          isEnded = true;
          abort(transaction);
        };
        open.add(end);
        for (const type of ['complete', 'abort']) transaction.addEventListener(type, () => open.delete(end));
        const result = work(entries);
        if (back) end();
        return result;
      });
    } catch (error) {
      if (!back && !isEnded) throw error;
      await back;
      return run(mode, work);
    }
  };
  return run;
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // The transaction is already being committed.
  }
}
