/** A bounded map that evicts the least recently used entry. A value is made when its key is first asked for. */

/** More than the members who are active in one room within seconds. Takes some megabytes at most. */
const CAPACITY = 10_000;

export class LruMap<Value> {
  readonly #values = new Map<string, Value>();
  readonly #make: (now: number) => Value;
  readonly #isForgettable: (value: Value, now: number) => boolean;
  readonly #max: number;

  /**
   * @param make creates the value of a key that isn't in the map
   * @param isForgettable whether a value may be evicted early because a new one would be the same
   * @param max most entries
   */
  constructor(
    make: (now: number) => Value,
    isForgettable: (value: Value, now: number) => boolean = () => false,
    max = CAPACITY,
  ) {
    this.#make = make;
    this.#isForgettable = isForgettable;
    this.#max = max;
  }

  get size(): number {
    return this.#values.size;
  }

  /** The value of `key`, which becomes the most recently used one. */
  get(key: string, now: number): Value {
    const known = this.#values.get(key);
    const value = known ?? this.#make(now);
    // A Map iterates its keys in insertion order, so reinserting a key marks it as recently used.
    if (known !== undefined) this.#values.delete(key);
    else this.#forget(now);
    this.#values.set(key, value);
    return value;
  }

  /** The value of `key` if there is one. */
  peek(key: string): Value | undefined {
    return this.#values.get(key);
  }

  #forget(now: number): void {
    for (const [key, value] of this.#values) {
      if (this.#values.size < this.#max && !this.#isForgettable(value, now)) return;
      this.#values.delete(key);
    }
  }
}
