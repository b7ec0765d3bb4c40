/** Handles a connection request: whether the client may enter, and which frames it gets first. */

import type { CloseName } from '../../protocol/codes.ts';
import { ADMISSION_HEADER, type Admission, decodeAdmission, SUBPROTOCOL } from '../../protocol/connect.ts';
import type { WelcomeFrame } from '../../protocol/frames.ts';
import { PROTOCOL_VERSION } from '../../protocol/limits.ts';
import type { Position } from '../../protocol/position.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { refuseUnreadable, UnreadableError } from '../../protocol/unreadable.ts';
import { refusalAtDoor } from '../access/entry.ts';
import { hashAddress } from '../access/hashes.ts';
import type { WrongKeys } from '../access/lock.ts';
import type { Proofs } from '../access/proofs.ts';
import { muteOf } from '../access/restraints.ts';
import { rightsOf } from '../access/rights.ts';
import { may, type Rank, rankOf, roleOf } from '../access/roles.ts';
import { toSettings } from '../access/settings.ts';
import type { RoomConfig } from '../config.ts';
import type { Present } from '../events/present.ts';
import type { Limiter } from '../limits/limiter.ts';
import { READ_COST } from '../limits/rates.ts';
import type { RowCounts } from '../log/types.ts';
import type { AlarmHandle } from '../pipeline/alarm-handle.ts';
import type { Settled } from '../pipeline/settled.ts';
import type { Telling } from '../pipeline/telling.ts';
import type { Connection } from '../presence/connection.ts';
import { reapAt } from '../presence/liveness.ts';
import { withJson } from '../presence/member-list.ts';
import type { Presence } from '../presence/presence.ts';
import { type CatchUp, Replay } from '../queries/replay.ts';
import type { Names } from './names.ts';
import type { Sockets } from './sockets.ts';

/**
 * For this long after starting without sockets, an object assumes that resuming members were here before it restarted.
 */
const RESTART_MS = 60_000;

/** The parts of the room that handling a connection request uses. */
export interface ConnectOptions {
  config: RoomConfig;
  present: Present;
  settled: Settled;
  rows: RowCounts;
  presence: Presence;
  telling: Telling<Connection>;
  limiter: Limiter;
  names: Names;
  proofs: Proofs;
  wrongKeys: WrongKeys;
  sockets: Sockets;
  alarm: AlarmHandle;
}

/** An accepted connection request, before its socket is accepted. */
interface Entry {
  admission: Admission;
  name: string;
  /** What is wrong with the requested name. */
  badName: Refusal | undefined;
  /** What a v1 client gets after its welcome. Base clients get nothing. */
  catchingUp: CatchUp | undefined;
  /** The member was here before the object lost its sockets. */
  back: boolean;
}

export class ConnectHandler {
  readonly #config: RoomConfig;
  readonly #present: Present;
  readonly #settled: Settled;
  readonly #rows: RowCounts;
  readonly #presence: Presence;
  readonly #telling: Telling<Connection>;
  readonly #limiter: Limiter;
  readonly #names: Names;
  readonly #proofs: Proofs;
  readonly #wrongKeys: WrongKeys;
  readonly #sockets: Sockets;
  readonly #alarm: AlarmHandle;
  readonly #resume: Replay;
  /** Until this time, resuming members count as having been here before the object lost its sockets. */
  readonly #restartUntil: number;

  constructor(options: ConnectOptions) {
    this.#config = options.config;
    this.#present = options.present;
    this.#settled = options.settled;
    this.#rows = options.rows;
    this.#presence = options.presence;
    this.#telling = options.telling;
    this.#limiter = options.limiter;
    this.#names = options.names;
    this.#proofs = options.proofs;
    this.#wrongKeys = options.wrongKeys;
    this.#sockets = options.sockets;
    this.#alarm = options.alarm;
    this.#resume = new Replay(options.settled);
    this.#restartUntil = this.#sockets.startedEmpty ? Date.now() + RESTART_MS : 0;
  }

  /**
   * Handles a connection request that the edge let in. Returns a 101 with a socket, or a refusal as JSON, which the
   * edge turns into an HTTP response or a close.
   */
  async take(request: Request): Promise<Response> {
    const admission = decodeAdmission(request.headers.get(ADMISSION_HEADER) ?? '');
    const result = await this.#admit(admission).catch((error: unknown) => {
      if (error instanceof UnreadableError) return refuseUnreadable(error);
      throw error;
    });
    return 'refused' in result ? Response.json(result) : result;
  }

  async #admit(admission: Admission): Promise<Response | Refusal<CloseName>> {
    if (this.#alarm.at === undefined) {
      const at = await this.#alarm.learn();
      // Every connection leaves an alarm that outlasts the validity of a proof.
      if (at === null && this.#presence.roster.count === 0) this.#proofs.nobodyCame();
    }
    const addressHash = await this.#hashAddress(admission);
    // Everything from here on runs in one turn. An event stored between accept and replay would be missing from both.
    const now = Date.now();
    this.#presence.expire(now);
    const refusal = this.#refusal(admission, addressHash, now);
    if (refusal) return refusal;
    // Read the log before accepting the socket, because reading may throw.
    const { rowsRead } = this.#rows;
    const entry = this.#prepare(admission, now);
    if (entry.catchingUp?.gaveUp) this.#limiter.request({ ...admission, memberId: admission.id }, READ_COST, now);
    const { 0: client, 1: server } = new WebSocketPair();
    this.#connect(server, entry, now);
    this.#limiter.read(admission, this.#rows.rowsRead - rowsRead, now);
    return new Response(null, {
      status: 101,
      webSocket: client,
      headers: admission.kind === 'v1' ? { 'Sec-WebSocket-Protocol': SUBPROTOCOL } : {},
    });
  }

  /** Why a client may not connect; `undefined` if it may. Uses up the proof in either case. */
  #refusal(admission: Admission, addressHash: string | undefined, now: number): Refusal<CloseName> | undefined {
    const { roster } = this.#presence;
    const { id, proof } = admission;
    const badProof = proof && this.#proofs.use(id, proof, 'connect', now);
    const isInside = roster.isCounted(id);
    const visitor = { admission, addressHash, rank: this.#rankOf(id), isInside };
    const refusal =
      this.#limiter.refusal(admission, roster, now) ??
      badProof ??
      refusalAtDoor(visitor, this.#present.state.moderation, this.#wrongKeys, now);
    if (refusal) return refusal;
    const { maxMembers } = this.#config;
    if (maxMembers === 0 || isInside || roster.count < maxMembers) return undefined;
    // Moderators may enter a full room, so that a crowd can't keep them out.
    if (may(visitor.rank, 'enter', this.#present.state.moderation)) return undefined;
    return refuse('room_full', `The room is full. It has reached its limit of ${maxMembers} members.`);
  }

  /** The hash under which the client's address would be banned, if any address is. */
  async #hashAddress({ address }: Admission): Promise<string | undefined> {
    for (;;) {
      const { salt } = this.#present.state.moderation;
      const hash = salt === undefined || address === undefined ? undefined : await hashAddress(salt, address);
      // The first ban of an address may have been added meanwhile.
      if (this.#present.state.moderation.salt === salt) return hash;
    }
  }

  #prepare(admission: Admission, now: number): Entry {
    const { id, kind, session, address } = admission;
    const from = resumesFrom(admission);
    const { name, refusal } = this.#names.choose({ memberId: id, address }, admission.name, now);
    // `welcome` contains the name in force. The client is also told if its name is never allowed, but not if the name
    // is only taken at the moment.
    const badName = refusal?.code === 'bad_name' ? refusal : undefined;
    const catchingUp = kind === 'v1' ? this.#resume.catchUp(from, { memberId: id, sessionTag: session }) : undefined;
    const back = now < this.#restartUntil && from?.epoch === this.#settled.epoch;
    return { admission, name, badName, catchingUp, back };
  }

  #connect(ws: WebSocket, { admission, name, badName, catchingUp, back }: Entry, now: number): void {
    const { id, kind, session, room, address, proof } = admission;
    const held = this.#limiter.heldUntil(address);
    const connection = this.#sockets.accept(ws, {
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
    const joined = this.#presence.enter(connection);
    this.#alarm.by(reapAt(now, this.#config.heartbeat.timeoutMs));

    if (catchingUp) this.#welcome(connection, room, catchingUp, now);
    if (badName && connection.v1) this.#telling.refuse(connection, badName);
    if (joined) this.#presence.announce(connection, back, now);
    else this.#presence.rename(id, name, now);
  }

  #welcome(connection: Connection, room: string, { recovered, frames }: CatchUp, ts: number): void {
    const { roster, byCount } = this.#presence;
    const { text, more } = roster.list.page('');
    const { memberId, name } = connection;
    const rank = this.#rankOf(memberId);
    const { moderation } = this.#present.state;
    const mute = muteOf(moderation, { id: memberId, rank }, ts);
    const muted = mute && { muted: mute.untilMs === undefined ? {} : { untilMs: mute.untilMs } };
    const data: Omit<WelcomeFrame['data'], 'who'> = {
      v: PROTOCOL_VERSION,
      build: this.#config.build,
      self: { id: memberId, name, role: roleOf(rank), may: rightsOf(rank, moderation), ...muted },
      room,
      epoch: this.#settled.epoch,
      seq: this.#settled.head,
      floor: this.#settled.floor,
      recovered,
      more,
      count: roster.count,
      ...(byCount ? { byCount: true } : {}),
      heartbeat: this.#config.heartbeat,
      limits: this.#config.limits,
      settings: toSettings(this.#settled.state),
    };
    const head: Omit<WelcomeFrame, 'data'> = { type: 'welcome', ts };
    this.#telling.answerText(connection, withJson(head, 'data', withJson(data, 'who', text)));
    connection.sink.replay(frames);
  }

  #rankOf(memberId: string): Rank {
    return rankOf(memberId, this.#present.state.moderation, this.#config.admins);
  }
}

/** The position up to which the client has everything; `undefined` if the request doesn't name it completely. */
function resumesFrom({ since, epoch }: Admission): Position | undefined {
  return since === undefined || epoch === undefined ? undefined : { epoch, seq: since };
}
