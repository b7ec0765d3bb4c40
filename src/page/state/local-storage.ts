/** What this browser remembers: small JSON values in localStorage. */

import { allowed } from '../../client/storage/if-allowed.ts';

/** The methods of `localStorage` that are used. Tests bring their own. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'parley:';

/**
 * Stores values. Every call may fail in a browser that forbids storage or has run out of it. The values then last as
 * long as the page.
 */
export class Store {
  readonly #memory: Memory | undefined;
  /** Values that couldn't be stored. */
  readonly #unkept = new Map<string, string>();

  constructor(memory: Memory | undefined) {
    this.#memory = memory;
  }

  /** The text stored under `key`. */
  get(key: string): string | undefined {
    return this.#unkept.get(key) ?? allowed(() => this.#memory?.getItem(PREFIX + key)) ?? undefined;
  }

  /**
   * Stores `value` under `key`; `undefined` removes the stored value.
   * @returns whether the browser stored the change
   */
  set(key: string, value: string | undefined): boolean {
    this.#unkept.delete(key);
    const isKept = allowed(() => {
      if (value === undefined) this.#memory?.removeItem(PREFIX + key);
      else this.#memory?.setItem(PREFIX + key, value);
      return this.#memory !== undefined;
    });
    if (!isKept && value !== undefined) this.#unkept.set(key, value);
    return isKept === true;
  }

  /**
   * The JSON object stored under `key`. The caller must check its fields, because another version may have written
   * them.
   */
  record(key: string): Map<string, unknown> | undefined {
    try {
      return fieldsOf(JSON.parse(this.get(key) ?? 'null'));
    } catch {
      return undefined;
    }
  }

  /** The rest of all keys that begin with `prefix`. */
  keys(prefix: string): string[] {
    const kept =
      allowed(() => Array.from({ length: this.#memory?.length ?? 0 }, (_, at) => this.#memory?.key(at))) ?? [];
    const all = new Set([...kept, ...[...this.#unkept.keys()].map((key) => PREFIX + key)]);
    return [...all].flatMap((key) =>
      key?.startsWith(PREFIX + prefix) ? key.slice(PREFIX.length + prefix.length) : [],
    );
  }

  /**
   * Handles a `storage` event. The value that another tab stores is newer than one that this tab couldn't store.
   * @returns the key, as this store names it
   */
  heard(event: { key: string | null }): string | undefined {
    if (!event.key?.startsWith(PREFIX)) return undefined;
    const key = event.key.slice(PREFIX.length);
    this.#unkept.delete(key);
    return key;
  }
}

/**
 * The storage of this browser. Accessing `localStorage` throws where storage is forbidden, and it is null in some apps.
 */
export const store = new Store(allowed(() => globalThis.localStorage) ?? undefined);

/** The fields of a JSON object; `undefined` for anything else. */
export function fieldsOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}
