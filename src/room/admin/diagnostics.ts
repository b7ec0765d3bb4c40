/**
 * Counts what a room does, logs each connection that ends, and makes the report for the operator. The counters are in
 * memory and restart when the room wakes, because storing them would cost a row or an attachment for each frame.
 */

import type { ErrorCode } from '../../protocol/codes.ts';
import {
  CONNECTIONS_LISTED,
  type ConnectionReport,
  type Counters,
  type RoomReport,
} from '../../protocol/diagnostics.ts';
import type { RoomConfig } from '../config.ts';
import type { End } from '../presence/close-causes.ts';
import type { Connection } from '../presence/connection.ts';
import { ConnectionLog } from './connection-log.ts';
import { findFaults } from './faults.ts';

/** Length of the ids in the log and in the report, enough to tell the connections of a room apart. */
const LABEL_CHARS = 8;

/** The state of the room as the report shows it. */
export interface RoomSnapshot {
  members: number;
  /** Connections that the room counts. */
  counted: ReadonlySet<Connection>;
  /** Connections of all sockets that the runtime lists. */
  listed: readonly Connection[];
  /** Unix milliseconds; `null` if no alarm is set. */
  alarmAt: number | null;
  /** The newest `seq` of the log. */
  seq: number;
  /** SQLite rows since the object started. */
  rows: { rowsRead: number; rowsWritten: number };
}

/** The runtime calls that are used. */
interface Runtime {
  id: DurableObjectId;
  getWebSocketAutoResponseTimestamp(ws: WebSocket): Date | null;
}

type Counts = Omit<Counters, 'logged' | 'unsampled' | 'leftOut' | 'rowsRead' | 'rowsWritten'>;

export class Diagnostics {
  readonly #runtime: Runtime;
  readonly #config: RoomConfig;
  readonly #connectionLog: ConnectionLog;
  readonly #since = Date.now();
  readonly #reaped = { total: 0, talking: 0 };
  /** An open connection has its own frame counters. They are added here when it ends. */
  readonly #counts: Counts = {
    opened: 0,
    ended: {},
    framesIn: 0,
    framesOut: 0,
    charsIn: 0,
    charsOut: 0,
    failedSends: 0,
    admitted: 0,
    stored: 0,
    flushes: 0,
    storageFailures: 0,
    deliveries: 0,
    notices: 0,
    errors: {},
  };

  constructor(runtime: Runtime, config: RoomConfig) {
    this.#runtime = runtime;
    this.#config = config;
    this.#connectionLog = new ConnectionLog(config.logSample);
  }

  opened(): void {
    this.#counts.opened++;
  }

  /** A request was refused. */
  refused(code: ErrorCode): void {
    this.#counts.errors[code] = (this.#counts.errors[code] ?? 0) + 1;
  }

  /** An event was admitted. */
  admitted(): void {
    this.#counts.admitted++;
  }

  /** A flush stored events. @param others connections that each event is sent to, which is all but the sender's */
  flushed(events: number, others: number): void {
    this.#counts.flushes++;
    this.#counts.stored += events;
    this.#counts.deliveries += events * Math.max(0, others);
  }

  storageFailed(): void {
    this.#counts.storageFailures++;
  }

  /** A notice was sent. */
  noticed(): void {
    this.#counts.notices++;
  }

  /** A connection ended. Called once for each. */
  ended(connection: Connection, { cause, code }: End, now: number): void {
    const { traffic, joined, seen } = connection;
    this.#counts.ended[cause] = (this.#counts.ended[cause] ?? 0) + 1;
    this.#add(connection);
    const pingedAt = this.#pingedAt(connection);
    if (cause === 'heartbeat') {
      this.#reaped.total++;
      // It sent frames for longer than a client waits before its first ping, but never pinged.
      if (pingedAt === undefined && seen - joined > 1.2 * this.#config.heartbeat.intervalMs) this.#reaped.talking++;
    }
    const { since, maxBuffered, ...counted } = traffic;
    this.#connectionLog.write(
      {
        event: 'ended',
        room: label(this.#runtime.id.toString()),
        cid: label(connection.connectionId),
        cause,
        code,
        kind: connection.v1 ? 'v1' : 'base',
        ageMs: now - joined,
        heardMs: now - Math.max(joined, seen, pingedAt ?? 0),
        pinged: pingedAt !== undefined,
        countedMs: now - since,
        ...counted,
        ...(maxBuffered === undefined ? {} : { maxBuffered }),
      },
      now,
    );
  }

  /** The report for the operator. */
  report({ members, counted, listed, alarmAt, seq, rows }: RoomSnapshot, now: number): RoomReport {
    const { heartbeat } = this.#config;
    const listing = new Set(listed);
    // A connection that the room counts but the runtime doesn't list is a fault, and the report must show it.
    const all = [...new Set([...listed, ...counted])];
    const connections = all
      .map((connection) => this.#reportOf(connection, listing.has(connection), now))
      .sort((a, b) => Number(isTroubled(b)) - Number(isTroubled(a)) || b.ageMs - a.ageMs);
    return {
      room: label(this.#runtime.id.toString()),
      ts: now,
      since: this.#since,
      members,
      open: counted.size,
      closing: listed.filter(({ gone }) => gone).length,
      seq,
      alarmAt,
      heartbeat,
      counters: this.#counters(counted, rows),
      findings: findFaults({
        now,
        connections: all.map((connection) => ({
          joined: connection.joined,
          pingedAt: this.#pingedAt(connection),
          goneAt: connection.goneAt,
          failedAt: connection.failedAt,
          listed: listing.has(connection),
        })),
        heartbeat,
        alarmAt,
        reaped: this.#reaped,
      }),
      connections: connections.slice(0, CONNECTIONS_LISTED),
      more: Math.max(0, connections.length - CONNECTIONS_LISTED),
    };
  }

  #reportOf(connection: Connection, listed: boolean, now: number): ConnectionReport {
    const { traffic, joined, seen } = connection;
    const pingedAt = this.#pingedAt(connection);
    const buffered = connection.sink.unsent ?? null;
    return {
      id: label(connection.connectionId),
      kind: connection.v1 ? 'v1' : 'base',
      state: connection.gone ? 'closing' : listed ? 'open' : 'unlisted',
      ageMs: now - joined,
      heardMs: now - Math.max(joined, seen, pingedAt ?? 0),
      pinged: pingedAt !== undefined,
      buffered,
      maxBuffered: buffered === null ? null : Math.max(buffered, traffic.maxBuffered ?? 0),
      framesIn: traffic.framesIn,
      framesOut: traffic.framesOut,
      failedSends: traffic.failedSends,
    };
  }

  #counters(counted: ReadonlySet<Connection>, { rowsRead, rowsWritten }: RoomSnapshot['rows']): Counters {
    const sum = { ...this.#counts };
    for (const { traffic } of counted) for (const key of SUMMED) sum[key] += traffic[key];
    return { ...sum, rowsRead, rowsWritten, ...this.#connectionLog.counts };
  }

  #add({ traffic }: Connection): void {
    for (const key of SUMMED) this.#counts[key] += traffic[key];
  }

  #pingedAt(connection: Connection): number | undefined {
    return connection.pingedAt(this.#runtime);
  }
}

/** The counters that each connection keeps itself. */
const SUMMED = ['framesIn', 'framesOut', 'charsIn', 'charsOut', 'failedSends'] as const;

function isTroubled({ state, failedSends }: ConnectionReport): boolean {
  return state !== 'open' || failedSends > 0;
}

/** The part of an id that is used in the log and in the report. */
export function label(id: string): string {
  return id.slice(0, LABEL_CHARS);
}
