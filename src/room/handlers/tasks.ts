/** The tasks of the alarm that look after a room by themselves: dead connections are closed, and events that are too old deleted. */

import { DAY_MS } from '../../protocol/time.ts';
import { retentionMs } from '../access/settings.ts';
import type { RoomConfig } from '../config.ts';
import type { Stored } from '../events/body.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Alarm } from '../pipeline/alarm.ts';
import { attempt, attemptLater } from '../pipeline/attempt.ts';
import type { Task } from '../pipeline/scheduler.ts';
import type { Settled } from '../pipeline/settled.ts';
import type { Connection } from '../presence/connection.ts';
import { lastSeen, reapAt } from '../presence/liveness.ts';
import type { Presence } from '../presence/presence.ts';
import type { Sockets } from './sockets.ts';

/** Events deleted in one alarm, and the pause before the next: each is a row written, and the room has other things to do. */
const PRUNE_EVENTS = 1_000;
const PRUNE_PAUSE_MS = 10_000;

/** The parts of the room that its tasks work with. */
export interface TaskOptions {
  ctx: DurableObjectState;
  config: RoomConfig;
  log: EventLog<Stored>;
  settled: Settled;
  presence: Presence;
  sockets: Sockets;
  alarm: Alarm;
}

/** Closes connections that were silent for too long, or don't read what they are sent. */
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

  /** @returns when to look after the connections that stay; `undefined` if none does */
  run(now: number): number | undefined {
    let due: number | undefined;
    for (const connection of this.#sockets.all()) {
      if (connection.gone) continue;
      // A connection that can't be closed is looked at again, and keeps no other from being closed.
      const seen = attempt('close', () => this.#stillThere(connection, now), now);
      if (seen !== undefined) due = Math.min(due ?? Number.POSITIVE_INFINITY, reapAt(seen, this.#timeoutMs));
    }
    return due;
  }

  /** Closes a connection that is to go. @returns when it was last heard if it stays */
  #stillThere(connection: Connection, now: number): number | undefined {
    const ts = lastSeen(connection.joined, connection.seen, connection.pingedAt(this.#ctx));
    const why = `Nothing was heard for ${this.#timeoutMs / 1_000} seconds.`;
    if (now - ts > this.#timeoutMs) this.#presence.close(connection, 'heartbeat', why, 'heartbeat');
    else if (connection.sink.isSlow(now)) this.#presence.closeSlow(connection);
    else return ts;
    return undefined;
  }
}

/** Deletes events that are too old, and of a room without events and connections all that is stored. */
export class Prune implements Task {
  readonly name = 'prune';
  /** Each try is a row, and storage that fails rarely heals by itself. */
  readonly retryMs = 3_600_000;
  readonly #ctx: DurableObjectState;
  readonly #config: RoomConfig;
  readonly #log: EventLog<Stored>;
  readonly #settled: Settled;
  readonly #presence: Presence;
  readonly #alarm: Alarm;

  constructor({ ctx, config, log, settled, presence, alarm }: Omit<TaskOptions, 'sockets'>) {
    this.#ctx = ctx;
    this.#config = config;
    this.#log = log;
    this.#settled = settled;
    this.#presence = presence;
    this.#alarm = alarm;
  }

  /**
   * @returns when to go on: soon where there is more; else, in a room without connections, a day after the oldest event has
   *   expired, or sooner if by then all have
   */
  run(now: number): number | undefined {
    const log = this.#log;
    // Nothing may wait for a place in a log that is about to be deleted.
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

  /** Deletes all that is stored, the alarm with it. */
  async deleteAll(): Promise<void> {
    this.#alarm.clear();
    try {
      this.#log.reset();
      await this.#ctx.storage.deleteAll();
    } catch (error) {
      // What asked in the meantime may have found an empty room.
      this.#log.reset();
      throw error;
    }
  }
}
