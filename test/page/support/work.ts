/** Counts the characters that code processes in strings, so that tests of growth need no clock. */

type Method = (this: string, ...args: never[]) => unknown;

/** The cost of a call, from its string and its result. */
const COSTS: Readonly<Record<string, (text: string, result: unknown) => number>> = {
  ...Object.fromEntries(
    ['normalize', 'toLowerCase', 'toLocaleLowerCase', 'toUpperCase', 'trim', 'trimStart', 'trimEnd', 'includes'].map(
      (name) => [name, ({ length }: string) => length],
    ),
  ),
  ...Object.fromEntries(
    ['replace', 'replaceAll', 'split', 'matchAll'].map((name) => [name, ({ length }: string) => length]),
  ),
  slice: (_, result) => String(result).length,
  indexOf: ({ length }, result) => (Number(result) < 0 ? length : 1),
  charAt: () => 1,
  codePointAt: () => 1,
};

/**
 * The work of `run`: the characters that string methods went over, plus one for each attempt and each match of a
 * pattern and each lookup in a map. The work inside a pattern isn't counted. Comments in the code explain why each
 * pattern is linear.
 */
export function workOf(run: () => void): number {
  return counting((work) => work(run));
}

/**
 * Like `workOf`, for many runs: `body` is given the function that counts. Replacing the methods of strings for each run
 * would take longer than most runs, because that discards compiled code.
 */
export function counting<T>(body: (work: typeof workOf) => T): T {
  let work = 0;
  const undo: (() => void)[] = [];
  const patch = <T extends object>(
    owner: T,
    name: keyof T & string,
    costOf: (self: never, result: unknown) => number,
  ) => {
    const original = owner[name] as Method;
    undo.push(() => {
      owner[name] = original as T[keyof T & string];
    });
    owner[name] = function (this: never, ...args: never[]): unknown {
      const result = original.apply(this, args);
      work += 1 + costOf(this, result);
      return result;
    } as T[keyof T & string];
  };
  for (const [name, costOf] of Object.entries(COSTS)) patch(String.prototype, name as 'slice', costOf);
  patch(RegExp.prototype, 'exec', (_, result) => (Array.isArray(result) ? String(result[0]).length : 0));
  patch(Map.prototype, 'get', () => 0);
  try {
    return body((run) => {
      const before = work;
      run();
      return work - before;
    });
  } finally {
    for (const one of undo) one();
  }
}
