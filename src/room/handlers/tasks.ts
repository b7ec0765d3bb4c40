/** The maintenance tasks of the alarm: closing dead connections and deleting expired events. */

import { DAY_MS } from '../../protocol/time.ts';
import { retentionMs } from '../access/settings.ts';
import type { RoomConfig } from '../config.ts';
import type { Stored } from '../events/body.ts';
import type { EventLog } from '../log/event-log.ts';
import type { AlarmHandle } from '../pipeline/alarm-handle.ts';
import { attempt, attemptLater } from '../pipeline/attempt.ts';
import type { Task } from '../pipeline/scheduler.ts';
import type { Settled } from '../pipeline/settled.ts';
import type { Connection } from '../presence/connection.ts';
import { lastSeen, reapAt } from '../presence/liveness.ts';
import type { Presence } from '../presence/presence.ts';
import type { Sockets } from './sockets.ts';

/**
 * Events deleted per alarm, and the pause before the next. Each deletion is a written row, and the room has other work.
 */
const PRUNE_EVENTS = 1_000;
const PRUNE_PAUSE_MS = 10_000;

/** The parts of the room that its tasks use. */
export interface TaskOptions {
  ctx: DurableObjectState;
  config: RoomConfig;
  log: EventLog<Stored>;
  settled: Settled;
  presence: Presence;
  sockets: Sockets;
  alarm: AlarmHandle;
}

/** Closes connections that were silent for too long or don't read what they are sent. */
export class Reap implements Task {
  readonly name = 'reap';
  readonly retryMs: number;
  readonly #ctx: DurableObjectState;
  readonly #timeoutMs: number;
  readonly #presence: Presence;
  readonly #sockets: Sockets;

  constructor({ ctx, config, presence, sockets }: Omit<TaskOptions, 'alarm' | 'log' | 'settled'>) {
    this.#ctx = ctx;
    this.#timeoutMs = config.heartbeat.timeoutMs;
    this.#presence = presence;
    this.#sockets = sockets;
    this.retryMs = reapAt(0, this.#timeoutMs);
  }

  /** @returns when to check the remaining connections again; `undefined` if none remain */
  run(now: number): number | undefined {
    let due: number | undefined;
    for (const connection of this.#sockets.all()) {
      if (connection.gone) continue;
      // If a connection can't be closed, it is checked again later, and the others are still closed.
      const seen = attempt('close', () => this.#stillThere(connection, now), now);
      if (seen !== undefined) due = Math.min(due ?? Number.POSITIVE_INFINITY, reapAt(seen, this.#timeoutMs));
    }
    return due;
  }

  /**
   * Closes a connection that is silent or slow. @returns when the peer was last heard from, if the connection stays
   * open
   */
  #stillThere(connection: Connection, now: number): number | undefined {
    const ts = lastSeen(connection.joined, connection.seen, connection.pingedAt(this.#ctx));
    const why = `The client sent nothing for ${this.#timeoutMs / 1_000} seconds.`;
    if (now - ts > this.#timeoutMs) this.#presence.close(connection, 'heartbeat', why, 'heartbeat');
    else if (connection.sink.isSlow(now)) this.#presence.closeSlow(connection);
    else return ts;
    return undefined;
  }
}

/** Deletes expired events, and everything stored of a room without events and connections. */
export class Prune implements Task {
  readonly name = 'prune';
  /** Each attempt is a row, and storage that fails rarely recovers quickly. */
  readonly retryMs = 3_600_000;
  readonly #ctx: DurableObjectState;
  readonly #config: RoomConfig;
  readonly #log: EventLog<Stored>;
  readonly #settled: Settled;
  readonly #presence: Presence;
  readonly #alarm: AlarmHandle;

  constructor({ ctx, config, log, settled, presence, alarm }: Omit<TaskOptions, 'sockets'>) {
    this.#ctx = ctx;
    this.#config = config;
    this.#log = log;
    this.#settled = settled;
    this.#presence = presence;
    this.#alarm = alarm;
  }

  /**
   * @returns when to continue: soon if there is more to delete. Otherwise, in a room without connections, a day after
   *   the oldest event expires, or as soon as all events have expired
   */
  run(now: number): number | undefined {
    const log = this.#log;
    // No event may be waiting for a place in a log that is about to be deleted.
    const { head, state } = this.#settled;
    const keptMs = retentionMs(state.settings, this.#config.retentionMs);
    const isEmpty = this.#presence.roster.connections.size === 0;
    if (isEmpty && (head === 0 || log.floor > head)) {
      const deleted = attemptLater(
        'delete',
        () => this.deleteAll(),
        () => this.#alarm.by(now + this.retryMs),
      );
      this.#ctx.waitUntil(deleted);
      return undefined;
    }
    if (keptMs === 0) return undefined;
    if (log.prune(PRUNE_EVENTS)) return now + PRUNE_PAUSE_MS;
    return isEmpty ? Math.min(log.headTs + keptMs + 1, log.floorTs + keptMs + DAY_MS) : undefined;
  }

  /** Deletes everything stored, including the alarm. */
  async deleteAll(): Promise<void> {
    this.#alarm.clear();
    try {
      this.#log.reset();
      await this.#ctx.storage.deleteAll();
    } catch (error) {
      // A request in the meantime may have read the log as empty.
      this.#log.reset();
      throw error;
    }
  }
}
