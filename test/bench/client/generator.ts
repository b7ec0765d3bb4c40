/** The interface of the load generator: members, spread over several processes. */

import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { micros } from './clock.ts';
import type { CrowdPlan, FinalReport, Posted, Sums, TalkPlan, TalkReport } from './crowd.ts';
import type { Answer, Command, Order } from './process.ts';

export interface GeneratorPlan extends Omit<CrowdPlan, 'seats'> {
  rooms: readonly string[];
  perRoom: number;
  processes: number;
  /** The processor to which all processes are pinned. */
  cpu?: number | undefined;
}

export interface Report extends Omit<FinalReport, 'latencies'> {
  latencies: number[];
}

export interface Talk {
  window: Sums;
  seconds: number;
  /** Processor time of the server in the window, in microseconds. */
  serverMicros: number;
  /** The load of each process, as a share of one core. */
  load: number[];
  lagP99Ms: number;
}

/** The delay of a start, so that all processes learn of it in time. */
const LEAD_MS = 100;
/** The default number of connections that are opened at the same time. */
const AT_ONCE = 100;

export class Generator {
  readonly #children: ChildProcess[];
  readonly #perRoom: number;

  private constructor(children: ChildProcess[], perRoom: number) {
    this.#children = children;
    this.#perRoom = perRoom;
  }

  static async start({ rooms, perRoom, processes, cpu, ...plan }: GeneratorPlan): Promise<Generator> {
    const seats = rooms.flatMap((room, r) =>
      Array.from({ length: perRoom }, (_, i) => ({ room, index: r * perRoom + i })),
    );
    const children = Array.from({ length: processes }, () =>
      fork(join(import.meta.dirname, 'process.ts'), { serialization: 'advanced', ...runtime(cpu) }),
    );
    const generator = new Generator(children, perRoom);
    await generator.#all((i) => ({
      kind: 'gather',
      plan: {
        ...plan,
        seats: seats.filter((_, place) => place % processes === i),
        sampled: Math.ceil(plan.sampled / processes),
      },
    }));
    return generator;
  }

  /**
   * Connects all members.
   * @returns the time that each needed, in microseconds, and why the others failed
   */
  async connect({ resume = false, missed = 0, atOnce = AT_ONCE } = {}): Promise<{ took: number[]; failed: string[] }> {
    const results = await this.#all<{ took: Float64Array; failed: string[] }>(() => ({
      kind: 'connect',
      plan: { resume, missed, atOnce: Math.ceil(atOnce / this.#children.length) },
    }));
    return { took: results.flatMap(({ took }) => [...took]), failed: results.flatMap(({ failed }) => failed) };
  }

  /** Sends messages and returns the results of the measured window. */
  async talk(plan: Omit<TalkPlan, 'startAt' | 'perRoom'>): Promise<Talk> {
    const startAt = micros() + LEAD_MS * 1_000;
    const reports = await this.#all<TalkReport>(() => ({
      kind: 'talk',
      plan: { ...plan, startAt, perRoom: this.#perRoom },
    }));
    return {
      window: add(reports.map(({ window }) => window)),
      seconds: Math.max(...reports.map(({ windowMicros }) => windowMicros)) / 1e6,
      serverMicros: Math.max(...reports.map(({ serverMicros }) => serverMicros)),
      load: reports.map(({ cpuMicros, windowMicros }) => cpuMicros / windowMicros),
      lagP99Ms: Math.max(...reports.map(({ lagP99Ms }) => lagP99Ms)),
    };
  }

  /** Waits until everything that was sent has arrived, at most `patienceMs`. */
  async drain(patienceMs: number): Promise<Report> {
    const posted: Posted = {};
    for (const part of await this.#all<Posted>(() => ({ kind: 'posted' })))
      for (const [room, n] of Object.entries(part)) posted[room] = (posted[room] ?? 0) + n;
    const reports = await this.#all<FinalReport>(() => ({ kind: 'drain', posted, patienceMs }));
    const errors: Record<string, number> = {};
    for (const report of reports)
      for (const [what, times] of Object.entries(report.errors)) errors[what] = (errors[what] ?? 0) + times;
    const sum = (pick: (report: FinalReport) => number): number => reports.reduce((n, report) => n + pick(report), 0);
    return {
      total: add(reports.map(({ total }) => total)),
      lost: sum(({ lost }) => lost),
      extra: sum(({ extra }) => extra),
      unconfirmed: sum(({ unconfirmed }) => unconfirmed),
      errors,
      sampled: sum(({ sampled }) => sampled),
      sampledSent: sum(({ sampledSent }) => sampledSent),
      latencies: reports.flatMap(({ latencies }) => [...latencies]),
    };
  }

  async sums(): Promise<Sums> {
    return add(await this.#all<Sums>(() => ({ kind: 'sums' })));
  }

  /** Only sends heartbeats for a while. */
  async idle(ms: number): Promise<{ live: number }> {
    const reports = await this.#all<{ live: number }>(() => ({ kind: 'idle', ms }));
    return { live: reports.reduce((n, { live }) => n + live, 0) };
  }

  async cut(): Promise<void> {
    await this.#all(() => ({ kind: 'cut' }));
  }

  async stop(): Promise<void> {
    await this.#all(() => ({ kind: 'close' })).catch(() => {});
    for (const child of this.#children) child.kill('SIGKILL');
  }

  #all<T = unknown>(command: (i: number) => Command): Promise<T[]> {
    return Promise.all(this.#children.map((child, i) => ask<T>(child, command(i))));
  }
}

/** How to start a process: with Node, and pinned to a processor if one is given (taskset(1)). */
function runtime(cpu: number | undefined): { execPath?: string; execArgv: string[] } {
  const flags = ['--no-warnings'];
  if (cpu === undefined) return { execArgv: flags };
  return { execPath: 'taskset', execArgv: ['-c', String(cpu), process.execPath, ...flags] };
}

let orders = 0;

function ask<T>(child: ChildProcess, command: Command): Promise<T> {
  orders++;
  const order: Order = { id: orders, command };
  return new Promise((resolve, reject) => {
    const onMessage = ({ id, value, error }: Answer): void => {
      if (id !== order.id) return;
      settle();
      if (error === undefined) resolve(value as T);
      else reject(new Error(`The load generator failed at "${command.kind}": ${error}`));
    };
    const onExit = (): void => {
      settle();
      reject(new Error(`A process of the load generator ended during "${command.kind}".`));
    };
    const settle = (): void => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.send(order);
  });
}

function add(parts: Sums[]): Sums {
  const total: Sums = { sent: 0, deliveries: 0, acks: 0, refused: 0, bytes: 0, live: 0, connects: 0, ends: 0 };
  for (const part of parts) for (const key of Object.keys(total) as (keyof Sums)[]) total[key] += part[key];
  return total;
}
