/** What this browser remembers: small JSON values under names of ours. */

/** What is used of `localStorage`; a test brings its own. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'parley:';

/** Where values are kept. Every call may fail in a browser that forbids or has run out of storage; then nothing is kept. */
export class Store {
  readonly #memory: Memory | undefined;

  constructor(memory: Memory | undefined) {
    this.#memory = memory;
  }

  /** The text kept under `key`. */
  get(key: string): string | undefined {
    try {
      return this.#memory?.getItem(PREFIX + key) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps `value` under `key`; `undefined` removes what is there. */
  set(key: string, value: string | undefined): void {
    try {
      if (value === undefined) this.#memory?.removeItem(PREFIX + key);
      else this.#memory?.setItem(PREFIX + key, value);
    } catch {
      // Not kept: the page works on without.
    }
  }

  /** The JSON object kept under `key`. Its fields are for the caller to check: another version may have written them. */
  record(key: string): Map<string, unknown> | undefined {
    try {
      const value: unknown = JSON.parse(this.get(key) ?? 'null');
      return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
    } catch {
      return undefined;
    }
  }

  /** What follows `prefix` in all keys that begin with it. */
  keys(prefix: string): string[] {
    const found: string[] = [];
    try {
      for (let index = 0; index < (this.#memory?.length ?? 0); index++) {
        const key = this.#memory?.key(index);
        if (key?.startsWith(PREFIX + prefix)) found.push(key.slice(PREFIX.length + prefix.length));
      }
    } catch {
      return [];
    }
    return found;
  }

  /** The key of a `storage` event, as this store names it. */
  static keyOf(event: { key: string | null }): string | undefined {
    return event.key?.startsWith(PREFIX) ? event.key.slice(PREFIX.length) : undefined;
  }
}

/** This browser's. Reading `localStorage` itself throws where storage is forbidden. */
function browserMemory(): Memory | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** What this browser remembers. */
export const store = new Store(browserMemory());
