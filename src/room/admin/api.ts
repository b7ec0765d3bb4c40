/**
 * The admin API: what operators and moderators can request of a room over HTTP. It stores nothing in a room that has no
 * events.
 */

import type { ApiRight, ApiVerdict, ExportPage, RoomSummary } from '../../protocol/api.ts';
import type { RoomReport } from '../../protocol/diagnostics.ts';
import type { Proof } from '../../protocol/identity.ts';
import type { Position } from '../../protocol/position.ts';
import { refuse } from '../../protocol/refusal.ts';
import type { Proofs } from '../access/proofs.ts';
import { may, rankOf, whoMay } from '../access/roles.ts';
import { toSettings } from '../access/settings.ts';
import type { RoomConfig } from '../config.ts';
import type { Present } from '../events/present.ts';
import type { RowCounts } from '../log/types.ts';
import type { Settled } from '../pipeline/settled.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';
import type { Diagnostics } from './diagnostics.ts';
import { exportPage } from './export.ts';

/** The parts of the room that the admin API uses. */
export interface AdminApiOptions {
  config: RoomConfig;
  present: Present;
  settled: Settled;
  rows: RowCounts;
  presence: Presence;
  proofs: Proofs;
  diagnostics: Diagnostics;
}

export class AdminApi {
  readonly #config: RoomConfig;
  readonly #present: Present;
  readonly #settled: Settled;
  readonly #rows: RowCounts;
  readonly #presence: Presence;
  readonly #proofs: Proofs;
  readonly #diagnostics: Diagnostics;

  constructor({ config, present, settled, rows, presence, proofs, diagnostics }: AdminApiOptions) {
    this.#config = config;
    this.#present = present;
    this.#settled = settled;
    this.#rows = rows;
    this.#presence = presence;
    this.#proofs = proofs;
    this.#diagnostics = diagnostics;
  }

  /**
   * The report on the state of the room.
   * @param listed the connections of all sockets that the runtime lists
   * @param alarmAt when the alarm is due; `null` if none is set
   */
  report(listed: readonly Connection[], alarmAt: number | null): RoomReport {
    const { count: members, connections: counted } = this.#presence.roster;
    const state = { members, counted, listed, alarmAt, seq: this.#present.head, rows: this.#rows };
    return this.#diagnostics.report(state, Date.now());
  }

  /** Whether a member has the right, and its proof is valid. */
  authorise(memberId: string, right: ApiRight, proof: Proof): ApiVerdict {
    const badProof = this.#proofs.use(memberId, proof, 'call', Date.now());
    if (badProof) return badProof;
    const { moderation } = this.#present.state;
    const rank = rankOf(memberId, moderation, this.#config.admins);
    return may(rank, right, moderation) ? 'allowed' : refuse('forbidden', whoMay(right));
  }

  /** One page of events after `after`. */
  pageAfter(after: number): ExportPage {
    return exportPage(this.#settled, after);
  }

  /** The room's summary for a list of rooms. */
  summary(): RoomSummary {
    const log = this.#settled;
    const { topic, locked } = toSettings(log.state);
    this.#presence.expire(Date.now());
    const owners = [...log.state.moderation.roles].filter(([, role]) => role === 'owner').map(([id]) => id);
    const members = this.#presence.roster.count;
    const { head: seq, floor, headTs } = log;
    return { members, seq, floor, ts: floor > seq ? 0 : headTs, locked, topic, owners };
  }

  /**
   * Disconnects everybody before the room is deleted.
   * @param exported the position up to which the room was exported; if the log now ends elsewhere, nothing is done
   * @returns whether everybody was disconnected
   */
  vacate({ epoch, seq }: Position): boolean {
    if (this.#settled.epoch !== epoch || this.#settled.head !== seq) return false;
    this.#presence.closeAll('kicked', 'The room was closed.');
    return true;
  }
}
