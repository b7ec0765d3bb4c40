/** The commit of a flush: a single transaction. */

import type { Stored } from '../events/body.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Admitted, Committed, Failed } from './stages.ts';

/** Stores events and their effects, in order, in one transaction. */
export function commit(log: EventLog<Stored>, admitted: readonly Admitted[]): Committed | Failed {
  try {
    const appended = log.append(
      admitted.map(({ event }) => event),
      admitted.flatMap(({ effects }) => effects),
    );
    return { kind: 'stored', admitted, ...appended };
  } catch (error) {
    return { kind: 'failed', admitted, error };
  }
}
