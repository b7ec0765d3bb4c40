/** What a stored act does to connections: which it sends away, and how. */

import type { ModData } from '../../protocol/events/mod.ts';
import type { LeaveCause } from '../../protocol/frames.ts';
import type { WrongKeys } from '../access/lock.ts';
import { may, rankOf } from '../access/roles.ts';
import type { RoomConfig } from '../config.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LoggedEvent } from '../log/types.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';
import type { Roster } from '../presence/roster.ts';

/** The parts of the room that an act changes. */
export interface ActsOptions {
  config: Pick<RoomConfig, 'admins'>;
  log: EventLog;
  presence: Presence;
  wrongKeys: WrongKeys;
}

/** Carries out what a stored event does to connections. It was told before: those who are sent away learn by whom. */
export function carryOut(event: LoggedEvent, { config, log, presence, wrongKeys }: ActsOptions): void {
  if (event.kind === 'set' && JSON.parse(event.data).locked) wrongKeys.forget();
  const { moderation } = log.state;
  const expulsion = expulsionBy(event, presence.roster, (id) =>
    may(rankOf(id, moderation, config.admins), 'enter', moderation),
  );
  if (!expulsion) return;
  const { who, connections, cause, why, untilMs } = expulsion;
  for (const connection of connections) presence.close(connection, cause, why, cause, { untilMs });
  // A member that is lost, but still counted, has no connection.
  presence.expel(who, cause);
}

export interface Expulsion {
  /** The member it was done to, who may be here without a connection. */
  who: string;
  connections: Connection[];
  cause: Extract<LeaveCause, 'kicked' | 'banned'>;
  /** In words for those who are sent away. */
  why: string;
  /** When a ban ends by itself. Unix milliseconds. */
  untilMs?: number | undefined;
}

/**
 * @param mayStay whether a member may be where an address is banned
 * @returns `undefined` if the event sends nobody away
 */
export function expulsionBy(
  { kind, data }: LoggedEvent,
  here: Pick<Roster, 'connectionsOf' | 'connectionsFrom'>,
  mayStay: (memberId: string) => boolean,
): Expulsion | undefined {
  if (kind !== 'mod') return undefined;
  const act: ModData = JSON.parse(data);
  const { who } = act;
  if (act.action !== 'kick' && act.action !== 'ban') return undefined;
  const own = [...here.connectionsOf(who)];
  if (act.action === 'kick')
    return { who, connections: own, cause: 'kicked', why: 'A moderator removed you from the room.' };
  const addresses = new Set(act.address ? own.flatMap(({ address }) => address ?? []) : []);
  const neighbours = [...addresses]
    .flatMap((address) => [...here.connectionsFrom(address)])
    .filter(({ memberId }) => memberId !== who && !mayStay(memberId));
  const until = act.untilMs === undefined ? '' : ` until ${new Date(act.untilMs).toISOString()}`;
  return {
    who,
    connections: [...own, ...neighbours],
    cause: 'banned',
    why: `A moderator banned you from the room${until}.`,
    untilMs: act.untilMs,
  };
}
