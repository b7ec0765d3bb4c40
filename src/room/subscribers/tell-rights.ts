/**
 * Tells members what they may do whenever an act changes it: their own role, or everybody's rights when the room gets
 * its first owner.
 */

import type { SelfFrame } from '../../protocol/frames.ts';
import { movedBy, rightsOf } from '../access/rights.ts';
import { roleOf } from '../access/roles.ts';
import type { RoomState } from '../access/types.ts';
import type { RoomConfig } from '../config.ts';
import type { Subscriber } from '../pipeline/stages.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import type { Roster } from '../presence/roster.ts';

/** The parts of the room that rights depend on, and that send them. */
export interface RightsOptions {
  config: Pick<RoomConfig, 'admins'>;
  log: { readonly state: RoomState };
  telling: Telling<Connection>;
  roster: Pick<Roster, 'ids' | 'connectionsOf'>;
}

/** Members that connect later learn their rights from `welcome`. */
export function tellRights({ config, log, telling, roster }: RightsOptions): Subscriber {
  // Evaluated when the frame is sent: by then the act has closed the connections that it closes.
  function* connectionsOf(ids: readonly string[]): Generator<Connection> {
    for (const id of ids) for (const connection of roster.connectionsOf(id)) if (connection.v1) yield connection;
  }
  return {
    name: 'tell_rights',
    afterCommit({ before }) {
      const { moderation } = log.state;
      for (const [rank, ids] of movedBy(before.moderation, moderation, config.admins, roster.ids)) {
        const data: SelfFrame['data'] = { role: roleOf(rank), may: rightsOf(rank, moderation) };
        telling.relay(connectionsOf(ids), { type: 'self', data });
      }
    },
  };
}
