/** The members that one process simulates: connects them, lets them send at a steady rate, and counts what arrives. */

import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuMicros } from '../server/accounting.ts';
import { micros } from './clock.ts';
import { DIALECTS, type DialectName } from './dialect.ts';
import { Member } from './member.ts';
import type { Offer } from './socket.ts';

export interface CrowdPlan {
  server: string;
  dialect: DialectName;
  offer: Offer;
  /** The members to simulate, with their numbers in the whole scenario. */
  seats: readonly { room: string; index: number }[];
  /** How many members measure latencies. */
  sampled: number;
}

export interface ConnectPlan {
  /** Whether each member resumes from its last position or connects as a new client. */
  resume: boolean;
  /** How many missed messages a member must get before it counts as back. */
  missed: number;
  /** How many connections are opened at the same time. */
  atOnce: number;
}

export interface TalkPlan {
  /** The start in `micros`. */
  startAt: number;
  warmMs: number;
  windowMs: number;
  /** Messages that each speaker sends per second. */
  rate: number;
  /** How many of each room's members send. These are the ones with the lowest numbers. */
  speakers: number;
  /** Members per room, used to spread the speakers over time. */
  perRoom: number;
  /** Whether members reconnect after their connection ended, as clients do. */
  reconnect?: boolean;
  /** The server's process if it runs on this machine. Its processor time is measured over the window. */
  pid?: number;
}

/** Sums over all members at one moment. */
export interface Sums {
  sent: number;
  deliveries: number;
  acks: number;
  refused: number;
  bytes: number;
  live: number;
  connects: number;
  ends: number;
}

export interface TalkReport {
  /** Sums over the window only. */
  window: Sums;
  /** The real length of the window, which is longer if the process was late. */
  windowMicros: number;
  /** Processor time of the server in the window, in microseconds; 0 if its process is unknown. */
  serverMicros: number;
  /** Processor time of this process in the window, in microseconds. */
  cpuMicros: number;
  /** The delay of the event loop in the window, 99th percentile, in milliseconds. */
  lagP99Ms: number;
}

/** Messages sent and not refused, by room. Every other member of the room should get them. */
export type Posted = Record<string, number>;

export interface FinalReport {
  total: Sums;
  /** Missing deliveries to members that stayed connected. */
  lost: number;
  /** Deliveries beyond the expected ones. */
  extra: number;
  /** The speaker's own messages that were neither acknowledged nor refused, for servers that send acks. */
  unconfirmed: number;
  errors: Record<string, number>;
  /** Latencies of messages sent in the window, in microseconds. */
  latencies: Float64Array;
  /** How many members measured latencies, and how many messages they sent in the window themselves. */
  sampled: number;
  sampledSent: number;
}

const TICK_MS = 1;
const DRAIN_POLL_MS = 20;
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 30_000;

export class Crowd {
  readonly members: Member[] = [];
  readonly #plan: CrowdPlan;
  readonly #pauses = new Map<Member, { ms: number; until: number }>();
  #window = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };

  constructor(plan: CrowdPlan) {
    this.#plan = plan;
    const every = Math.max(1, Math.floor(plan.seats.length / Math.max(1, plan.sampled)));
    plan.seats.forEach(({ room, index }, place) => {
      const seat = { room, name: `member-${index}`, sid: randomBytes(24).toString('base64url') };
      this.members.push(
        new Member({
          server: plan.server,
          dialect: DIALECTS[plan.dialect],
          offer: plan.offer,
          seat,
          sampled: place % every === 0,
        }),
      );
    });
  }

  /**
   * Connects all members that aren't connected.
   * @returns the time that each needed, in microseconds, and why the others failed
   */
  async connect({ resume, missed, atOnce }: ConnectPlan): Promise<{ took: Float64Array; failed: string[] }> {
    const waiting = this.members.filter(({ live }) => !live);
    const took: number[] = [];
    const failed: string[] = [];
    const letIn = async (): Promise<void> => {
      for (let member = waiting.pop(); member; member = waiting.pop()) {
        const from = micros();
        const complete = member.reach(member.deliveries + missed);
        const problem = await member.connect(resume ? member.position : undefined);
        if (problem !== undefined) failed.push(problem);
        else {
          await complete;
          took.push(micros() - from);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, letIn));
    return { took: Float64Array.from(took), failed };
  }

  /** Sends at a steady rate. Messages that are late are sent as soon as possible. */
  async talk(plan: TalkPlan): Promise<TalkReport> {
    const { startAt, warmMs, windowMs, rate, speakers, perRoom } = plan;
    const everyMicros = 1_000_000 / rate;
    const due = this.#plan.seats.flatMap(({ index }, place) => {
      const member = this.members[place];
      const number = index % perRoom;
      // Speakers send at different times, in different rooms too.
      const phase = ((number / speakers + Math.floor(index / perRoom) * 0.618) % 1) * everyMicros;
      return member && number < speakers ? [{ member, at: startAt + phase }] : [];
    });
    this.#window = { from: startAt + warmMs * 1_000, to: startAt + (warmMs + windowMs) * 1_000 };
    const serverCpu = (): number => (plan.pid === undefined ? 0 : cpuMicros(plan.pid));
    const lag = monitorEventLoopDelay({ resolution: 5 });
    let before: { at: number; sums: Sums; cpu: NodeJS.CpuUsage; server: number } | undefined;
    for (;;) {
      const now = micros();
      if (!before && now >= this.#window.from) {
        before = { at: now, sums: this.sums(), cpu: process.cpuUsage(), server: serverCpu() };
        lag.enable();
      }
      if (before && now >= this.#window.to) {
        lag.disable();
        const { user, system } = process.cpuUsage(before.cpu);
        const lateMs = Number.isFinite(lag.percentile(99)) ? lag.percentile(99) / 1e6 - 5 : 0;
        return {
          window: difference(this.sums(), before.sums),
          windowMicros: now - before.at,
          serverMicros: serverCpu() - before.server,
          cpuMicros: user + system,
          lagP99Ms: Math.max(0, lateMs),
        };
      }
      if (plan.reconnect) this.#revive(now);
      for (const turn of due) {
        if (turn.at > now) continue;
        turn.member.say();
        if (before) turn.member.sentInWindow++;
        turn.at += everyMicros;
      }
      await delay(TICK_MS);
    }
  }

  /** Members that lost their connection retry after a random pause that doubles, as Parley's client does. */
  #revive(now: number): void {
    for (const member of this.members) {
      if (member.live) {
        this.#pauses.delete(member);
        continue;
      }
      const pause = this.#pauses.get(member) ?? {
        ms: FIRST_PAUSE_MS,
        until: now + Math.random() * FIRST_PAUSE_MS * 1_000,
      };
      this.#pauses.set(member, pause);
      if (now < pause.until) continue;
      pause.ms = Math.min(pause.ms * 2, LAST_PAUSE_MS);
      pause.until = Number.POSITIVE_INFINITY;
      void member.connect(member.position).then((problem) => {
        if (problem !== undefined) pause.until = micros() + Math.random() * pause.ms * 1_000;
      });
    }
  }

  /** Messages sent and not refused so far, by room. */
  posted(): Posted {
    const posted: Posted = {};
    for (const { seat, sent, refused } of this.members) posted[seat.room] = (posted[seat.room] ?? 0) + sent - refused;
    return posted;
  }

  /** Waits until everything in `posted` has arrived, but no longer than `patienceMs`. */
  async drain(posted: Posted, patienceMs: number): Promise<FinalReport> {
    const until = micros() + patienceMs * 1_000;
    const missing = (member: Member): number =>
      (posted[member.seat.room] ?? 0) - (member.sent - member.refused) - member.deliveries;
    while (micros() < until && this.members.some((member) => missing(member) > 0)) await delay(DRAIN_POLL_MS);
    const errors: Record<string, number> = {};
    const latencies: number[] = [];
    let [lost, extra, unconfirmed, sampled, sampledSent] = [0, 0, 0, 0, 0];
    for (const member of this.members) {
      sampled += member.sampled ? 1 : 0;
      sampledSent += member.sampled ? member.sentInWindow : 0;
      lost += Math.max(0, missing(member));
      extra += Math.max(0, -missing(member));
      unconfirmed += Math.max(0, member.sent - member.acks - member.refused);
      for (const [what, times] of member.errors) errors[what] = (errors[what] ?? 0) + times;
      for (const { sentAt, took } of member.samples)
        if (sentAt >= this.#window.from && sentAt < this.#window.to) latencies.push(took);
    }
    return {
      total: this.sums(),
      lost,
      extra,
      unconfirmed,
      errors,
      latencies: Float64Array.from(latencies),
      sampled,
      sampledSent,
    };
  }

  /**
   * Only sends heartbeats for `ms`, as the protocol describes: each member every 25 s ± 20 %, starting at a random
   * time.
   */
  async idle(ms: number): Promise<{ cpuMicros: number; live: number }> {
    const cpu = process.cpuUsage();
    const until = Date.now() + ms;
    const due = this.members.map((member) => ({ member, at: Date.now() + Math.random() * 25_000 }));
    while (Date.now() < until) {
      const now = Date.now();
      for (const turn of due) {
        if (turn.at > now) continue;
        turn.member.beat();
        turn.at += 20_000 + Math.random() * 10_000;
      }
      await delay(20);
    }
    const { user, system } = process.cpuUsage(cpu);
    return { cpuMicros: user + system, live: this.sums().live };
  }

  sums(): Sums {
    const sums: Sums = { sent: 0, deliveries: 0, acks: 0, refused: 0, bytes: 0, live: 0, connects: 0, ends: 0 };
    for (const member of this.members) {
      sums.sent += member.sent;
      sums.deliveries += member.deliveries;
      sums.acks += member.acks;
      sums.refused += member.refused;
      sums.bytes += member.bytes;
      sums.live += member.live ? 1 : 0;
      sums.connects += member.connects;
      sums.ends += member.ends;
    }
    return sums;
  }

  cut(): void {
    for (const member of this.members) member.cut();
  }

  close(): void {
    for (const member of this.members) member.close();
  }
}

function difference(after: Sums, before: Sums): Sums {
  return {
    sent: after.sent - before.sent,
    deliveries: after.deliveries - before.deliveries,
    acks: after.acks - before.acks,
    refused: after.refused - before.refused,
    bytes: after.bytes - before.bytes,
    live: after.live,
    connects: after.connects - before.connects,
    ends: after.ends - before.ends,
  };
}
