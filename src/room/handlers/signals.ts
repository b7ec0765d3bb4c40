/**
 * Passes on signals that are not stored: who is typing, and how far a member has read. Decides how often, to whom, and
 * when to drop them.
 */

import { READ_MS, TYPING_MEMBERS, TYPING_MS } from '../../protocol/limits.ts';
import type { ReadRequest } from '../../protocol/requests.ts';
import { silence } from '../access/restraints.ts';
import { rankOf } from '../access/roles.ts';
import type { RoomConfig } from '../config.ts';
import type { Present } from '../events/present.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';

/** How much too early a signal may arrive. It was sent in time if the network delayed the signal before it. */
const EARLY_MS = 500;

/** The parts of the room that know the receivers. */
export interface SignalsOptions {
  config: Pick<RoomConfig, 'admins'>;
  present: Present;
  pipeline: Pipeline<Connection>;
  presence: Presence;
  telling: Telling<Connection>;
}

/** Hibernation loses the times of earlier signals. By then the room was quiet for longer than any of the intervals. */
export class Signals {
  readonly #config: SignalsOptions['config'];
  readonly #present: Present;
  readonly #pipeline: Pipeline<Connection>;
  readonly #presence: Presence;
  readonly #telling: Telling<Connection>;
  /** Member → when it was last reported as typing. Only members for whom it is too soon to report it again. */
  readonly #typed = new Map<string, number>();
  /** Connection → when it last sent its read position. */
  readonly #read = new WeakMap<Connection, number>();

  constructor({ config, present, pipeline, presence, telling }: SignalsOptions) {
    this.#config = config;
    this.#present = present;
    this.#pipeline = pipeline;
    this.#presence = presence;
    this.#telling = telling;
  }

  /** Tells the others that a member is typing. Under load these signals are dropped first, since nobody misses them. */
  typing({ memberId, name }: Connection, now: number): void {
    const { connections, count } = this.#presence.roster;
    if (count > TYPING_MEMBERS || this.#pipeline.isBusy(now)) return;
    const { moderation } = this.#present.state;
    if (silence(moderation, { id: memberId, rank: rankOf(memberId, moderation, this.#config.admins) }, now)) return;
    for (const [id, at] of this.#typed) if (!isSoon(at, now, TYPING_MS)) this.#typed.delete(id);
    if (this.#typed.has(memberId)) return;
    this.#typed.set(memberId, now);
    const others = [...connections].filter((other) => other.v1 && other.memberId !== memberId);
    this.#telling.relay(others, { type: 'typing', from: name, fromId: memberId });
  }

  /** Tells the member's other sessions how far it has read. */
  read(connection: Connection, frame: ReadRequest, now: number): void {
    const { memberId, sessionTag } = connection;
    const data = Math.min(frame.data, this.#present.head);
    const at = this.#read.get(connection);
    if (data === 0 || (at !== undefined && isSoon(at, now, READ_MS))) return;
    this.#read.set(connection, now);
    const own = [...this.#presence.roster.connectionsOf(memberId)];
    const others = own.filter((other) => other.v1 && other.sessionTag !== sessionTag);
    this.#telling.relay(others, { type: 'read', data });
  }
}

/** The clock may be set back, which must not make anybody wait. */
function isSoon(at: number, now: number, ms: number): boolean {
  return now >= at && now - at < ms - EARLY_MS;
}
