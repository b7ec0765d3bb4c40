/** Runs of backticks, which may begin and end code. Pure. */

import { withoutFaces } from './kaomoji.ts';

/** Where the runs of backticks begin, by what they are, the last first. Of escaped ones each backtick is a run as well. */
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
