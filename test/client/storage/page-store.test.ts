import type { UseStore } from 'idb-keyval';
import { describe, expect, test } from 'vitest';
import { endedByPage } from '../../../src/client/storage/page-store.ts';

/** A transaction that ends when the test says so. */
class FakeTransaction extends EventTarget {
  state: 'open' | 'committing' | 'aborted' | 'complete' = 'open';

  commit(): void {
    this.state = 'committing';
  }

  abort(): void {
    if (this.state !== 'open') throw new DOMException('The transaction has finished.', 'InvalidStateError');
    this.state = 'aborted';
    this.dispatchEvent(new Event('abort'));
  }

  complete(): void {
    this.state = 'complete';
    this.dispatchEvent(new Event('complete'));
  }
}

/** A store, its transactions, and the page that uses it. */
function begun() {
  const page = new EventTarget();
  const transactions: FakeTransaction[] = [];
  const use: UseStore = async (_mode, work) => {
    const transaction = new FakeTransaction();
    transactions.push(transaction);
    const entries: Pick<IDBObjectStore, 'transaction'> = { transaction: transaction as unknown as IDBTransaction };
    return work(entries as IDBObjectStore);
  };
  const states = () => transactions.map(({ state }) => state);
  const tell = (type: 'pagehide' | 'pageshow') => page.dispatchEvent(new Event(type));
  return { use: endedByPage(use, page), transactions, states, tell };
}

/** Resolves when the transaction of `entries` is complete. Rejects when it is aborted. */
function end({ transaction }: IDBObjectStore): Promise<string> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve('done'));
    transaction.addEventListener('abort', () => reject(new Error('aborted')));
  });
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('a store of a page', () => {
  test('a page that goes away leaves no transaction open', async () => {
    const { use, transactions, states, tell } = begun();
    use('readonly', end);
    use('readwrite', end);
    use('readwrite', (entries) => entries.transaction.commit());
    use('readonly', end);
    await settle();
    transactions[3]?.complete();
    tell('pagehide');
    await settle();
    expect(states()).toEqual(['aborted', 'aborted', 'committing', 'complete']);
  });

  test('a page that goes away can only write if it commits at once', async () => {
    const { use, states, tell } = begun();
    tell('pagehide');
    use('readwrite', (entries) => entries.transaction.commit());
    use('readwrite', end);
    use('readonly', end);
    await settle();
    expect(states()).toEqual(['committing', 'aborted']);
  });

  test('a page that comes back repeats aborted transactions, and runs those that waited', async () => {
    const { use, transactions, states, tell } = begun();
    const before = use('readonly', end);
    await settle();
    tell('pagehide');
    const between = use('readonly', end);
    await settle();
    expect(states()).toEqual(['aborted']);
    tell('pageshow');
    await settle();
    expect(states()).toEqual(['aborted', 'open', 'open']);
    for (const transaction of transactions.slice(1)) transaction.complete();
    expect(await Promise.all([before, between])).toEqual(['done', 'done']);
    tell('pagehide');
    expect(states()).toEqual(['aborted', 'complete', 'complete']);
  });

  test('a transaction that the page ended is repeated even if the page is back before the abort is reported', async () => {
    const { use, transactions, states, tell } = begun();
    const read = use('readonly', end);
    await settle();
    tell('pagehide');
    tell('pageshow');
    await settle();
    expect(states()).toEqual(['aborted', 'open']);
    transactions[1]?.complete();
    expect(await read).toBe('done');
  });

  test('a transaction that fails while the page is open is not repeated', async () => {
    const { use, transactions } = begun();
    const read = use('readonly', end);
    await settle();
    transactions[0]?.abort();
    await expect(read).rejects.toThrow('aborted');
  });
});
