/**
 * The Durable Object of one room. It dispatches the runtime's events to the parts of the room and creates those parts.
 */

import { DurableObject } from 'cloudflare:workers';
import type { ApiRight, ApiVerdict, ExportPage, RoomSummary } from '../protocol/api.ts';
import type { RoomReport } from '../protocol/diagnostics.ts';
import type { Proof } from '../protocol/identity.ts';
import type { Position } from '../protocol/position.ts';
import { DAY_MS } from '../protocol/time.ts';
import { orUnreadable, type Unreadable } from '../protocol/unreadable.ts';
import { WrongKeys } from './access/lock.ts';
import { Proofs } from './access/proofs.ts';
import { rankOf, roleOf } from './access/roles.ts';
import { AdminApi } from './admin/api.ts';
import { Diagnostics, label } from './admin/diagnostics.ts';
import type { RoomConfig } from './config.ts';
import type { Stored } from './events/body.ts';
import { EVENTS_CODEC } from './events/codec.ts';
import { moduleOf } from './events/registry.ts';
import { actsOn } from './handlers/acts.ts';
import { ConnectHandler } from './handlers/connect.ts';
import { FrameHandler } from './handlers/frames.ts';
import { Names } from './handlers/names.ts';
import { refuseUnstored } from './handlers/refuse-unstored.ts';
import { answerClose, Sockets } from './handlers/sockets.ts';
import { Prune, Reap } from './handlers/tasks.ts';
import { type BudgetOptions, HOLD_MS } from './limits/budget.ts';
import { Limiter } from './limits/limiter.ts';
import { TokenBucket } from './limits/token-bucket.ts';
import { EventLog } from './log/event-log.ts';
import { EventAdmission } from './pipeline/admission.ts';
import { AlarmHandle } from './pipeline/alarm-handle.ts';
import { Pipeline } from './pipeline/pipeline.ts';
import { Scheduler } from './pipeline/scheduler.ts';
import { Settled } from './pipeline/settled.ts';
import { Telling } from './pipeline/telling.ts';
import { Waiting } from './pipeline/waiting.ts';
import { type End, endOfClient } from './presence/close-causes.ts';
import type { Connection } from './presence/connection.ts';
import { Presence } from './presence/presence.ts';
import { countCommits } from './subscribers/count-commits.ts';
import { tellRights } from './subscribers/tell-rights.ts';

export class RoomObject extends DurableObject<Cloudflare.Env> {
  /** Tests read its counters. It isn't reachable from outside, because RPC doesn't expose instance properties. */
  readonly log: EventLog<Stored>;
  readonly #presence: Presence;
  readonly #sockets: Sockets;
  readonly #alarm: AlarmHandle;
  readonly #connectHandler: ConnectHandler;
  readonly #frameHandler: FrameHandler;
  readonly #adminApi: AdminApi;
  readonly #prune: Prune;
  readonly #scheduler: Scheduler;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env, config: RoomConfig) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    const core = coreOf(ctx, config);
    const { log, presence } = core;
    this.log = log;
    this.#presence = presence;
    const { roster } = presence;
    const limiter = new Limiter(config, Date.now(), env.WRITES && this.#budget(env.WRITES));
    const proofs = new Proofs(Date.now());
    this.#sockets = new Sockets(ctx, (connection) => {
      presence.restore(connection);
      proofs.restore(connection);
      limiter.restore(connection, Date.now());
    });
    this.#alarm = new AlarmHandle(ctx);
    const names = new Names({ config, present: core.present, roster, limiter });
    const parts = { ...core, limiter, proofs, names, sockets: this.#sockets, alarm: this.#alarm };
    this.#connectHandler = new ConnectHandler(parts);
    this.#frameHandler = new FrameHandler({
      ...parts,
      alone: (work) => ctx.waitUntil(ctx.blockConcurrencyWhile(work)),
    });
    this.#adminApi = new AdminApi(parts);
    this.#prune = new Prune(parts);
    this.#scheduler = new Scheduler(this.#alarm, [
      { name: 'expire', run: (now) => void presence.expire(now) },
      { name: 'limits', run: (now) => void limiter.alarm(roster.addresses, now) },
      new Reap(parts),
      this.#prune,
    ]);
  }

  /**
   * Handles a connection request that the edge let in. Returns a 101 with a socket, or a `Refusal<CloseName>` as JSON.
   */
  override fetch(request: Request): Promise<Response> {
    return this.#connectHandler.take(request);
  }

  override webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): void {
    const connection = this.#sockets.connectionOf(ws);
    if (connection.gone) return;
    this.#frameHandler.take(connection, message, Date.now());
  }

  override webSocketClose(ws: WebSocket, code: number): void {
    answerClose(ws, code);
    this.#ended(ws, code === 1000 ? 'left' : 'lost', endOfClient(code));
  }

  /** Called for protocol errors and for frames above the runtime's limit. `webSocketClose` is not called afterwards. */
  override webSocketError(ws: WebSocket): void {
    this.#ended(ws, 'lost', { cause: 'error', code: null });
  }

  override alarm(): void {
    const now = Date.now();
    const { unreadable } = this.log;
    if (unreadable?.reason !== 'newer') return this.#scheduler.run(now);
    // A newer version of the software is responsible for this room. This version disconnects everybody and only keeps
    // the alarm alive.
    this.#presence.closeAll('internal', unreadable.message);
    this.#alarm.clear();
    this.#alarm.by(now + DAY_MS);
  }

  // The methods below are for operators and moderators, by RPC (src/edge/api).

  async diagnose(): Promise<RoomReport | Unreadable> {
    const alarmAt = (await this.#alarm.stored()) ?? null;
    return orUnreadable(() => this.#adminApi.report(this.#sockets.all(), alarmAt));
  }

  authorise(memberId: string, right: ApiRight, proof: Proof): ApiVerdict | Unreadable {
    return orUnreadable(() => this.#adminApi.authorise(memberId, right, proof));
  }

  pageAfter(after: number): ExportPage | Unreadable {
    return orUnreadable(() => this.#adminApi.pageAfter(after));
  }

  summary(): RoomSummary | Unreadable {
    return orUnreadable(() => this.#adminApi.summary());
  }

  /** Deletes everything stored, unless the log has changed since the export. @returns whether everything was deleted */
  async close(at: Position): Promise<boolean | Unreadable> {
    const vacated = orUnreadable(() => this.#adminApi.vacate(at));
    if (vacated === true) await this.#prune.deleteAll();
    return vacated;
  }

  #ended(ws: WebSocket, cause: 'left' | 'lost', end: End): void {
    const connection = this.#sockets.connectionOf(ws);
    this.#presence.expire(Date.now());
    this.#presence.end(connection, cause, end);
  }

  /** The budget of an address across all rooms, which the platform counts. */
  #budget(writes: RateLimit): BudgetOptions {
    return {
      ask: (key, answered) =>
        this.ctx.waitUntil(
          writes.limit({ key }).then(
            ({ success }) => answered(success, Date.now()),
            // If the rate limiter itself fails, grant the request, so that its failure doesn't silence every room.
            () => answered(true, Date.now()),
          ),
        ),
      held: (address, untilMs) => {
        for (const connection of this.#presence.roster.connectionsFrom(address)) connection.hold(untilMs);
      },
      exceeded: (address) => {
        const why = 'Your address has sent too much across all rooms.';
        for (const connection of [...this.#presence.roster.connectionsFrom(address)])
          this.#presence.close(connection, 'rate_limited', why, 'lost', { retryAfterMs: HOLD_MS });
      },
    };
  }
}

/**
 * The parts that depend on each other: the pipeline sends to the connections that presence knows, and presence sends
 * its notices after everything that the pipeline has admitted.
 */
function coreOf(ctx: DurableObjectState, config: RoomConfig) {
  const log = new EventLog(ctx.storage, EVENTS_CODEC, {
    maxKeptMs: config.retentionMs,
    label: label(ctx.id.toString()),
  });
  const diagnostics = new Diagnostics(ctx, config);
  const wrongKeys = new WrongKeys(Date.now());
  const waiting = new Waiting(log);
  const telling = new Telling<Connection>({
    pipeline: { settle: () => pipeline.settle(), afterBatch: (work) => pipeline.afterBatch(work) },
    dismiss: (casualties) => presence.dismiss(casualties),
    refused: (code) => diagnostics.refused(code),
  });
  const presence = new Presence({
    counters: diagnostics,
    settle: () => pipeline.settle(),
    telling,
    // The map of roles is replaced on every change, and the list of admins never changes.
    roles: {
      of: (memberId) => roleOf(rankOf(memberId, waiting.state.moderation, config.admins)),
      get version() {
        return waiting.state.moderation.roles;
      },
    },
    leaveGraceMs: config.leaveGraceMs,
    isBusy: (now) => pipeline.isBusy(now),
  });
  const { roster } = presence;
  const roomRate = config.roomRate > 0 ? new TokenBucket(config.roomRate, config.roomRate, Date.now()) : undefined;
  const admission = new EventAdmission(log, waiting, config.limits, roomRate, {
    admins: config.admins,
    maxDays: config.retentionMs / DAY_MS,
    nameOf: (id) => roster.nameOf(id),
  });
  const acts = actsOn({ config, present: waiting, presence, wrongKeys });
  const pipeline = new Pipeline<Connection>({
    ...{ log, waiting, admission, receivers: roster.connections },
    dismiss: (casualties) => presence.dismiss(casualties),
    carryOut: (event) => moduleOf(event.kind).stored?.(event, acts),
    refuse: (failed) => refuseUnstored(failed, { presence, telling, diagnostics }),
    subscribers: [countCommits(diagnostics, roster.connections), tellRights({ config, log, telling, roster })],
  });
  const settled = new Settled(log, () => pipeline.settle());
  return {
    ctx,
    config,
    log,
    rows: log,
    present: waiting,
    settled,
    pipeline,
    telling,
    presence,
    diagnostics,
    wrongKeys,
  };
}
