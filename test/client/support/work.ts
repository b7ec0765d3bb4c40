/** Counts the elements of arrays that code goes over: a test of how work grows needs no clock by it. */

/** Methods that go over all of an array, whatever they find. */
const METHODS = ['concat', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'forEach', 'indexOf', 'map'] as const;
const COPIES = ['slice', 'toSpliced', 'with', 'toSorted', 'toReversed'] as const;

/** The work of `run`: the length of each array that it goes over or copies, by a method, a spread or a loop. */
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
    // By index: what goes over an array is still counted here.
    for (let at = 0; at < patched.length; at++) {
      const [name, original] = [patched[at], originals[at]];
      if (name !== undefined && original) Object.defineProperty(Array.prototype, name, original);
    }
  }
  return work;
}
