/** The audit list: acts about the room and its members from the log, and the restrictions and roles in force. */

import type { AuditFrame } from '../../protocol/frames.ts';
import { AUDIT_LIMIT, AUDIT_SCAN } from '../../protocol/limits.ts';
import { toRestricted } from '../access/moderation.ts';
import { auditedFrameOf } from '../events/frames.ts';
import type { Settled } from '../pipeline/settled.ts';

/**
 * One page of the audit list.
 * @param before events of the page have a lower `seq`; `undefined` for the newest
 * @param now Unix milliseconds
 */
export function audit(log: Settled, before: number | undefined, now: number): Omit<AuditFrame, 'type' | 'id'> {
  const { bans, mutes, roles } = log.state.moderation;
  const page = log.audited(before ?? log.head + 1, AUDIT_LIMIT, AUDIT_SCAN);
  return {
    data: page.events.flatMap((event) => auditedFrameOf(event, log) ?? []),
    before: page.before,
    bans: toRestricted(bans, now),
    mutes: toRestricted(mutes, now),
    roles: [...roles].map(([id, role]) => ({ id, role })),
  };
}
