/**
 * The schema of a room, in numbered steps that only add: a column, which old statements don't name, or a table. Nothing
 * is renamed or dropped. A room can therefore be read without a step for as long as it is only read, and older code can
 * read and write a room that has it.
 * A room takes a step with the first write that needs it, in the same transaction. So each write names the steps it
 * needs, as meta.ts does for the state of the room.
 * A **kind of event** that older code can't read has the number of its schema among its traits. It is not a step,
 * because nothing is added.
 * To add a **column**, add a step, and make the code that reads the column work without it.
 * To add a **table**, add a step that creates the table and enters its name in the column `tables` of `meta`, a JSON
 * list. (The first such step needs an earlier one that adds this column.) The table exists if the list names it. The
 * row of `meta` is read once after each wake, so no query has to fail to find out. test/room/log/migrations.test.ts
 * does this.
 */

import { KINDS, type Kind, traitsOf } from '../../protocol/events/traits.ts';

/** The row of `meta` as stored, with whichever columns it has. */
export type MetaRow = Readonly<Record<string, SqlStorageValue>>;

export interface Step {
  /** The schema version that introduced the step. */
  readonly number: number;
  /** Whether a room has taken the step, judging by its `meta` row. */
  isTaken(meta: MetaRow): boolean;
  /** The statements that add the column or table. */
  readonly sql: readonly string[];
  /**
   * Code that doesn't know the step would do harm by writing to the room. The step raises `meta.version` to its number,
   * and older code refuses the room from then on, so the deployment can't be rolled back.
   */
  readonly refusesOlder: boolean;
}

/** Roles, bans, mutes and the lock. Code of version 1 would let everybody in. */
export const MODERATION: Step = {
  number: 2,
  isTaken: (meta) => 'house' in meta,
  sql: ['ALTER TABLE meta ADD COLUMN house TEXT'],
  refusesOlder: true,
};

const STEPS: readonly Step[] = [MODERATION];

/** The parts of the schema that a room has. */
export interface Schema {
  /** `meta.version`: the oldest version of this software that may write to the room. */
  readonly version: number;
  readonly taken: ReadonlySet<Step>;
}

const VERSION_1: Schema = { version: 1, taken: new Set() };
/** The schema of a newly created room (`createTables`). */
export const NEW_SCHEMA: Schema = withSteps(VERSION_1, [MODERATION]);
/** The highest `meta.version` that this code can read and write. */
export const KNOWN_VERSION = withKinds(withSteps(VERSION_1, STEPS), KINDS).version;

/** The schema of a stored room. */
export function schemaOf(meta: MetaRow, version: number, steps: readonly Step[] = STEPS): Schema {
  return { version, taken: new Set(steps.filter((step) => step.isTaken(meta))) };
}

/** The schema of a room that has also taken these steps. */
export function withSteps({ version, taken }: Schema, steps: readonly Step[]): Schema {
  const versions = steps.filter(({ refusesOlder }) => refusesOlder).map(({ number }) => number);
  return { version: Math.max(version, ...versions), taken: new Set([...taken, ...steps]) };
}

/** The schema of a room that also has events of these kinds. */
export function withKinds({ version, taken }: Schema, kinds: Iterable<Kind>): Schema {
  let oldest = version;
  for (const kind of kinds) oldest = Math.max(oldest, traitsOf(kind).schema);
  return { version: oldest, taken };
}

/**
 * Takes those of the given steps that the room lacks, in order.
 * @returns rows written. `meta.version` is not among them: it is written with the rest of its row (meta.ts)
 */
export function takeSteps(sql: SqlStorage, { taken }: Schema, steps: readonly Step[]): number {
  const statements = steps.filter((step) => !taken.has(step)).flatMap((step) => step.sql);
  return statements.reduce((rows, statement) => rows + sql.exec(statement).rowsWritten, 0);
}

/** Creates the tables of a new room, without rows. @returns rows written */
export function createTables(sql: SqlStorage): number {
  const event = sql.exec(
    `CREATE TABLE event (
      seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref INTEGER, member TEXT NOT NULL, sid TEXT NOT NULL, cid TEXT,
      name TEXT NOT NULL, ts INTEGER NOT NULL, data TEXT NOT NULL, state TEXT
    )`,
  );
  const meta = sql.exec(
    'CREATE TABLE meta (version INTEGER NOT NULL, epoch TEXT NOT NULL, settings TEXT NOT NULL, house TEXT)',
  );
  return event.rowsWritten + meta.rowsWritten;
}
