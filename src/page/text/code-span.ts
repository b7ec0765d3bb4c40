/** Inline code, between two runs of equally many backticks. */

import { tickRuns } from './backtick-runs.ts';
import { characterBefore, type Mark, put, putText, take, WITHIN } from './line.ts';

/** Backticks that are escaped one by one count as one escaped run. */
const TICKS = /(?:\\`){2,}|\\?`+/y;

export const codeSpan: Mark = (line) => {
  const { text, nodes } = line;
  /** The positions of each run, last first. They are found in one pass, not again at every run. */
  let runs: ReturnType<typeof tickRuns> | undefined;
  /**
   * The position of the next `run` at or after `from`. Text is only read forwards, so earlier positions are never
   * needed again.
   */
  const nextRun = (run: string, from: number): number => {
    runs ??= tickRuns(text);
    const places = runs.get(run) ?? [];
    while ((places.at(-1) ?? text.length) < from) places.pop();
    return places.at(-1) ?? text.length;
  };
  /** The end of code whose beginning was escaped. The run there neither ends nor begins code. */
  let dead = -1;
  return () => {
    const { at } = line;
    const [run] = take(line, TICKS) ?? [];
    if (!run) return 0;
    const ticks = run.replaceAll('\\', '');
    const from = at + run.length;
    const end = Math.min(nextRun(ticks, from), nextRun(run, from));
    const isDead = at <= dead && dead < from;
    const inside = end < text.length ? text.slice(from, end) : '';
    // One space on both sides allows code that begins or ends with a backtick.
    const isPadded = inside.startsWith(' ');
    // Without its backslash, an escaped run right after another run would only extend that run.
    const isRest = run !== ticks && characterBefore(line) === '`' && nodes.at(-1)?.kind === 'text';
    const isCode =
      !isDead &&
      !isRest &&
      inside.trim() !== '' &&
      isPadded === inside.endsWith(' ') &&
      // A backtick within a word is an apostrophe.
      !(ticks.length === 1 && WITHIN.test(characterBefore(line)));
    if (isCode && run === ticks) {
      return put(line, { kind: 'code', text: isPadded ? inside.slice(1, -1) : inside }, end + ticks.length - at);
    }
    putText(line, isCode || isDead ? ticks : run);
    if (isCode) dead = end;
    return run.length;
  };
};
