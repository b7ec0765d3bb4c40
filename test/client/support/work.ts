/** Counts how many array elements code visits, so that tests can measure the growth of work without a clock. */

/** Methods counted as visiting all elements, wherever they stop. */
const METHODS = ['concat', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'forEach', 'indexOf', 'map'] as const;
const COPIES = ['slice', 'toSpliced', 'with', 'toSorted', 'toReversed'] as const;

/** The work of `run`: the total length of arrays that it iterates over or copies by a method, a spread or a loop. */
export function workOf(run: () => void): number {
  let work = 0;
  const patched = [...METHODS, ...COPIES, Symbol.iterator] as const;
  const originals = patched.map((name) => Object.getOwnPropertyDescriptor(Array.prototype, name));
  patched.forEach((name, at) => {
    const { value: original } = originals[at] ?? {};
    Object.defineProperty(Array.prototype, name, {
      ...originals[at],
      value(this: unknown[], ...args: unknown[]): unknown {
        work += this.length;
        return Reflect.apply(original, this, args);
      },
    });
  });
  try {
    run();
  } finally {
    // A loop by index, because iteration would still be counted here.
    for (let at = 0; at < patched.length; at++) {
      const [name, original] = [patched[at], originals[at]];
      if (name !== undefined && original) Object.defineProperty(Array.prototype, name, original);
    }
  }
  return work;
}
