/** The Durable Object: one room. Turns what the runtime tells into calls of the parts beside it, and their results into frames. */

import { DurableObject } from 'cloudflare:workers';
import { CLOSE, type CloseName, type ErrorCode } from '../protocol/codes.ts';
import { ADMISSION_HEADER, type Admission, decodeAdmission, SUBPROTOCOL } from '../protocol/connect.ts';
import type { RoomReport } from '../protocol/diagnostics.ts';
import type { ErrorFrame, LeaveCause, Member, SingleFrame, WelcomeFrame } from '../protocol/frames.ts';
import { DEDUPE_WINDOW, FATAL_FRAME_BYTES, PROTOCOL_VERSION, WELCOME_HISTORY, WHO_PAGE } from '../protocol/limits.ts';
import {
  type ClientFrame,
  type EventRequest,
  type HistoryRequest,
  type NameFrame,
  parseFrame,
} from '../protocol/parse.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { TokenBucket } from './bucket.ts';
import type { RoomConfig } from './config.ts';
import { Connection } from './connection.ts';
import { Diagnostics, type End, endOfClient, endOfRoom } from './diagnostics.ts';
import { publish } from './fanout.ts';
import { Flow } from './flow.ts';
import { toAck } from './frames.ts';
import { type FlushResult, Intake } from './intake.ts';
import { lastSeen, nextAlarm } from './liveness.ts';
import { EventLog } from './log.ts';
import { Notices } from './notices.ts';
import { Proofs, proofRefusal } from './proofs.ts';
import { type CatchUp, catchUp, toHistory } from './resume.ts';
import { Roster, roleOf } from './roster.ts';

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

export class RoomObject extends DurableObject<Cloudflare.Env> {
  readonly #config: RoomConfig;
  /** Its counters are read by tests and, from outside, by nobody: an instance property is out of reach of RPC. */
  readonly log: EventLog;
  readonly #flow: Flow;
  readonly #roster = new Roster();
  readonly #notices: Notices;
  readonly #diagnostics: Diagnostics;
  readonly #proofs = new Proofs(Date.now());
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
    this.#flow = new Flow(new Intake(this.log, config.limits, roomRate), (result) => this.#deliver(result));
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
    // From here on in one turn: whatever is stored between accept and replay would be missing from both.
    const now = Date.now();
    this.#flow.flush(now);
    this.#settle(now);
    const verdict = admission.proof ? this.#proofs.use(admission.id, admission.proof, now) : 'new';
    const { maxMembers } = this.#config;
    if (maxMembers > 0 && this.#roster.count >= maxMembers && !this.#roster.isCounted(admission.id))
      return Response.json(
        { code: 'room_full', data: `The room has ${maxMembers} members, all it may.` },
        { status: 503 },
      );
    const unproven = proofRefusal(verdict, now);
    if (unproven) return unproven;
    // All that reads the log, and may throw, comes before there is a socket.
    const entry = this.#prepare(admission, now);
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    this.#connect(server, entry, now);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: admission.kind === 'v1' ? { 'Sec-WebSocket-Protocol': SUBPROTOCOL } : {},
    });
  }

  override webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): void {
    const connection = this.#connectionOf(ws);
    if (connection.gone) return;
    this.#guard(connection, () => {
      const now = Date.now();
      connection.touch(now, typeof message === 'string' ? message.length : message.byteLength);
      this.#settle(now);
      this.#receive(connection, message, now);
    });
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

  /** Closes who was silent for too long, deletes what is too old, and says when to look again. */
  override alarm(): void {
    const now = Date.now();
    this.#alarmAt = null;
    this.#flow.flush(now);
    this.#settle(now);
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
    const { retentionMs } = this.#config;
    const empty = this.#roster.connections.size === 0;
    const expired = retentionMs > 0 && this.log.headTs < now - retentionMs;
    if (empty && (this.log.head === 0 || expired)) {
      this.log.reset();
      this.ctx.waitUntil(this.ctx.storage.deleteAll());
      return undefined;
    }
    if (retentionMs === 0) return undefined;
    const more = this.log.prune(now - retentionMs, PRUNE_EVENTS);
    if (more) return now + PRUNE_PAUSE_MS;
    return empty ? this.log.headTs + retentionMs + 1 : undefined;
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
    const { id, kind, session, room, proof } = admission;
    const connection = Connection.open(ws, {
      cid: crypto.randomUUID(),
      id,
      name,
      session,
      kind,
      ...(proof ? { jti: proof.jti } : {}),
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
    if (joined) this.#notices.add({ event: 'join', member: { id, name }, count: this.#roster.count, back }, now);
    else this.#rename(id, name, now);
  }

  #welcome(connection: Connection, room: string, { recovered, frames }: CatchUp, ts: number): void {
    const { people, more } = this.#roster.page('', WHO_PAGE);
    const welcome: WelcomeFrame = {
      type: 'welcome',
      ts,
      data: {
        v: PROTOCOL_VERSION,
        build: this.#config.build,
        self: { id: connection.memberId, name: connection.name, role: roleOf(connection.memberId) },
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
        settings: { topic: '', slow: 0, locked: false, ...this.log.settings },
      },
    };
    this.#send(connection, welcome);
    connection.replay(frames);
  }

  #receive(connection: Connection, message: string | ArrayBuffer, now: number): void {
    if (typeof message !== 'string')
      return this.#close(connection, 'unsupported_data', 'Only text frames are understood.', 'lost');
    if (message.length > FATAL_FRAME_BYTES || utf8Bytes(message) > FATAL_FRAME_BYTES)
      return this.#close(
        connection,
        'too_large',
        `A frame has at most ${this.#config.limits.frameBytes} bytes.`,
        'lost',
      );
    const result = parseFrame(message);
    switch (result.kind) {
      case 'unknown':
        return;
      case 'refused':
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
        return this.#v1(connection, frame, () => this.#event(connection, frame, now));
    }
    // What reads the log or tells of it comes after all that was admitted before.
    this.#flow.flush(now);
    switch (frame.type) {
      case 'name':
        return this.#changeName(connection, frame, now);
      case 'history':
        return this.#v1(connection, frame, () => this.#history(connection, frame));
      case 'who':
        return this.#v1(connection, frame, () => {
          const { people, more } = this.#roster.page(frame.after ?? '', WHO_PAGE);
          this.#send(connection, { type: 'who', id: frame.id, data: people, count: this.#roster.count, more });
        });
    }
  }

  #event(connection: Connection, frame: EventRequest, now: number): void {
    if (connection.v1 && frame.id === undefined)
      return this.#refuse(connection, 'bad_request', 'In a "msg" frame "id" is required: 1 to 64 of A-Z a-z 0-9 _ -.');
    const verdict = this.#flow.accept(frame, connection, this.#roster.connections.size, now);
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
      case 'refused':
        return this.#refuse(connection, verdict.code, verdict.why, frame.id, verdict.retryAfterMs);
    }
  }

  #history(connection: Connection, { id, before, after, limit = WELCOME_HISTORY }: HistoryRequest): void {
    const page =
      after === undefined
        ? this.log.messagesBefore(before ?? this.log.head + 1, limit)
        : this.log.messagesAfter(after, limit);
    this.#send(connection, { ...toHistory(page, connection), id });
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
  #close(connection: Connection, name: CloseName, why: string, cause: LeaveCause): void {
    this.#flow.flush();
    this.#send(connection, { type: 'error', code: name, data: why, fatal: true, close: CLOSE[name] });
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
