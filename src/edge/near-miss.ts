/** Detects misspelt setting names. Otherwise a typo would be ignored and the default would apply. */

/**
 * Only long names tolerate two wrong letters. A short name with two letters changed can be a different one (ROOM_NAME,
 * ROOM_RATE).
 */
const LONG = 12;

/**
 * The known name that `name` probably stands for, if any.
 * @param known all valid names; none of them counts as misspelt
 */
export function nearMiss(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const plain = plainOf(name);
  return known.find((other) => distance(plain, plainOf(other)) <= (other.length < LONG ? 1 : 2));
}

/** Ignores case and the separators between words. */
function plainOf(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** The edit distance, with swaps of adjacent letters (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (above[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (above[j - 1] ?? 0) + same,
          swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
