/** The Durable Object: one room. Turns what the runtime tells into calls of the parts beside it, and their results into frames. */

import { DurableObject } from 'cloudflare:workers';
import { CLOSE, type CloseName, type ErrorCode } from '../protocol/codes.ts';
import { ADMISSION_HEADER, type Admission, decodeAdmission, SUBPROTOCOL } from '../protocol/connect.ts';
import type { RoomReport } from '../protocol/diagnostics.ts';
import type { ApiPrivilege, ApiVerdict, ExportPage, RoomSummary } from '../protocol/export.ts';
import type { ErrorFrame, LeaveCause, Member, Role, SingleFrame, WelcomeFrame } from '../protocol/frames.ts';
import { DEDUPE_WINDOW, FATAL_FRAME_BYTES, PROTOCOL_VERSION, WELCOME_HISTORY, WHO_PAGE } from '../protocol/limits.ts';
import {
  type AuditRequest,
  type ClientFrame,
  type EventRequest,
  type HistoryRequest,
  type NameFrame,
  parseFrame,
} from '../protocol/parse.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { audit } from './audit.ts';
import { TokenBucket } from './bucket.ts';
import { type BudgetOptions, HOLD_MS } from './budget.ts';
import type { Hashes } from './compose.ts';
import type { RoomConfig } from './config.ts';
import { Connection } from './connection.ts';
import { Diagnostics, type End, endOfClient, endOfRoom } from './diagnostics.ts';
import { refusalAtDoor } from './door.ts';
import { expulsionBy } from './enforce.ts';
import { exportPage } from './export.ts';
import { publish } from './fanout.ts';
import { Flow } from './flow.ts';
import { toAck } from './frames.ts';
import { type FlushResult, Intake } from './intake.ts';
import { Limiter } from './limiter.ts';
import { lastSeen, nextAlarm } from './liveness.ts';
import { WrongKeys } from './lock.ts';
import { EventLog, type LoggedEvent } from './log.ts';
import { Notices } from './notices.ts';
import { type Proof, Proofs, proofRefusal } from './proofs.ts';
import { READ_COST } from './rates.ts';
import { type CatchUp, catchUp, toHistory } from './resume.ts';
import { may, type Rank, rankOf, roleOf, whoMay } from './roles.ts';
import { Roster } from './roster.ts';
import { hashAddress, hashesOf, needsHashes } from './secrets.ts';
import { retentionMs, toSettings } from './settings.ts';

/** How long after its start an object without sockets takes those who resume for members that were here before. */
const RESTART_MS = 60_000;

/** A connect that was found fit, before there is a socket. */
interface Entry {
  admission: Admission;
  name: string;
  /** Why the name that was asked for could not be had. */
  refused: string | undefined;
  /** What a v1 client gets after its welcome; base clients get nothing. */
  catchingUp: CatchUp | undefined;
  /** The member was here before the object lost its sockets. */
  back: boolean;
}

/** Events deleted in one alarm, and the pause before the next: each is a row written, and the room has other things to do. */
const PRUNE_EVENTS = 1_000;
const PRUNE_PAUSE_MS = 10_000;
const DAY_MS = 86_400_000;
/** Who was closed for too many frames has all its tokens again by then. */
const FLOOD_RETRY_MS = 10_000;

export class RoomObject extends DurableObject<Cloudflare.Env> {
  readonly #config: RoomConfig;
  /** Its counters are read by tests and, from outside, by nobody: an instance property is out of reach of RPC. */
  readonly log: EventLog;
  readonly #flow: Flow;
  readonly #roster = new Roster();
  readonly #notices: Notices;
  readonly #diagnostics: Diagnostics;
  readonly #proofs = new Proofs(Date.now());
  readonly #wrongKeys = new WrongKeys(Date.now());
  readonly #limiter: Limiter;
  readonly #connections = new WeakMap<WebSocket, Connection>();
  /** Until then members who resume were here before the object lost its sockets. */
  readonly #restartUntil: number;
  /** When the alarm comes, `null` if none is set; `undefined` until asked. */
  #alarmAt: number | null | undefined;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env, config: RoomConfig) {
    super(ctx, env);
    this.#config = config;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    this.log = new EventLog(ctx.storage);
    this.#diagnostics = new Diagnostics(ctx, config);
    const roomRate = config.roomRate > 0 ? new TokenBucket(config.roomRate, config.roomRate, Date.now()) : undefined;
    const intake = new Intake(this.log, config.limits, roomRate, {
      admins: config.admins,
      maxDays: config.retentionMs / DAY_MS,
      nameOf: (id) => this.#roster.nameOf(id),
    });
    this.#flow = new Flow(intake, (result) => this.#deliver(result));
    this.#limiter = new Limiter(config, Date.now(), env.WRITES && this.#budget(env.WRITES));
    const sockets = ctx.getWebSockets();
    for (const ws of sockets) this.#connectionOf(ws);
    this.#restartUntil = sockets.length === 0 ? Date.now() + RESTART_MS : 0;
    this.#notices = new Notices(
      (noticeFor) => {
        this.#diagnostics.noticed();
        this.#toAll(noticeFor);
      },
      (now) => this.#flow.isBusy(this.#roster.connections.size, now),
    );
  }

  /** Takes a connect that the edge let in: 101 with a socket, or a refusal as HTTP with `{code,data}`. */
  override async fetch(request: Request): Promise<Response> {
    const admission = decodeAdmission(request.headers.get(ADMISSION_HEADER) ?? '');
    if (this.#alarmAt === undefined) {
      this.#alarmAt = await this.ctx.storage.getAlarm();
      // Every connect leaves an alarm that outlasts what a proof is good for.
      if (this.#alarmAt === null && this.#roster.count === 0) this.#proofs.nobodyCame();
    }
    const addressHash = await this.#hashAddress(admission);
    // From here on in one turn: whatever is stored between accept and replay would be missing from both.
    const now = Date.now();
    this.#flow.flush(now);
    this.#settle(now);
    const verdict = admission.proof ? this.#proofs.use(admission.id, admission.proof, now) : 'new';
    const refusal =
      this.#limiter.refusal(admission, this.#roster.connections, now) ??
      proofRefusal(verdict, now) ??
      this.#refuseAtDoor(admission, addressHash, now);
    if (refusal) return refusal;
    const { maxMembers } = this.#config;
    if (maxMembers > 0 && this.#roster.count >= maxMembers && !this.#roster.isCounted(admission.id))
      return Response.json(
        { code: 'room_full', data: `The room has ${maxMembers} members, all it may.` },
        { status: 503 },
      );
    // All that reads the log, and may throw, comes before there is a socket.
    const { rowsRead } = this.log;
    const entry = this.#prepare(admission, now);
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
    const now = Date.now();
    const { rowsRead } = this.log;
    this.#guard(connection, () => {
      connection.touch(now, typeof message === 'string' ? message.length : message.byteLength);
      this.#settle(now);
      this.#receive(connection, message, now);
    });
    this.#limiter.read(connection, this.log.rowsRead - rowsRead, now);
  }

  override webSocketClose(ws: WebSocket, code: number, reason: string): void {
    answerClose(ws, code, reason);
    this.#ended(ws, code === 1000 ? 'left' : 'lost', endOfClient(code));
  }

  /** Protocol errors and frames beyond what the runtime takes; `webSocketClose` is not called after it. */
  override webSocketError(ws: WebSocket): void {
    this.#ended(ws, 'lost', { cause: 'error', code: null });
  }

  /** For the owner, by RPC: how the room does. Reads, and leaves nothing behind in a room where nobody wrote. */
  async diagnose(): Promise<RoomReport> {
    const alarmAt = await this.ctx.storage.getAlarm();
    return this.#diagnostics.report(
      {
        members: this.#roster.count,
        counted: this.#roster.connections,
        listed: this.ctx.getWebSockets().map((ws) => this.#connectionOf(ws)),
        alarmAt,
        seq: this.#headIfReadable(),
        rows: this.log,
      },
      Date.now(),
    );
  }

  /** A room that can't read its storage must still be able to say how it does. */
  #headIfReadable(): number | null {
    try {
      return this.log.head;
    } catch {
      return null;
    }
  }

  /** For the API: whether a member may, and whether its proof is good for it. */
  judge(memberId: string, privilege: ApiPrivilege, proof: Proof): ApiVerdict {
    this.#flow.flush();
    const verdict = this.#proofs.use(memberId, proof, Date.now());
    if (verdict !== 'new') return verdict;
    return may(this.#rankOf(memberId), privilege, this.log.state.house) ? 'allowed' : 'forbidden';
  }

  /** For the API: events after `after`, as many as a page holds. */
  exportPage(after: number): ExportPage {
    this.#flow.flush();
    return exportPage(this.log, after);
  }

  /** For the API: what there is to say about the room in a line. */
  summary(): RoomSummary {
    this.#flow.flush();
    const now = Date.now();
    this.#settle(now);
    const { log } = this;
    const { topic, locked } = toSettings(log.state);
    const owners = [...log.state.house.roles].filter(([, role]) => role === 'owner').map(([id]) => id);
    return { members: this.#roster.count, seq: log.head, floor: log.floor, ts: log.headTs, locked, topic, owners };
  }

  /**
   * For the API: sends everybody away and deletes all that is stored.
   * @param upTo the newest event that was exported; if there is a newer one nothing is done
   * @returns whether it was done
   */
  async close(upTo: number): Promise<boolean> {
    this.#flow.flush();
    if (this.log.head > upTo) return false;
    const connections = [...this.#roster.connections];
    const frame = { type: 'error', code: 'kicked', data: 'The room was closed.', fatal: true, close: CLOSE.kicked };
    for (const connection of connections) {
      connection.send(JSON.stringify(frame));
      this.#roster.remove(connection);
      this.#diagnostics.ended(connection, endOfRoom('kicked'), Date.now());
      connection.close(CLOSE.kicked, 'kicked');
    }
    // Those who were lost, too. Nobody is left to be told of any leave.
    for (const { id } of this.#roster.page('', Number.POSITIVE_INFINITY).people) this.#roster.expel(id);
    await this.#deleteAll();
    return true;
  }

  /** Closes who was silent for too long, deletes what is too old, and says when to look again. */
  override alarm(): void {
    const now = Date.now();
    this.#alarmAt = null;
    this.#flow.flush(now);
    this.#settle(now);
    this.#limiter.alarm(this.#roster.connections, now);
    const seen = this.#reap(now);
    const next = [nextAlarm(seen, this.#config.heartbeat.timeoutMs), this.#prune(now)].filter((at) => at !== undefined);
    if (next.length > 0) this.#setAlarm(Math.min(...next));
  }

  /** @returns when the connections that stay were last heard */
  #reap(now: number): number[] {
    const { timeoutMs } = this.#config.heartbeat;
    const seen: number[] = [];
    for (const ws of this.ctx.getWebSockets()) {
      const connection = this.#connectionOf(ws);
      if (connection.gone) continue;
      const ts = lastSeen(connection.joined, connection.seen, this.ctx.getWebSocketAutoResponseTimestamp(ws));
      if (now - ts > timeoutMs)
        this.#close(connection, 'heartbeat', `Nothing was heard for ${timeoutMs / 1_000} seconds.`, 'heartbeat');
      else if (connection.isTooSlow(now)) this.#closeSlow(connection);
      else seen.push(ts);
    }
    return seen;
  }

  /** @returns when there will be something to delete in a room where nobody is to look after */
  #prune(now: number): number | undefined {
    const keptMs = retentionMs(this.log.state.settings, this.#config.retentionMs);
    const empty = this.#roster.connections.size === 0;
    const expired = keptMs > 0 && this.log.headTs < now - keptMs;
    if (empty && (this.log.head === 0 || expired)) {
      this.ctx.waitUntil(this.#deleteAll());
      return undefined;
    }
    if (keptMs === 0) return undefined;
    const more = this.log.prune(now - keptMs, PRUNE_EVENTS);
    if (more) return now + PRUNE_PAUSE_MS;
    return empty ? this.log.headTs + keptMs + 1 : undefined;
  }

  #deleteAll(): Promise<void> {
    this.log.reset();
    this.#alarmAt = null;
    return this.ctx.storage.deleteAll();
  }

  /** The connection of a socket; restored from its attachment if the room slept in between. */
  #connectionOf(ws: WebSocket): Connection {
    const known = this.#connections.get(ws);
    if (known) return known;
    // Not only in the constructor: a socket whose close woke the room isn't listed there any more.
    const connection = Connection.restore(ws);
    this.#connections.set(ws, connection);
    this.#roster.restore(connection);
    this.#proofs.restore(connection);
    this.#limiter.restore(connection, Date.now());
    return connection;
  }

  #ended(ws: WebSocket, cause: 'left' | 'lost', end: End): void {
    const connection = this.#connectionOf(ws);
    this.#settle(Date.now());
    this.#end(connection, cause, end);
  }

  #prepare(admission: Admission, now: number): Entry {
    const { id, kind, session, since, epoch } = admission;
    const { name, refused } = this.#roster.chooseName(id, admission.name, this.#authors());
    const catchingUp = kind === 'v1' ? catchUp(this.log, { since, epoch }, { memberId: id, session }) : undefined;
    const back = now < this.#restartUntil && since !== undefined && epoch === this.log.epoch;
    return { admission, name, refused, catchingUp, back };
  }

  #connect(ws: WebSocket, { admission, name, refused, catchingUp, back }: Entry, now: number): void {
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
    this.#diagnostics.opened();
    const older = [...this.#roster.connectionsOf(id)].filter((other) => other.session === session);
    const joined = this.#roster.add(connection);
    this.#notices.greet(connection, joined);
    for (const other of older) this.#close(other, 'replaced', 'The session connected again.', 'left');
    const due = nextAlarm([now], this.#config.heartbeat.timeoutMs) ?? now;
    // One that is set for sooner looks after this connection, too.
    if (typeof this.#alarmAt !== 'number' || this.#alarmAt > due) this.#setAlarm(due);

    if (catchingUp) this.#welcome(connection, room, catchingUp, now);
    if (refused !== undefined && connection.v1) this.#refuse(connection, 'bad_name', refused);
    const role = this.#roleOf(id);
    const member = { id, name, ...(role === 'owner' || role === 'moderator' ? { role } : {}) };
    if (joined) this.#notices.add({ event: 'join', member, count: this.#roster.count, back }, now);
    else this.#rename(id, name, now);
  }

  #welcome(connection: Connection, room: string, { recovered, frames }: CatchUp, ts: number): void {
    const { people, more } = this.#roster.page('', WHO_PAGE, (id) => this.#roleOf(id));
    const welcome: WelcomeFrame = {
      type: 'welcome',
      ts,
      data: {
        v: PROTOCOL_VERSION,
        build: this.#config.build,
        self: { id: connection.memberId, name: connection.name, role: this.#roleOf(connection.memberId) },
        room,
        epoch: this.log.epoch,
        seq: this.log.head,
        floor: this.log.floor,
        recovered,
        who: people,
        more,
        count: this.#roster.count,
        heartbeat: this.#config.heartbeat,
        limits: this.#config.limits,
        settings: toSettings(this.log.state),
      },
    };
    this.#send(connection, welcome);
    connection.replay(frames);
  }

  #receive(connection: Connection, message: string | ArrayBuffer, now: number): void {
    const verdict = this.#limiter.frame(connection, now);
    if (typeof message !== 'string')
      return this.#close(connection, 'unsupported_data', 'Only text frames are understood.', 'lost');
    if (message.length > FATAL_FRAME_BYTES || utf8Bytes(message) > FATAL_FRAME_BYTES)
      return this.#close(
        connection,
        'too_large',
        `A frame has at most ${this.#config.limits.frameBytes} bytes.`,
        'lost',
      );
    if (verdict === 'drop') return;
    if (verdict === 'close') return this.#closeFast(connection);
    const result = parseFrame(message);
    switch (result.kind) {
      case 'unknown':
        return;
      case 'refused':
        if (result.strike && this.#limiter.strike(connection, now))
          return this.#close(connection, 'abuse', `Too much bad input. ${result.why}`, 'abuse');
        return this.#refuse(connection, result.code, result.why, result.id);
      case 'frame':
        // Here rather than around all: the answer to a fault names the request.
        return this.#guard(connection, () => this.#handle(connection, result.frame, now), result.frame.id);
    }
  }

  #handle(connection: Connection, frame: ClientFrame, now: number): void {
    switch (frame.type) {
      case 'msg':
        return this.#event(connection, frame, now);
      case 'edit':
      case 'delete':
      case 'react':
      case 'set':
      case 'mod':
        return this.#v1(connection, frame, () => this.#judge(connection, frame, now));
    }
    // What reads the log or tells of it comes after all that was admitted before.
    this.#flow.flush(now);
    switch (frame.type) {
      case 'name':
        return this.#changeName(connection, frame, now);
      case 'history':
        return this.#v1(connection, frame, () => this.#history(connection, frame, now));
      case 'who':
        return this.#v1(connection, frame, () => {
          const { people, more } = this.#roster.page(frame.after ?? '', WHO_PAGE, (id) => this.#roleOf(id));
          this.#send(connection, { type: 'who', id: frame.id, data: people, count: this.#roster.count, more });
        });
      case 'audit':
        return this.#v1(connection, frame, () => this.#audit(connection, frame, now));
    }
  }

  /** Hashing takes turns of its own: meanwhile nothing else is delivered to the room, so that no later frame overtakes this one. */
  #judge(connection: Connection, frame: EventRequest, now: number): void {
    if (!needsHashes(frame)) return this.#event(connection, frame, now);
    const about = frame.type === 'mod' ? frame.data.who : undefined;
    const theirs = [...this.#roster.connections].filter(({ memberId }) => memberId === about);
    const addresses = theirs.flatMap(({ address }) => address ?? []);
    this.ctx.waitUntil(
      this.ctx.blockConcurrencyWhile(async () => {
        const hashes = await hashesOf(frame, this.log.state.house.salt, addresses);
        this.#guard(connection, () => this.#event(connection, frame, now, hashes), frame.id);
      }),
    );
  }

  #event(connection: Connection, frame: EventRequest, now: number, hashes?: Hashes): void {
    if (connection.v1 && frame.id === undefined)
      return this.#refuse(connection, 'bad_request', 'In a "msg" frame "id" is required: 1 to 64 of A-Z a-z 0-9 _ -.');
    const { memberId, session, name } = connection;
    const sender = { memberId, session, name, ...(hashes ? { hashes } : {}) };
    const limit = (rows: number) => this.#limiter.event(connection, rows, now);
    const verdict = this.#flow.accept(frame, sender, this.#roster.connections.size, now, limit);
    if (verdict.kind === 'admitted') this.#diagnostics.admitted();
    switch (verdict.kind) {
      case 'admitted':
        return;
      case 'repeated':
        return this.#send(connection, {
          ...toAck(verdict.event, frame.id ?? '', this.log.epoch),
          dup: true,
          // The first ack, which told that cleaning changed the text, may have been lost.
          ...(frame.type === 'msg' && frame.data !== verdict.event.data ? { data: verdict.event.data } : {}),
        });
      case 'refused': {
        const { code, why, retryAfterMs } = verdict;
        if (code === 'rate_limited') return this.#slowDown(connection, 'event', why, frame.id, retryAfterMs ?? 0, now);
        return this.#refuse(connection, code, why, frame.id, retryAfterMs);
      }
    }
  }

  #history(connection: Connection, { id, before, after, limit = WELCOME_HISTORY }: HistoryRequest, now: number): void {
    const waitMs = this.#limiter.request(connection, READ_COST, now);
    if (waitMs > 0)
      return this.#slowDown(connection, 'request', 'Too many pages in too short a time.', id, waitMs, now);
    const page =
      after === undefined
        ? this.log.messagesBefore(before ?? this.log.head + 1, limit)
        : this.log.messagesAfter(after, limit);
    this.#send(connection, { ...toHistory(page, connection), id });
  }

  #audit(connection: Connection, { id, before }: AuditRequest, now: number): void {
    const { house } = this.log.state;
    const rank = rankOf(connection.memberId, house, this.#config.admins);
    if (!may(rank, 'audit', house)) return this.#refuse(connection, 'forbidden', whoMay('audit'), id);
    this.#send(connection, { type: 'audit', id, ...audit(this.log, before, now) });
  }

  #changeName(connection: Connection, frame: NameFrame, now: number): void {
    const { name, refused } = this.#roster.chooseName(connection.memberId, frame.data, this.#authors());
    if (refused !== undefined) return this.#refuse(connection, 'bad_name', refused, frame.id);
    this.#rename(connection.memberId, name, now);
  }

  #rename(memberId: string, name: string, now: number): void {
    const was = this.#roster.nameOf(memberId);
    this.#roster.rename(memberId, name);
    if (was === undefined || was === name) return;
    this.#notices.add({ event: 'rename', member: { id: memberId, name }, was, count: this.#roster.count }, now);
  }

  /** What base clients may not ask. */
  #v1(connection: Connection, frame: { type: string; id: string }, answer: () => void): void {
    if (connection.v1) answer();
    else this.#refuse(connection, 'unsupported', `"${frame.type}" needs the subprotocol ${SUBPROTOCOL}.`, frame.id);
  }

  /** Tells everyone what was stored, or those who sent it that nothing was. */
  #deliver(result: FlushResult): void {
    switch (result.kind) {
      case 'stored': {
        if (this.#notices.baseWaits) this.#notices.flush(Date.now());
        this.#diagnostics.flushed(result.admitted.length, this.#roster.connections.size - 1);
        this.#sendEach((send) => publish(result.admitted, this.#roster.connections, this.log.epoch, send));
        for (const { event } of result.admitted) this.#enforce(event);
        return;
      }
      case 'failed': {
        this.#diagnostics.storageFailed();
        console.error(JSON.stringify({ event: 'storage_failed', error: String(result.error) }));
        for (const { event } of result.admitted) {
          for (const connection of this.#roster.connectionsOf(event.member)) {
            if (connection.session !== event.session) continue;
            this.#refuse(connection, 'storage', 'The message could not be stored.', event.cid ?? undefined, 1_000);
          }
        }
        return;
      }
    }
  }

  /** What a stored event does to connections. Told before: who is sent away learns by whom. */
  #enforce(event: LoggedEvent): void {
    if (event.kind === 'set' && JSON.parse(event.data).locked) this.#wrongKeys.forget();
    const expulsion = expulsionBy(event, this.#roster.connections, (id) =>
      may(this.#rankOf(id), 'enter', this.log.state.house),
    );
    if (!expulsion) return;
    const { who, connections, cause, why } = expulsion;
    for (const connection of connections) this.#close(connection, cause, why, cause);
    // Lost, but still counted.
    const name = this.#roster.nameOf(who);
    if (name === undefined) return;
    this.#roster.expel(who);
    this.#notices.add({ event: 'leave', member: { id: who, name }, cause, count: this.#roster.count }, Date.now());
  }

  #rankOf(memberId: string): Rank {
    return rankOf(memberId, this.log.state.house, this.#config.admins);
  }

  #roleOf(memberId: string): Role {
    return roleOf(this.#rankOf(memberId));
  }

  /** The hash by which the address of a connect would be banned, if any is. */
  async #hashAddress({ address }: Admission): Promise<string | undefined> {
    for (;;) {
      const { salt } = this.log.state.house;
      const hash = salt === undefined || address === undefined ? undefined : await hashAddress(salt, address);
      // The first ban of an address may have come meanwhile.
      if (this.log.state.house.salt === salt) return hash;
    }
  }

  #refuseAtDoor(admission: Admission, addressHash: string | undefined, now: number): Response | undefined {
    const { id } = admission;
    const visitor = { admission, addressHash, rank: this.#rankOf(id), isInside: this.#roster.isCounted(id) };
    return refusalAtDoor(visitor, this.log.state.house, this.#wrongKeys, now);
  }

  /** Members whose grace time is over stop being counted. */
  #settle(now: number): void {
    const expired = this.#roster.expire(now - this.#config.leaveGraceMs);
    for (const member of expired)
      this.#notices.add({ event: 'leave', member, cause: 'lost', count: this.#roster.count }, now);
  }

  /** The one way out for a connection, whatever ended it. Calling it again does nothing. */
  #end(connection: Connection, cause: LeaveCause, end: End): void {
    const name = this.#roster.nameOf(connection.memberId) ?? connection.name;
    const removed = this.#roster.remove(connection);
    if (removed === 'gone') return;
    const now = Date.now();
    this.#diagnostics.ended(connection, end, now);
    if (removed !== 'last') return;
    if (cause === 'lost' && connection.v1) return this.#roster.lose(connection.memberId, now);
    this.#roster.leave(connection.memberId);
    const member = { id: connection.memberId, name };
    this.#notices.add(
      { event: 'leave', member, cause: cause === 'lost' ? 'left' : cause, count: this.#roster.count },
      now,
    );
  }

  /** Ends a connection from our side: the client is told why, in a frame that it acts on, and then closed. */
  #close(connection: Connection, name: CloseName, why: string, cause: LeaveCause, retryAfterMs?: number): void {
    this.#flow.flush();
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    this.#send(connection, { type: 'error', code: name, data: why, ...wait, fatal: true, close: CLOSE[name] });
    this.#end(connection, cause, endOfRoom(name));
    connection.close(CLOSE[name], name);
  }

  /** Ends a connection that can't be sent to, and its socket with it: its pings would be answered for ever. */
  #drop(connection: Connection): void {
    this.#end(connection, 'lost', { cause: 'failed_send', code: CLOSE.internal });
    connection.close(CLOSE.internal, 'internal');
  }

  #refuse(connection: Connection, code: ErrorCode, why: string, id?: string, retryAfterMs?: number): void {
    this.#diagnostics.refused(code);
    const frame: ErrorFrame = { type: 'error', code, data: why };
    if (id !== undefined) frame.id = id;
    if (retryAfterMs !== undefined) frame.retryAfterMs = retryAfterMs;
    this.#send(connection, frame);
  }

  #send(connection: Connection, frame: SingleFrame): void {
    if (!connection.v1 && this.#notices.baseWaits) this.#notices.flush(Date.now());
    connection.send(JSON.stringify(frame));
  }

  #toAll(textFor: (connection: Connection) => string | undefined): void {
    // News is of a moment after all that was admitted before it.
    this.#flow.flush();
    this.#sendEach((send) => {
      for (const connection of this.#roster.connections) {
        const text = textFor(connection);
        if (text !== undefined) send(connection, [text]);
      }
    });
  }

  /** Sends to many. One that fails or is too slow interrupts nothing: it is dropped once all have been sent to. */
  #sendEach(work: (send: (connection: Connection, texts: readonly string[]) => void) => void): void {
    const failed = new Set<Connection>();
    const slow = new Set<Connection>();
    const now = Date.now();
    work((connection, texts) => {
      if (!texts.every((text) => connection.send(text))) failed.add(connection);
      else if (connection.isTooSlow(now)) slow.add(connection);
    });
    for (const connection of failed) this.#drop(connection);
    for (const connection of slow) this.#closeSlow(connection);
  }

  /** What it missed is replayed when it resumes; until then nothing more is kept for it. */
  #closeSlow(connection: Connection): void {
    this.#close(connection, 'slow_consumer', 'This connection took too long to read what was sent.', 'slow');
  }

  /** What it is told to wait is time in which its buckets fill. */
  #closeFast(connection: Connection): void {
    this.#close(connection, 'rate_limited', 'Too many frames for too long.', 'lost', FLOOD_RETRY_MS);
  }

  /** Refuses what came too fast; in silence if that was said a moment ago. */
  #slowDown(
    connection: Connection,
    about: 'event' | 'request',
    why: string,
    id: string | undefined,
    waitMs: number,
    now: number,
  ): void {
    const retryAfterMs = this.#limiter.retryAfterMs(connection, about, waitMs, now);
    if (retryAfterMs !== undefined) this.#refuse(connection, 'rate_limited', why, id, retryAfterMs);
  }

  /** The budget of an address in all rooms, which the platform counts. */
  #budget(writes: RateLimit): BudgetOptions {
    const from = (address: string) => [...this.#roster.connections].filter((other) => other.address === address);
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
        for (const connection of from(address)) connection.hold(untilMs);
      },
      exceeded: (address) => {
        const why = 'Too much from your address in all rooms.';
        for (const connection of from(address)) this.#close(connection, 'rate_limited', why, 'lost', HOLD_MS);
      },
    };
  }

  /** A bug must not take the room down or show its insides: the stack goes to the log, its number to the client. */
  #guard(connection: Connection, handle: () => void, id?: string): void {
    try {
      handle();
    } catch (error) {
      const ref = crypto.randomUUID().slice(0, 8);
      console.error(
        JSON.stringify({ event: 'internal', ref, error: error instanceof Error ? error.stack : String(error) }),
      );
      this.#refuse(connection, 'internal', `A fault on the server, number ${ref}.`, id, 1_000);
    }
  }

  /** Who wrote lately, newest last. */
  *#authors(): Generator<Member, undefined> {
    for (const { member: id, name } of this.log.recent(DEDUPE_WINDOW)) yield { id, name };
  }

  #setAlarm(at: number): void {
    this.#alarmAt = at;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(at));
  }
}

/**
 * Answers a client's close, which the runtime doesn't do for sockets that hibernate: without it the client waits
 * 10 to 15 s for its close event.
 */
function answerClose(ws: WebSocket, code: number, reason: string): void {
  // 1006 and 1015 are never on the wire: there is nobody left to answer.
  if (code === 1006 || code === 1015) return;
  try {
    if (code === 1005) ws.close();
    else ws.close(code, reason);
  } catch {
    try {
      // A code that may not be sent, such as 999 or 5000.
      ws.close(1002);
    } catch {
      // The socket had closed in the meantime.
    }
  }
}
