/** Condenses the joins, leaves and renames between two messages to their outcomes. Pure. */

import type { Notice } from '../../../../client/index.ts';

type Cause = Notice['cause'];

export type Told =
  | { kind: 'joined' | 'passed'; key: string; name: string }
  | { kind: 'left'; key: string; name: string; cause: Cause }
  | { kind: 'renamed'; key: string; was: string; name: string }
  /** What a moderator did to somebody. */
  | { kind: 'act'; key: string; who: Notice['who']; mod: NonNullable<Notice['mod']> }
  /** A change of the room's settings, and its author. */
  | { kind: 'set'; key: string; set: NonNullable<Notice['set']> }
  | { kind: 'text'; key: string; text: string };

/** One person, from the first thing that is told of them to the last. */
interface Course {
  key: string;
  /** Their name before it; `undefined`: they were not here. */
  before: string | undefined;
  /** Their name after it; `undefined`: they are gone. */
  after: string | undefined;
  /** The name that they had last, and how they left with it. */
  last: string;
  cause: Cause;
}

/**
 * The outcome of `notices`, each in the place of the first thing that led to it: who joined and took a name has joined under it,
 * who left and came back isn't mentioned. Empty where all is as it was.
 */
export function toldOf(notices: readonly Notice[]): Told[] {
  const told: (Told | Course)[] = [];
  const courses = new Map<string, Course>();
  for (const notice of withoutRemoved(notices)) {
    const { key, event, who, mod, set, text } = notice;
    if (mod) told.push({ kind: 'act', key: `${key}`, who, mod });
    else if (set) told.push({ kind: 'set', key: `${key}`, set });
    else if (event === 'notice') told.push({ kind: 'text', key: `${key}`, text });
    // What comes after an act may undo what came before it: both are told.
    if (mod) courses.delete(mod.who);
    else for (const { id, name } of who) step(id, name, notice);
  }
  return told.flatMap((one) => ('kind' in one ? one : outcome(one)));

  function step(id: string, name: string, { key, event, was, cause }: Notice): void {
    if (event === 'notice') return;
    let course = courses.get(id);
    if (!course) {
      const before = event === 'join' ? undefined : event === 'rename' ? (was ?? name) : name;
      course = { key: `${key} ${id}`, before, after: before, last: name, cause };
      courses.set(id, course);
      told.push(course);
    }
    course.after = event === 'leave' ? undefined : name;
    course.last = name;
    course.cause = cause;
  }
}

const SUMMED = ['joined', 'left', 'passed', 'renamed'] as const;

/** How many came, went or took a name where it would take too long to name each. */
export interface Sum {
  sum: (typeof SUMMED)[number];
  key: string;
  count: number;
}

/**
 * `told` where more than `most` would be too long: of those who came, went or took a name between two acts a number, and one
 * alone by name. Every act is told, and in its place, for a later one may undo an earlier one.
 */
export function condensed(told: readonly Told[], most: number): (Told | Sum)[] {
  if (told.length <= most) return [...told];
  const runs: Told[][] = [];
  for (const one of told) {
    const run = runs.at(-1);
    if (run?.[0] && isSummed(one) && isSummed(run[0])) run.push(one);
    else runs.push([one]);
  }
  return runs.flatMap(summed);
}

function isSummed({ kind }: Told): boolean {
  return SUMMED.some((one) => one === kind);
}

function summed(run: readonly Told[]): (Told | Sum)[] {
  if (run.length === 1) return [...run];
  return SUMMED.flatMap((kind) => {
    const [first, ...rest] = run.filter((one) => one.kind === kind);
    return first && rest.length > 0
      ? { sum: kind, key: `${kind} ${first.key}`, count: rest.length + 1 }
      : (first ?? []);
  });
}

function outcome({ key, before, after, last, cause }: Course): Told[] {
  if (after === undefined) {
    if (before === undefined && isOrdinary(cause)) return [{ kind: 'passed', key, name: last }];
    return [{ kind: 'left', key, name: before ?? last, cause }];
  }
  if (before === undefined) return [{ kind: 'joined', key, name: after }];
  return before === after ? [] : [{ kind: 'renamed', key, was: before, name: after }];
}

/** Whether somebody left by themselves, or by their line. */
function isOrdinary(cause: Cause): boolean {
  return cause === undefined || cause === 'left' || cause === 'lost' || cause === 'heartbeat';
}

/** Drops the leave of a member who was removed or banned, since the action already says so. */
function withoutRemoved(notices: readonly Notice[]): readonly Notice[] {
  const removed = new Set(
    notices.flatMap(({ mod }) => (mod?.action === 'kick' || mod?.action === 'ban' ? [mod.who] : [])),
  );
  return notices.filter(
    ({ cause, who }) => !((cause === 'kicked' || cause === 'banned') && who.every(({ id }) => removed.has(id))),
  );
}
