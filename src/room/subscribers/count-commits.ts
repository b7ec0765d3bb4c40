/** Counts commits for diagnostics. */

import type { Diagnostics } from '../admin/diagnostics.ts';
import type { Subscriber } from '../pipeline/stages.ts';

/** @param receivers all open connections */
export function countCommits(
  diagnostics: Pick<Diagnostics, 'flushed'>,
  receivers: { readonly size: number },
): Subscriber {
  return {
    name: 'count_commits',
    // Each event is sent to all connections except its sender's.
    afterCommit: ({ admitted }) => diagnostics.flushed(admitted.length, receivers.size - 1),
  };
}
