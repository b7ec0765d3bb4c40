/** Condenses the joins, leaves and renames between two messages to their outcomes. Pure. */

import type { Notice } from '../../../../client/index.ts';

type Cause = Notice['cause'];

export type Outcome =
  | { kind: 'joined' | 'passed'; key: string; name: string }
  | { kind: 'left'; key: string; name: string; cause: Cause }
  | { kind: 'renamed'; key: string; was: string; name: string }
  /** A moderation action on a member. */
  | { kind: 'act'; key: string; who: Notice['who']; mod: NonNullable<Notice['mod']> }
  /** A change of the room's settings, and its author. */
  | { kind: 'set'; key: string; set: NonNullable<Notice['set']> }
  | { kind: 'text'; key: string; text: string };

/** One person, from their first notice to the last. */
interface Course {
  key: string;
  /** The name before the first notice. `undefined` if the person wasn't present. */
  before: string | undefined;
  /** The name after the last notice. `undefined` if the person has left. */
  after: string | undefined;
  /** The name that the person had last, and how they left under it. */
  last: string;
  cause: Cause;
}

/**
 * The outcomes of `notices`, each in the place of its first notice. A member who joined and then took a name has joined
 * under that name. A member who left and came back isn't mentioned. Empty if nothing has changed.
 */
export function outcomesOf(notices: readonly Notice[]): Outcome[] {
  const outcomes: (Outcome | Course)[] = [];
  const courses = new Map<string, Course>();
  for (const notice of withoutRemoved(notices)) {
    const { key, event, who, mod, set, text } = notice;
    if (mod) outcomes.push({ kind: 'act', key: `${key}`, who, mod });
    else if (set) outcomes.push({ kind: 'set', key: `${key}`, set });
    else if (event === 'notice') outcomes.push({ kind: 'text', key: `${key}`, text });
    // A notice after an action may undo a notice before it, so both are shown.
    if (mod) courses.delete(mod.who);
    else for (const { id, name } of who) step(id, name, notice);
  }
  return outcomes.flatMap((one) => ('kind' in one ? one : outcomeOf(one)));

  function step(id: string, name: string, { key, event, was, cause }: Notice): void {
    if (event === 'notice') return;
    let course = courses.get(id);
    if (!course) {
      const before = event === 'join' ? undefined : event === 'rename' ? (was ?? name) : name;
      course = { key: `${key} ${id}`, before, after: before, last: name, cause };
      courses.set(id, course);
      outcomes.push(course);
    }
    course.after = event === 'leave' ? undefined : name;
    course.last = name;
    course.cause = cause;
  }
}

const SUMMED = ['joined', 'left', 'passed', 'renamed'] as const;

/** The number of people who joined, left or took a name, if naming each of them would take too long. */
export interface Sum {
  sum: (typeof SUMMED)[number];
  key: string;
  count: number;
}

/**
 * Shortens `outcomes` if it has more than `most` entries: people who joined, left or took a name between two actions are
 * counted, and one alone is named. Every action stays in its place, because a later one may undo an earlier one.
 */
export function condensed(outcomes: readonly Outcome[], most: number): (Outcome | Sum)[] {
  if (outcomes.length <= most) return [...outcomes];
  const runs: Outcome[][] = [];
  for (const one of outcomes) {
    const run = runs.at(-1);
    if (run?.[0] && isSummed(one) && isSummed(run[0])) run.push(one);
    else runs.push([one]);
  }
  return runs.flatMap(summed);
}

function isSummed({ kind }: Outcome): boolean {
  return SUMMED.some((one) => one === kind);
}

function summed(run: readonly Outcome[]): (Outcome | Sum)[] {
  if (run.length === 1) return [...run];
  return SUMMED.flatMap((kind) => {
    const [first, ...rest] = run.filter((one) => one.kind === kind);
    return first && rest.length > 0
      ? { sum: kind, key: `${kind} ${first.key}`, count: rest.length + 1 }
      : (first ?? []);
  });
}

function outcomeOf({ key, before, after, last, cause }: Course): Outcome[] {
  if (after === undefined) {
    if (before === undefined && isOrdinary(cause)) return [{ kind: 'passed', key, name: last }];
    return [{ kind: 'left', key, name: before ?? last, cause }];
  }
  if (before === undefined) return [{ kind: 'joined', key, name: after }];
  return before === after ? [] : [{ kind: 'renamed', key, was: before, name: after }];
}

/** Whether somebody left on their own, or because the connection broke. */
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
