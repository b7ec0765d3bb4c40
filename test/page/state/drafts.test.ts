import { effect } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Drafts } from '../../../src/page/state/drafts.ts';
import { type Memory, Store } from '../../../src/page/state/local-storage.ts';

/** A fake `localStorage`. */
function memory(): Memory {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('drafts', () => {
  test('a draft is restored in its own room after a reload', () => {
    const store = new Store(memory());
    const drafts = new Drafts(store);
    drafts.set('a', 'half a sen');
    expect(drafts.get('a')).toBe('half a sen');
    drafts.flush();
    expect(new Drafts(store).get('a')).toBe('half a sen');
    expect(new Drafts(store).get('b')).toBe('');
  });

  test('a draft is stored after a pause in typing', () => {
    const store = new Store(memory());
    const drafts = new Drafts(store);
    drafts.set('a', 'x');
    expect(new Drafts(store).get('a')).toBe('');
    vi.runAllTimers();
    expect(new Drafts(store).get('a')).toBe('x');
  });

  test('the draft of a sent message is removed at once', () => {
    const store = new Store(memory());
    const drafts = new Drafts(store);
    drafts.set('a', 'x');
    drafts.flush();
    drafts.set('a', '');
    expect(new Drafts(store).get('a')).toBe('');
  });

  test('other tabs are told when a draft is stored, and of every change of its reply', () => {
    const told: string[] = [];
    const drafts: Drafts = new Drafts(new Store(memory()), (room) => told.push(`${room}: ${drafts.get(room)}`));
    drafts.set('a', 'x');
    expect(told).toEqual([]);
    vi.runAllTimers();
    drafts.setReply('a', { epoch: 'e', seq: 1 });
    drafts.set('a', '');
    expect(told).toEqual(['a: x', 'a: x', 'a: ']);
  });

  test('a draft from another tab is adopted, unless this tab is typing something newer', () => {
    const drafts = new Drafts(new Store(memory()));
    drafts.set('a', 'x');
    expect(drafts.take('a', 'old')).toBe(false);
    expect(drafts.get('a')).toBe('x');
    vi.runAllTimers();
    expect(drafts.take('a', 'from there')).toBe(true);
    expect(drafts.get('a')).toBe('from there');
  });

  test('the field is told of a draft that was replaced elsewhere, but not of its own typing', () => {
    const drafts = new Drafts(new Store(memory()));
    const seen: string[] = [];
    const end = effect(() => void seen.push(drafts.get('a')));
    drafts.set('a', 'typed');
    expect(seen).toEqual(['']);
    drafts.replace('a', 'put back');
    expect(seen).toEqual(['', 'put back']);
    drafts.flush();
    drafts.take('a', 'from there');
    expect(seen).toEqual(['', 'put back', 'from there']);
    end();
  });

  test('a draft lasts as long as the page if the browser stores nothing', () => {
    const full = {
      ...memory(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    const drafts = new Drafts(new Store(full));
    drafts.set('a', 'x');
    drafts.flush();
    expect(drafts.get('a')).toBe('x');
  });
});

describe('the store', () => {
  test('the keys with a prefix are listed', () => {
    const store = new Store(memory());
    store.set('room:a', '{"read":1}');
    store.set('room:b', '{');
    store.set('name', 'x');
    expect(store.keys('room:').sort()).toEqual(['a', 'b']);
    expect(store.record('room:a')?.get('read')).toBe(1);
    expect(store.record('room:b')).toBeUndefined();
    expect(store.record('room:c')).toBeUndefined();
  });

  test('changes of other tabs are reported by key, and foreign keys are ignored', () => {
    const store = new Store(memory());
    expect(store.heard({ key: 'parley:room:a' })).toBe('room:a');
    expect(store.heard({ key: 'other' })).toBeUndefined();
    expect(store.heard({ key: null })).toBeUndefined();
  });

  test('a value from another tab replaces one that this tab couldn’t store', () => {
    const full = memory();
    let isFull = true;
    const store = new Store({
      ...full,
      getItem: (key) => full.getItem(key),
      setItem: (key, value) => {
        if (isFull) throw new Error('full');
        full.setItem(key, value);
      },
    });
    store.set('name', 'Ana');
    isFull = false;
    full.setItem('parley:name', 'Anabel');
    expect(store.get('name')).toBe('Ana');
    store.heard({ key: 'parley:name' });
    expect(store.get('name')).toBe('Anabel');
  });
});
