import { describe, expect, test } from 'vitest';
import { keepsSettings } from '../../../src/page/features/connection/storage-warnings.ts';
import { type Memory, Store } from '../../../src/page/state/local-storage.ts';

/** A fake `localStorage` that contains `values` and has space for `most` of them. */
function memory(values: Map<string, string>, most: number): Memory {
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem(key, value) {
      if (!values.has(key) && values.size >= most) throw new DOMException('Full.', 'QuotaExceededError');
      values.set(key, value);
    },
    removeItem: (key) => void values.delete(key),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
}

const insecure = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

/** A `localStorage` that forbids every access. */
const forbidden: Memory = {
  getItem: insecure,
  setItem: insecure,
  removeItem: insecure,
  key: insecure,
  get length() {
    return insecure();
  },
};

describe('values that the browser doesn’t store', () => {
  for (const [what, refused] of Object.entries({
    'has no memory': undefined,
    forbids: forbidden,
    'is full': memory(new Map(), 0),
  }))
    test(`a value lasts as long as the page in a browser that ${what}`, () => {
      const store = new Store(refused);
      store.set('key:den', 'secret');
      store.set('key:attic', 'other');
      store.set('key:attic', undefined);
      expect(store.get('key:den')).toBe('secret');
      expect(store.get('key:attic')).toBeUndefined();
      expect(store.keys('key:')).toEqual(['den']);
      expect(keepsSettings(store)).toBe(false);
    });

  test('the store finds out whether values last, and leaves nothing behind', () => {
    const values = new Map<string, string>();
    expect(keepsSettings(new Store(memory(values, 1)))).toBe(true);
    expect(values.size).toBe(0);
  });

  test('a value that couldn’t be stored is newer than the stored one', () => {
    const values = new Map([['parley:name', 'Ana']]);
    const store = new Store({ ...memory(values, 1), setItem: insecure });
    store.set('name', 'Bo');
    expect(store.get('name')).toBe('Bo');
    expect(store.keys('')).toEqual(['name']);
    expect(new Store(memory(values, 1)).get('name')).toBe('Ana');
  });
});
