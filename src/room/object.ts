/** The Durable Object: one room. Turns what the runtime tells into calls of the parts beside it, and their results into frames. */

import { DurableObject } from 'cloudflare:workers';
import { ADMISSION_HEADER, type Admission, decodeAdmission, SUBPROTOCOL } from '../protocol/connect.ts';
import type { RoomReport } from '../protocol/diagnostics.ts';
import type { ApiPrivilege, ApiVerdict, ExportPage, RoomSummary } from '../protocol/export.ts';
import type { WelcomeFrame } from '../protocol/frames.ts';
import { PROTOCOL_VERSION } from '../protocol/limits.ts';
import { orUnreadable, UNREADABLE_RETRY_S, type Unreadable, UnreadableError } from '../protocol/unreadable.ts';
import { refusalAtDoor } from './access/door.ts';
import { hashAddress } from './access/hashes.ts';
import { WrongKeys } from './access/lock.ts';
import { type Proof, Proofs, proofRefusal } from './access/proofs.ts';
import { muteOf } from './access/restraints.ts';
import { may, type Rank, type Roles, rankOf, roleOf } from './access/roles.ts';
import { retentionMs, toSettings } from './access/settings.ts';
import { AdminApi } from './admin/api.ts';
import { Diagnostics, type End, endOfClient, label } from './admin/diagnostics.ts';
import type { RoomConfig } from './config.ts';
import { expulsionBy } from './handlers/expulsion.ts';
import { FrameHandler } from './handlers/frames.ts';
import { Names } from './handlers/names.ts';
import { type BudgetOptions, HOLD_MS } from './limits/budget.ts';
import { Limiter } from './limits/limiter.ts';
import { READ_COST } from './limits/rates.ts';
import { TokenBucket } from './limits/token-bucket.ts';
import { EventLog, type LoggedEvent } from './log/event-log.ts';
import { EventAdmission, type FlushResult } from './pipeline/admission.ts';
import { attempt, taskFailed } from './pipeline/attempt.ts';
import { Pipeline } from './pipeline/pipeline.ts';
import { Connection } from './presence/connection.ts';
import { lastSeen, nextAlarm } from './presence/liveness.ts';
import { withJson } from './presence/member-list.ts';
import { Presence } from './presence/presence.ts';
import type { Roster } from './presence/roster.ts';
import { type CatchUp, Resume } from './queries/replay.ts';

/** How long after its start an object without sockets takes those who resume for members that were here before. */
const RESTART_MS = 60_000;

/** A connect that was found fit, before there is a socket. */
interface Entry {
  admission: Admission;
  name: string;
  /** What is wrong with the name that was asked for. */
  badName: string | undefined;
  /** What a v1 client gets after its welcome; base clients get nothing. */
  catchingUp: CatchUp | undefined;
  /** The member was here before the object lost its sockets. */
  back: boolean;
}

/** Events deleted in one alarm, and the pause before the next: each is a row written, and the room has other things to do. */
const PRUNE_EVENTS = 1_000;
const PRUNE_PAUSE_MS = 10_000;
const DAY_MS = 86_400_000;
/** When to try again what the alarm could not do: each try is a row, and storage that fails rarely heals by itself. */
const RETRY_MS = 3_600_000;

export class RoomObject extends DurableObject<Cloudflare.Env> {
  readonly #config: RoomConfig;
  /** Its counters are read by tests and, from outside, by nobody: an instance property is out of reach of RPC. */
  readonly log: EventLog;
  /** The map of roles is another with each change of one, and who is an admin never changes. */
  readonly #roles: Roles;
  readonly #pipeline: Pipeline;
  readonly #presence: Presence;
  readonly #roster: Roster;
  readonly #frameHandler: FrameHandler;
  readonly #adminApi: AdminApi;
  readonly #proofs = new Proofs(Date.now());
  readonly #wrongKeys = new WrongKeys(Date.now());
  readonly #limiter: Limiter;
  readonly #names: Names;
  readonly #resume: Resume;
  readonly #connections = new WeakMap<WebSocket, Connection>();
  /** Until then members who resume were here before the object lost its sockets. */
  readonly #restartUntil: number;
  /** When the alarm comes, `null` if none is set; `undefined` until asked. */
  #alarmAt: number | null | undefined;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env, config: RoomConfig) {
    super(ctx, env);
    this.#config = config;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    const log = new EventLog(ctx.storage, { maxKeptMs: config.retentionMs, label: label(ctx.id.toString()) });
    this.log = log;
    this.#resume = new Resume(log);
    this.#roles = {
      of: (memberId) => roleOf(this.#rankOf(memberId)),
      get version() {
        return log.state.moderation.roles;
      },
    };
    const diagnostics = new Diagnostics(ctx, config);
    this.#presence = new Presence({
      diagnostics,
      roles: this.#roles,
      leaveGraceMs: config.leaveGraceMs,
      flush: () => this.#pipeline.flush(),
      isBusy: (now) => this.#pipeline.isBusy(this.#roster.connections.size, now),
    });
    this.#roster = this.#presence.roster;
    const roomRate = config.roomRate > 0 ? new TokenBucket(config.roomRate, config.roomRate, Date.now()) : undefined;
    const admission = new EventAdmission(this.log, config.limits, roomRate, {
      admins: config.admins,
      maxDays: config.retentionMs / DAY_MS,
      nameOf: (id) => this.#roster.nameOf(id),
    });
    this.#pipeline = new Pipeline(admission, (result) => this.#deliver(result));
    this.#limiter = new Limiter(config, Date.now(), env.WRITES && this.#budget(env.WRITES));
    this.#names = new Names({ config, log: this.log, roster: this.#roster, limiter: this.#limiter });
    const parts = { config, log: this.log, pipeline: this.#pipeline, presence: this.#presence, diagnostics };
    this.#adminApi = new AdminApi({ ...parts, proofs: this.#proofs });
    this.#frameHandler = new FrameHandler({
      ...parts,
      limiter: this.#limiter,
      names: this.#names,
      alone: (work) => ctx.waitUntil(ctx.blockConcurrencyWhile(work)),
    });
    const sockets = ctx.getWebSockets();
    for (const ws of sockets) this.#connectionOf(ws);
    this.#restartUntil = sockets.length === 0 ? Date.now() + RESTART_MS : 0;
  }

  /** Takes a connect that the edge let in: 101 with a socket, or a refusal as HTTP with `{code,data}`. */
  override async fetch(request: Request): Promise<Response> {
    try {
      return await this.#admit(request);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      const headers = { 'Retry-After': String(UNREADABLE_RETRY_S) };
      return Response.json({ code: 'internal', data: error.message }, { status: 503, headers });
    }
  }

  async #admit(request: Request): Promise<Response> {
    const admission = decodeAdmission(request.headers.get(ADMISSION_HEADER) ?? '');
    if (this.#alarmAt === undefined) {
      this.#alarmAt = await this.#readAlarm();
      // Every connect leaves an alarm that outlasts what a proof is good for.
      if (this.#alarmAt === null && this.#roster.count === 0) this.#proofs.nobodyCame();
    }
    const addressHash = await this.#hashAddress(admission);
    // From here on in one turn: whatever is stored between accept and replay would be missing from both.
    const now = Date.now();
    this.#pipeline.flush(now);
    this.#presence.expire(now);
    const verdict = admission.proof ? this.#proofs.use(admission.id, admission.proof, 'connect', now) : 'new';
    const refusal =
      this.#limiter.refusal(admission, this.#roster, now) ??
      proofRefusal(verdict, now) ??
      this.#refuseAtDoor(admission, addressHash, now);
    if (refusal) return refusal;
    const { maxMembers } = this.#config;
    const isFull = maxMembers > 0 && this.#roster.count >= maxMembers && !this.#roster.isCounted(admission.id);
    // Who keeps the room in order gets in: a crowd must not keep them out.
    if (isFull && !may(this.#rankOf(admission.id), 'enter', this.log.state.moderation))
      return Response.json(
        { code: 'room_full', data: `The room has ${maxMembers} members, all it may.` },
        { status: 503 },
      );
    // All that reads the log, and may throw, comes before there is a socket.
    const { rowsRead } = this.log;
    const entry = this.#prepare(admission, now);
    if (entry.catchingUp?.gaveUp) this.#limiter.request({ ...admission, memberId: admission.id }, READ_COST, now);
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    this.#connect(server, entry, now);
    this.#limiter.read(admission, this.log.rowsRead - rowsRead, now);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: admission.kind === 'v1' ? { 'Sec-WebSocket-Protocol': SUBPROTOCOL } : {},
    });
  }

  override webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): void {
    const connection = this.#connectionOf(ws);
    if (connection.gone) return;
    this.#frameHandler.take(connection, message, Date.now());
  }

  override webSocketClose(ws: WebSocket, code: number): void {
    answerClose(ws, code);
    this.#ended(ws, code === 1000 ? 'left' : 'lost', endOfClient(code));
  }

  /** Protocol errors and frames beyond what the runtime takes; `webSocketClose` is not called after it. */
  override webSocketError(ws: WebSocket): void {
    this.#ended(ws, 'lost', { cause: 'error', code: null });
  }

  // What follows is for the owner, by RPC (src/edge).

  async diagnose(): Promise<RoomReport | Unreadable> {
    const alarmAt = (await this.#readAlarm()) ?? null;
    const connections = this.ctx.getWebSockets().map((ws) => this.#connectionOf(ws));
    return orUnreadable(() => this.#adminApi.report(connections, alarmAt));
  }

  judge(memberId: string, privilege: ApiPrivilege, proof: Proof): ApiVerdict | Unreadable {
    return orUnreadable(() => this.#adminApi.judge(memberId, privilege, proof));
  }

  exportPage(after: number): ExportPage | Unreadable {
    return orUnreadable(() => this.#adminApi.page(after));
  }

  summary(): RoomSummary | Unreadable {
    return orUnreadable(() => this.#adminApi.summary());
  }

  /** Deletes all that is stored, unless it is other than what was exported. @returns whether it was done */
  async close(epoch: string, seq: number): Promise<boolean | Unreadable> {
    const vacated = orUnreadable(() => this.#adminApi.vacate(epoch, seq));
    if (vacated === true) await this.#deleteAll();
    return vacated;
  }

  /** Closes who was silent for too long, deletes what is too old, and says when to look again. */
  override alarm(): void {
    const now = Date.now();
    this.#alarmAt = null;
    const { unreadable } = this.log;
    // It is the newer version's to look after: nobody stays, and this one only sees to it that the alarm is not lost.
    if (unreadable?.reason === 'newer') {
      this.#presence.closeAll('internal', unreadable.message);
      return this.#setAlarm(now + DAY_MS);
    }
    attempt('flush', () => this.#pipeline.flush(now), undefined);
    attempt('settle', () => this.#presence.expire(now), undefined);
    attempt('limits', () => this.#limiter.alarm(this.#roster.addresses, now), undefined);
    const next = [
      attempt('reap', () => this.#reap(now), nextAlarm([now], this.#config.heartbeat.timeoutMs)),
      attempt('prune', () => this.#prune(now), now + RETRY_MS),
    ].filter((at) => at !== undefined);
    if (next.length > 0) this.#setAlarm(Math.min(...next));
  }

  /** @returns when to look after the connections that stay; `undefined` if none does */
  #reap(now: number): number | undefined {
    const { timeoutMs } = this.#config.heartbeat;
    const connections = this.ctx.getWebSockets().map((ws) => ({ ws, connection: this.#connectionOf(ws) }));
    // One that can't be closed is looked at again, and keeps no other.
    const seen = connections.flatMap(({ ws, connection }) =>
      connection.gone ? [] : (attempt('close', () => this.#stillThere(ws, connection, now), now) ?? []),
    );
    return nextAlarm(seen, timeoutMs);
  }

  /** Closes a connection that was silent for too long, or doesn't read. @returns when it was last heard if it stays */
  #stillThere(ws: WebSocket, connection: Connection, now: number): number | undefined {
    const { timeoutMs } = this.#config.heartbeat;
    const ts = lastSeen(connection.joined, connection.seen, this.ctx.getWebSocketAutoResponseTimestamp(ws));
    if (now - ts > timeoutMs)
      this.#presence.close(connection, 'heartbeat', `Nothing was heard for ${timeoutMs / 1_000} seconds.`, 'heartbeat');
    else if (connection.isTooSlow(now)) this.#presence.closeSlow(connection);
    else return ts;
    return undefined;
  }

  /**
   * Deletes what is too old.
   * @returns when to go on: at once where there is more, else, in a room where nobody is to look after, once a day has passed since
   *   the oldest event expired, or sooner if by then all have
   */
  #prune(now: number): number | undefined {
    const { log } = this;
    const keptMs = retentionMs(log.state.settings, this.#config.retentionMs);
    const empty = this.#roster.connections.size === 0;
    if (empty && (log.head === 0 || log.floor > log.head)) {
      this.#inBackground(
        'delete',
        () => this.#deleteAll(),
        () => this.#setAlarm(now + RETRY_MS),
      );
      return undefined;
    }
    if (keptMs === 0) return undefined;
    if (log.prune(PRUNE_EVENTS)) return now + PRUNE_PAUSE_MS;
    return empty ? Math.min(log.headTs + keptMs + 1, log.floorTs + keptMs + DAY_MS) : undefined;
  }

  async #deleteAll(): Promise<void> {
    this.#alarmAt = null;
    try {
      this.log.reset();
      await this.ctx.storage.deleteAll();
    } catch (error) {
      // Who asked meanwhile may have found an empty room.
      this.log.reset();
      throw error;
    }
  }

  /** The connection of a socket; restored from its attachment if the room slept in between. */
  #connectionOf(ws: WebSocket): Connection {
    const known = this.#connections.get(ws);
    if (known) return known;
    // Not only in the constructor: a socket whose close woke the room isn't listed there any more.
    const connection = Connection.restore(ws);
    this.#connections.set(ws, connection);
    this.#presence.restore(connection);
    this.#proofs.restore(connection);
    this.#limiter.restore(connection, Date.now());
    return connection;
  }

  #ended(ws: WebSocket, cause: 'left' | 'lost', end: End): void {
    const connection = this.#connectionOf(ws);
    this.#presence.expire(Date.now());
    this.#presence.end(connection, cause, end);
  }

  #prepare(admission: Admission, now: number): Entry {
    const { id, kind, session, address, since, epoch } = admission;
    const { name, refused } = this.#names.choose({ memberId: id, address }, admission.name, now);
    // The name in force stands in `welcome`. That a name can never be had is told besides; that it can't be had now is not.
    const badName = refused?.code === 'bad_name' ? refused.why : undefined;
    const catchingUp = kind === 'v1' ? this.#resume.catchUp({ since, epoch }, { memberId: id, session }) : undefined;
    const back = now < this.#restartUntil && since !== undefined && epoch === this.log.epoch;
    return { admission, name, badName, catchingUp, back };
  }

  #connect(ws: WebSocket, { admission, name, badName, catchingUp, back }: Entry, now: number): void {
    const { id, kind, session, room, address, proof } = admission;
    const held = this.#limiter.heldUntil(address);
    const connection = Connection.open(ws, {
      cid: crypto.randomUUID(),
      id,
      name,
      session,
      kind,
      ...(address === undefined ? {} : { address }),
      ...(proof ? { jti: proof.jti } : {}),
      ...(held === undefined ? {} : { held }),
      joined: now,
      seen: now,
    });
    this.#connections.set(ws, connection);
    const joined = this.#presence.enter(connection);
    const due = nextAlarm([now], this.#config.heartbeat.timeoutMs) ?? now;
    // One that is set for sooner looks after this connection, too.
    if (typeof this.#alarmAt !== 'number' || this.#alarmAt > due) this.#setAlarm(due);

    if (catchingUp) this.#welcome(connection, room, catchingUp, now);
    if (badName !== undefined && connection.v1) this.#presence.refuse(connection, 'bad_name', badName);
    if (joined) this.#presence.announce(connection, back, now);
    else this.#presence.rename(id, name, now);
  }

  #welcome(connection: Connection, room: string, { recovered, frames }: CatchUp, ts: number): void {
    const { text, more } = this.#roster.list.page('');
    const { memberId, name } = connection;
    const mute = muteOf(this.log.state.moderation, { id: memberId, rank: this.#rankOf(memberId) }, ts);
    const muted = mute && { muted: mute.untilMs === undefined ? {} : { untilMs: mute.untilMs } };
    const data: Omit<WelcomeFrame['data'], 'who'> = {
      v: PROTOCOL_VERSION,
      build: this.#config.build,
      self: { id: memberId, name, role: this.#roles.of(memberId), ...muted },
      room,
      epoch: this.log.epoch,
      seq: this.log.head,
      floor: this.log.floor,
      recovered,
      more,
      count: this.#roster.count,
      ...(this.#presence.byCount ? { byCount: true } : {}),
      heartbeat: this.#config.heartbeat,
      limits: this.#config.limits,
      settings: toSettings(this.log.state),
    };
    const head: Omit<WelcomeFrame, 'data'> = { type: 'welcome', ts };
    this.#presence.sendText(connection, withJson(head, 'data', withJson(data, 'who', text)));
    connection.replay(frames);
  }

  /** Tells everyone what was stored, or those who sent it that nothing was. */
  #deliver(result: FlushResult): void {
    switch (result.kind) {
      case 'stored':
        this.#presence.publish(result.admitted, this.log.epoch);
        for (const { event } of result.admitted) this.#enforce(event);
        return;
      case 'failed':
        console.error(JSON.stringify({ event: 'storage_failed', error: String(result.error) }));
        return this.#presence.refuseAll(result.admitted);
    }
  }

  /** What a stored event does to connections. Told before: who is sent away learns by whom. */
  #enforce(event: LoggedEvent): void {
    if (event.kind === 'set' && JSON.parse(event.data).locked) this.#wrongKeys.forget();
    const expulsion = expulsionBy(event, this.#roster, (id) =>
      may(this.#rankOf(id), 'enter', this.log.state.moderation),
    );
    if (!expulsion) return;
    const { who, connections, cause, why, untilMs } = expulsion;
    for (const connection of connections) this.#presence.close(connection, cause, why, cause, { untilMs });
    // Lost, but still counted.
    this.#presence.expel(who, cause);
  }

  #rankOf(memberId: string): Rank {
    return rankOf(memberId, this.log.state.moderation, this.#config.admins);
  }

  /** The hash by which the address of a connect would be banned, if any is. */
  async #hashAddress({ address }: Admission): Promise<string | undefined> {
    for (;;) {
      const { salt } = this.log.state.moderation;
      const hash = salt === undefined || address === undefined ? undefined : await hashAddress(salt, address);
      // The first ban of an address may have come meanwhile.
      if (this.log.state.moderation.salt === salt) return hash;
    }
  }

  #refuseAtDoor(admission: Admission, addressHash: string | undefined, now: number): Response | undefined {
    const { id } = admission;
    const visitor = { admission, addressHash, rank: this.#rankOf(id), isInside: this.#roster.isCounted(id) };
    return refusalAtDoor(visitor, this.log.state.moderation, this.#wrongKeys, now);
  }

  /** The budget of an address in all rooms, which the platform counts. */
  #budget(writes: RateLimit): BudgetOptions {
    return {
      ask: (key, answered) =>
        this.ctx.waitUntil(
          writes.limit({ key }).then(
            ({ success }) => answered(success, Date.now()),
            // A counter that fails must not silence all rooms.
            () => answered(true, Date.now()),
          ),
        ),
      held: (address, untilMs) => {
        for (const connection of this.#roster.connectionsFrom(address)) connection.hold(untilMs);
      },
      exceeded: (address) => {
        const why = 'Too much from your address in all rooms.';
        for (const connection of [...this.#roster.connectionsFrom(address)])
          this.#presence.close(connection, 'rate_limited', why, 'lost', { retryAfterMs: HOLD_MS });
      },
    };
  }

  #setAlarm(at: number): void {
    this.#alarmAt = at;
    // It is not known then whether one is set: the next connect asks.
    this.#inBackground(
      'alarm',
      () => this.ctx.storage.setAlarm(at),
      () => {
        this.#alarmAt = undefined;
      },
    );
  }

  /** @returns when the alarm comes, `null` if none is set; `undefined` if that can't be read, and one has to be set anew */
  async #readAlarm(): Promise<number | null | undefined> {
    try {
      return await this.ctx.storage.getAlarm();
    } catch (error) {
      taskFailed('alarm', error);
      return undefined;
    }
  }

  #inBackground(task: string, work: () => Promise<void>, failed: () => void): void {
    const done = async () => {
      try {
        await work();
      } catch (error) {
        taskFailed(task, error);
        failed();
      }
    };
    this.ctx.waitUntil(done());
  }
}

/**
 * Answers a client's close, which the runtime doesn't do for sockets that hibernate: without it the client waits
 * 10 to 15 s for its close event. Its reason is not said back: nothing that was not checked is.
 */
function answerClose(ws: WebSocket, code: number): void {
  // 1006 and 1015 are never on the wire: there is nobody left to answer.
  if (code === 1006 || code === 1015) return;
  try {
    if (code === 1005) ws.close();
    else ws.close(code);
  } catch {
    try {
      // A code that may not be sent, such as 999 or 5000.
      ws.close(1002);
    } catch {
      // The socket had closed in the meantime.
    }
  }
}
