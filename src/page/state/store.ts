/** What this browser remembers: small JSON values in localStorage. */

import { allowed } from '../../client/allowed.ts';

/** What is used of `localStorage`; a test brings its own. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'parley:';

/** Where values are kept. Every call may fail in a browser that forbids or has run out of storage; then they last as long as the page. */
export class Store {
  readonly #memory: Memory | undefined;
  /** What could not be kept. */
  readonly #unkept = new Map<string, string>();

  constructor(memory: Memory | undefined) {
    this.#memory = memory;
  }

  /** The text kept under `key`. */
  get(key: string): string | undefined {
    return this.#unkept.get(key) ?? allowed(() => this.#memory?.getItem(PREFIX + key)) ?? undefined;
  }

  /** Keeps `value` under `key`; `undefined` removes what is there. */
  set(key: string, value: string | undefined): void {
    this.#unkept.delete(key);
    const isKept = allowed(() => {
      if (value === undefined) this.#memory?.removeItem(PREFIX + key);
      else this.#memory?.setItem(PREFIX + key, value);
      return this.#memory !== undefined;
    });
    if (!isKept && value !== undefined) this.#unkept.set(key, value);
  }

  /** Whether values outlive the page. */
  keeps(): boolean {
    const probe = 'probe';
    this.set(probe, probe);
    const isKept = !this.#unkept.has(probe);
    this.set(probe, undefined);
    return isKept;
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
    const kept =
      allowed(() => Array.from({ length: this.#memory?.length ?? 0 }, (_, at) => this.#memory?.key(at))) ?? [];
    const all = new Set([...kept, ...[...this.#unkept.keys()].map((key) => PREFIX + key)]);
    return [...all].flatMap((key) =>
      key?.startsWith(PREFIX + prefix) ? key.slice(PREFIX.length + prefix.length) : [],
    );
  }

  /** Takes a `storage` event: what another tab keeps is newer than what this one couldn't. Returns its key, as this store names it. */
  heard(event: { key: string | null }): string | undefined {
    if (!event.key?.startsWith(PREFIX)) return undefined;
    const key = event.key.slice(PREFIX.length);
    this.#unkept.delete(key);
    return key;
  }
}

/** What this browser remembers. Reading `localStorage` itself throws where storage is forbidden, and it is null in some apps. */
export const store = new Store(allowed(() => globalThis.localStorage) ?? undefined);
