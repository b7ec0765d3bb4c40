/** The admin API: what the owner of a room asks over HTTP. Reads, and leaves nothing behind in a room where nobody wrote. */

import type { RoomReport } from '../../protocol/diagnostics.ts';
import type { ApiRight, ApiVerdict, ExportPage, RoomSummary } from '../../protocol/export.ts';
import { refuse } from '../../protocol/refusal.ts';
import type { Proof, Proofs } from '../access/proofs.ts';
import { may, rankOf, whoMay } from '../access/roles.ts';
import { toSettings } from '../access/settings.ts';
import type { RoomConfig } from '../config.ts';
import type { Stored } from '../events/body.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Connection } from '../presence/connection.ts';
import type { Presence } from '../presence/presence.ts';
import type { Diagnostics } from './diagnostics.ts';
import { exportPage } from './export.ts';

/** The parts of the room that the admin API works with. */
export interface AdminApiOptions {
  config: RoomConfig;
  log: EventLog<Stored>;
  pipeline: Pipeline<Connection>;
  presence: Presence;
  proofs: Proofs;
  diagnostics: Diagnostics;
}

export class AdminApi {
  readonly #config: RoomConfig;
  readonly #log: EventLog<Stored>;
  readonly #pipeline: Pipeline<Connection>;
  readonly #presence: Presence;
  readonly #proofs: Proofs;
  readonly #diagnostics: Diagnostics;

  constructor({ config, log, pipeline, presence, proofs, diagnostics }: AdminApiOptions) {
    this.#config = config;
    this.#log = log;
    this.#pipeline = pipeline;
    this.#presence = presence;
    this.#proofs = proofs;
    this.#diagnostics = diagnostics;
  }

  /**
   * How the room does.
   * @param listed the connections of all sockets that the runtime lists
   * @param alarmAt when the alarm comes, `null` if none is set
   */
  report(listed: readonly Connection[], alarmAt: number | null): RoomReport {
    const { count: members, connections: counted } = this.#presence.roster;
    const state = { members, counted, listed, alarmAt, seq: this.#log.head, rows: this.#log };
    return this.#diagnostics.report(state, Date.now());
  }

  /** Whether a member may, and whether its proof is good for it. */
  authorise(memberId: string, right: ApiRight, proof: Proof): ApiVerdict {
    this.#pipeline.settle();
    const badProof = this.#proofs.use(memberId, proof, 'call', Date.now());
    if (badProof) return badProof;
    const { moderation } = this.#log.state;
    const rank = rankOf(memberId, moderation, this.#config.admins);
    return may(rank, right, moderation) ? 'allowed' : refuse('forbidden', whoMay(right));
  }

  /** Events after `after`, as many as a page holds. */
  page(after: number): ExportPage {
    this.#pipeline.settle();
    return exportPage(this.#log, after);
  }

  /** What there is to say about the room in a line. */
  summary(): RoomSummary {
    this.#pipeline.settle();
    this.#presence.expire(Date.now());
    const log = this.#log;
    const { topic, locked } = toSettings(log.state);
    const owners = [...log.state.moderation.roles].filter(([, role]) => role === 'owner').map(([id]) => id);
    const members = this.#presence.roster.count;
    const { head: seq, floor, headTs } = log;
    return { members, seq, floor, ts: floor > seq ? 0 : headTs, locked, topic, owners };
  }

  /**
   * Sends everybody away, for the room is to be deleted.
   * @param epoch of the log that was exported; if it is another by now nothing is done
   * @param seq the newest event that was exported; if another is the newest by now nothing is done
   * @returns whether it was done
   */
  vacate(epoch: string, seq: number): boolean {
    this.#pipeline.settle();
    if (this.#log.epoch !== epoch || this.#log.head !== seq) return false;
    this.#presence.closeAll('kicked', 'The room was closed.');
    return true;
  }
}
