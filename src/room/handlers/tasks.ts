/** What the alarm does: it closes connections that are dead, and deletes events that are too old. */

import { retentionMs } from '../access/settings.ts';
import type { RoomConfig } from '../config.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Alarm } from '../pipeline/alarm.ts';
import { attempt, attemptLater } from '../pipeline/attempt.ts';
import type { Connection } from '../presence/connection.ts';
import { lastSeen, nextAlarm } from '../presence/liveness.ts';
import type { Presence } from '../presence/presence.ts';
import type { Sockets } from './sockets.ts';

/** Events deleted in one alarm, and the pause before the next: each is a row written, and the room has other things to do. */
const PRUNE_EVENTS = 1_000;
const PRUNE_PAUSE_MS = 10_000;
const DAY_MS = 86_400_000;
/** When to try again what the alarm could not do: each try is a row, and storage that fails rarely heals by itself. */
export const RETRY_MS = 3_600_000;

/** The parts of the room that its tasks work with. */
export interface TasksOptions {
  ctx: DurableObjectState;
  config: RoomConfig;
  log: EventLog;
  presence: Presence;
  sockets: Sockets;
  alarm: Alarm;
}

export class Tasks {
  readonly #ctx: DurableObjectState;
  readonly #config: RoomConfig;
  readonly #log: EventLog;
  readonly #presence: Presence;
  readonly #sockets: Sockets;
  readonly #alarm: Alarm;

  constructor({ ctx, config, log, presence, sockets, alarm }: TasksOptions) {
    this.#ctx = ctx;
    this.#config = config;
    this.#log = log;
    this.#presence = presence;
    this.#sockets = sockets;
    this.#alarm = alarm;
  }

  /** @returns when to look after the connections that stay; `undefined` if none does */
  reap(now: number): number | undefined {
    // A connection that can't be closed is looked at again, and keeps no other from being closed.
    const seen = this.#sockets
      .all()
      .flatMap((connection) =>
        connection.gone ? [] : (attempt('close', () => this.#stillThere(connection, now), now) ?? []),
      );
    return nextAlarm(seen, this.#config.heartbeat.timeoutMs);
  }

  /** Closes a connection that was silent for too long, or doesn't read. @returns when it was last heard if it stays */
  #stillThere(connection: Connection, now: number): number | undefined {
    const { timeoutMs } = this.#config.heartbeat;
    const ts = lastSeen(connection.joined, connection.seen, connection.pingedAt(this.#ctx));
    if (now - ts > timeoutMs)
      this.#presence.close(connection, 'heartbeat', `Nothing was heard for ${timeoutMs / 1_000} seconds.`, 'heartbeat');
    else if (connection.isTooSlow(now)) this.#presence.closeSlow(connection);
    else return ts;
    return undefined;
  }

  /**
   * Deletes what is too old.
   * @returns when to go on: soon where there is more; else, in a room without connections, a day after the oldest event has
   *   expired, or sooner if by then all have
   */
  prune(now: number): number | undefined {
    const log = this.#log;
    const keptMs = retentionMs(log.state.settings, this.#config.retentionMs);
    const empty = this.#presence.roster.connections.size === 0;
    if (empty && (log.head === 0 || log.floor > log.head)) {
      const deleted = attemptLater(
        'delete',
        () => this.deleteAll(),
        () => this.#alarm.set(now + RETRY_MS),
      );
      this.#ctx.waitUntil(deleted);
      return undefined;
    }
    if (keptMs === 0) return undefined;
    if (log.prune(PRUNE_EVENTS)) return now + PRUNE_PAUSE_MS;
    return empty ? Math.min(log.headTs + keptMs + 1, log.floorTs + keptMs + DAY_MS) : undefined;
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
