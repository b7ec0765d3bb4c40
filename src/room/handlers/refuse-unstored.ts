/** Handles events that could not be stored. */

import { refuse } from '../../protocol/refusal.ts';
import type { Diagnostics } from '../admin/diagnostics.ts';
import type { Failed } from '../pipeline/stages.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';

/** The parts of the room that a failure concerns. */
export interface UnstoredOptions {
  presence: Pick<Presence, 'roster'>;
  telling: Telling<Connection>;
  diagnostics: Pick<Diagnostics, 'storageFailed'>;
}

const NOT_STORED = refuse('storage', 'The event could not be stored.', { retryAfterMs: 1_000 });

/** Tells each sender, on all connections of the session that sent it, that its event was not stored. */
export function refuseUnstored({ admitted }: Failed, { presence, telling, diagnostics }: UnstoredOptions): void {
  diagnostics.storageFailed();
  for (const { event } of admitted)
    for (const connection of presence.roster.connectionsOf(event.member))
      if (connection.sessionTag === event.sessionTag)
        telling.refuse(connection, NOT_STORED, event.clientEventId ?? undefined);
}
