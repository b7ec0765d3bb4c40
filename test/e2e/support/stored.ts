/** Reads a page's IndexedDB. */

import type { Page } from '@playwright/test';

/** All values of a store, in the order of their keys. Empty if the database doesn't exist. */
export function stored<Value>(page: Page, database: string, store: string): Promise<Value[]> {
  return page.evaluate(
    ([name, table]) =>
      new Promise<Value[]>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          if (!db.objectStoreNames.contains(table)) {
            db.close();
            return resolve([]);
          }
          const reading = db.transaction(table).objectStore(table).getAll();
          reading.onsuccess = () => {
            db.close();
            resolve(reading.result);
          };
        };
      }),
    [database, store] as const,
  );
}
