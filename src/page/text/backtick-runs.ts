/** Runs of backticks, which can begin or end code. Pure. */

import { withoutFaces } from './kaomoji.ts';

/**
 * The positions of each run of backticks, last position first. Each backtick of an escaped run also counts as a run of
 * its own.
 */
export function tickRuns(text: string): Map<string, number[]> {
  const runs = new Map<string, number[]>();
  const plain = withoutFaces(text);
  for (const { 0: run, index } of [...plain.matchAll(/`+/g), ...plain.matchAll(/(?:\\`){2,}/g)].reverse())
    runs
      .set(run, runs.get(run) ?? [])
      .get(run)
      ?.push(index);
  return runs;
}
