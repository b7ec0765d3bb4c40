/** Parley with counters around its room for what the platform would bill. The counts can be read at `/bench/counts`. */

import worker, { Room as Measured } from '../../../src/index.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import type { EventLog } from '../../../src/room/log/event-log.ts';

/** Sums over all rooms since the start. Module scope outlives the hibernation of an object. */
const counts = { wakes: 0, alarms: 0, connects: 0, frames: 0, alarmsSet: 0, activeMs: 0 };
/** The logs of all instances, because each counts its own rows. */
const logs: EventLog<Stored>[] = [];

/** Wall-clock time during which a running handler or a set timer keeps an object from hibernating. */
class Activity {
  #holds = 0;
  #since = 0;

  begin(): void {
    if (this.#holds++ === 0) this.#since = performance.now();
  }

  end(): void {
    if (--this.#holds === 0) counts.activeMs += performance.now() - this.#since;
  }
}

/** The object whose handler is running, to which new timers belong. */
let current: Activity | undefined;
const timers = new Map<number, Activity>();
const { setTimeout: set, clearTimeout: clear } = globalThis;

function release(timer: number): void {
  timers.get(timer)?.end();
  timers.delete(timer);
}

globalThis.setTimeout = ((callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
  const activity = current;
  activity?.begin();
  const timer = set(() => {
    try {
      if (activity) within(activity, () => callback(...args));
      else callback(...args);
    } finally {
      release(timer);
    }
  }, ms) as unknown as number;
  if (activity) timers.set(timer, activity);
  return timer;
}) as typeof setTimeout;

globalThis.clearTimeout = ((timer: number | null) => {
  if (timer !== null) release(timer);
  clear(timer);
}) as typeof clearTimeout;

function within<T>(activity: Activity, act: () => T): T {
  const outer = current;
  current = activity;
  activity.begin();
  try {
    return act();
  } finally {
    activity.end();
    current = outer;
  }
}

export class Room extends Measured {
  readonly #activity = new Activity();

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    counts.wakes++;
    logs.push(this.log);
    const { storage } = ctx;
    // A connection request first waits for storage. From `acceptWebSocket` on, the rest is one turn.
    const accept = ctx.acceptWebSocket.bind(ctx);
    ctx.acceptWebSocket = (...args) => {
      current = this.#activity;
      queueMicrotask(() => {
        current = undefined;
      });
      accept(...args);
    };
    const setAlarm = storage.setAlarm.bind(storage);
    storage.setAlarm = (...args) => {
      counts.alarmsSet++;
      return setAlarm(...args);
    };
  }

  override fetch(request: Request): Promise<Response> {
    counts.connects++;
    return within(this.#activity, () => super.fetch(request));
  }

  override webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): void {
    counts.frames++;
    within(this.#activity, () => super.webSocketMessage(ws, message));
  }

  override webSocketClose(ws: WebSocket, code: number): void {
    within(this.#activity, () => super.webSocketClose(ws, code));
  }

  override alarm(): void {
    counts.alarms++;
    within(this.#activity, () => super.alarm());
  }
}

export default {
  fetch(request: Request, env: Cloudflare.Env, ctx: ExecutionContext): Response | Promise<Response> {
    if (new URL(request.url).pathname !== '/bench/counts') return worker.fetch(request, env, ctx);
    const rows = logs.reduce(
      (sum, { rowsWritten, rowsRead }) => ({
        rowsWritten: sum.rowsWritten + rowsWritten,
        rowsRead: sum.rowsRead + rowsRead,
      }),
      { rowsWritten: 0, rowsRead: 0 },
    );
    return Response.json({ ...counts, ...rows });
  },
};
