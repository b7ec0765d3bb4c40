/** What a stored act does to connections: whom it disconnects, and how. */

import type { WrongKeys } from '../access/lock.ts';
import { may, rankOf } from '../access/roles.ts';
import type { RoomConfig } from '../config.ts';
import type { Acts } from '../events/contract.ts';
import type { Present } from '../events/present.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';
import type { Roster } from '../presence/roster.ts';

/** The parts of the room that an act changes. */
export interface ActsOptions {
  config: Pick<RoomConfig, 'admins'>;
  present: Present;
  presence: Presence;
  wrongKeys: WrongKeys;
}

/** The effects of acts on connections. The act was broadcast before, so members who are sent away know who did it. */
export function actsOn({ config, present, presence, wrongKeys }: ActsOptions): Acts {
  return {
    expel(memberId, cause, why, { untilMs, addresses = false } = {}) {
      const { moderation } = present.state;
      const mayStay = (id: string) => may(rankOf(id, moderation, config.admins), 'enter', moderation);
      const own = [...presence.roster.connectionsOf(memberId)];
      const others = addresses ? othersAtAddressesOf(memberId, presence.roster, mayStay) : [];
      for (const connection of [...own, ...others]) presence.close(connection, cause, why, cause, { untilMs });
      // A lost member that is still counted has no connection.
      presence.expel(memberId, cause);
    },
    forgetWrongKeys: () => wrongKeys.forget(),
  };
}

/**
 * Other members' connections from a member's addresses.
 * @param mayStay whether a member is exempt from bans of addresses
 */
export function othersAtAddressesOf(
  memberId: string,
  here: Pick<Roster, 'connectionsOf' | 'connectionsFrom'>,
  mayStay: (memberId: string) => boolean,
): Connection[] {
  const addresses = new Set([...here.connectionsOf(memberId)].flatMap(({ address }) => address ?? []));
  return [...addresses]
    .flatMap((address) => [...here.connectionsFrom(address)])
    .filter((other) => other.memberId !== memberId && !mayStay(other.memberId));
}
