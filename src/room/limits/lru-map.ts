/** A map with least-recently-used eviction and a bound: new names can't push it. Each value is made when its name is first asked for. */

/** More than a room has members who did something in the last seconds; some megabytes at most. */
const CAPACITY = 10_000;

export class LruMap<Value> {
  readonly #values = new Map<string, Value>();
  readonly #make: (now: number) => Value;
  readonly #isForgettable: (value: Value, now: number) => boolean;
  readonly #max: number;

  /**
   * @param make the value for a name that is not kept
   * @param isForgettable whether a new one would be no different
   * @param max how many are kept at most
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

  /** The value of `name`, which is from now on the one seen last. */
  get(name: string, now: number): Value {
    const known = this.#values.get(name);
    const value = known ?? this.#make(now);
    // A Map lists its keys in the order of their insertion.
    if (known !== undefined) this.#values.delete(name);
    else this.#forget(now);
    this.#values.set(name, value);
    return value;
  }

  /** The value of `name` if there is one. */
  peek(name: string): Value | undefined {
    return this.#values.get(name);
  }

  #forget(now: number): void {
    for (const [name, value] of this.#values) {
      if (this.#values.size < this.#max && !this.#isForgettable(value, now)) return;
      this.#values.delete(name);
    }
  }
}
