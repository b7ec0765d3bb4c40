/** Names that are nearly those of settings: a misspelt one would be ignored, and its default hold instead. */

/** A shorter name is another name with two letters changed (ROOM_NAME, ROOM_RATE); a longer one hardly. */
const LONG = 12;

/**
 * The known name that is meant by `name`, if any.
 * @param known names that mean something; none of them is a miss
 */
export function nearMiss(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const plain = plainOf(name);
  return known.find((other) => distance(plain, plainOf(other)) <= (other.length < LONG ? 1 : 2));
}

/** Without regard to case, and to what stands between words. */
function plainOf(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** How many letters have to be changed, added, taken away or swapped with their neighbour (optimal string alignment). */
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
