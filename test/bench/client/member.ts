/** One member: its connection, what it sent, and what it received. */

import type { WelcomeFrame } from '../../../src/protocol/frames.ts';
import { micros, stamped, stampOf } from './clock.ts';
import type { Dialect, Seat } from './dialect.ts';
import { LoadSocket, type Offer } from './socket.ts';

const WELCOME = '{"type":"welcome"';

export interface MemberOptions {
  server: string;
  dialect: Dialect;
  offer: Offer;
  seat: Seat;
  /** Whether it parses each frame and measures latencies. Other members only count. */
  sampled: boolean;
}

export class Member {
  readonly seat: Seat;
  sent = 0;
  /** Messages sent in the measured window. */
  sentInWindow = 0;
  deliveries = 0;
  acks = 0;
  refused = 0;
  connects = 0;
  /** How often its connection ended unexpectedly. */
  ends = 0;
  /** The send times and latencies of received messages in microseconds, if it is sampled. */
  readonly samples: { sentAt: number; took: number }[] = [];
  /** Errors by code. */
  readonly errors = new Map<string, number>();
  live = false;
  #epoch = '';
  /**
   * Its position in the log minus the events it received. Each event reaches a connection once, so counting gives the
   * position.
   */
  #base = 0;
  readonly #options: MemberOptions;
  #socket: LoadSocket | undefined;
  #bytesBefore = 0;
  #awaited: { deliveries: number; resolve: () => void } | undefined;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.seat = options.seat;
  }

  get sampled(): boolean {
    return this.#options.sampled;
  }

  /** The position from which it would resume; `undefined` if there is none. */
  get position(): { since: number; epoch: string } | undefined {
    return this.#epoch === '' ? undefined : { since: this.#base + this.deliveries + this.acks, epoch: this.#epoch };
  }

  /** Bytes received on all its connections. */
  get bytes(): number {
    return this.#bytesBefore + (this.#socket?.bytes ?? 0);
  }

  /**
   * Connects. Resolves once it has joined the room, or with the reason for the failure.
   * @param resume the position from which to resume; without it, it joins as new
   */
  connect(resume?: { since: number; epoch: string }): Promise<string | undefined> {
    const { dialect, offer, server, seat } = this.#options;
    const as = resume ? { ...seat, ...resume } : seat;
    this.connects++;
    return new Promise((resolve) => {
      const isIn = (): void => {
        this.live = true;
        resolve(undefined);
      };
      const socket = new LoadSocket({
        url: dialect.url(server, as),
        protocols: dialect.protocols(as),
        offer,
        onOpen: () => {
          if (!dialect.greets) isIn();
        },
        onText: (buffer, start, end) => {
          if (this.live) return this.#take(buffer, start, end);
          const text = buffer.toString('utf8', start, end);
          if (text.startsWith(WELCOME)) this.#noteWelcome(text);
          const reply = dialect.greet(text);
          if (reply === true) isIn();
          else if (reply !== undefined) socket.send(reply);
          else this.#noteErrors(text);
        },
        onEnd: (code, why) => {
          if (this.#socket !== socket) return;
          if (this.live) this.ends++;
          this.live = false;
          this.#bytesBefore += socket.bytes;
          this.#socket = undefined;
          this.#count(`end ${code}`);
          resolve(`${code} ${why}`);
        },
      });
      this.#socket = socket;
    });
  }

  /** Resolves once it has received `deliveries` messages in all. */
  reach(deliveries: number): Promise<void> {
    if (this.deliveries >= deliveries) return Promise.resolve();
    return new Promise((resolve) => {
      this.#awaited = { deliveries, resolve };
    });
  }

  /** Sends a message with the current time in it. */
  say(): void {
    if (!this.#socket || !this.live) return;
    this.sent++;
    this.#socket.send(this.#options.dialect.message(`m${this.sent}`, stamped()));
  }

  beat(): void {
    const { heartbeat } = this.#options.dialect;
    if (heartbeat === undefined) this.#socket?.ping();
    else this.#socket?.send(heartbeat);
  }

  /** Drops the connection without a close frame. */
  cut(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#bytesBefore += socket?.bytes ?? 0;
    this.live = false;
    socket?.cut();
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#bytesBefore += socket?.bytes ?? 0;
    this.live = false;
    socket?.close();
  }

  #take(buffer: Buffer, start: number, end: number): void {
    const { dialect, sampled } = this.#options;
    const answer = dialect.answer(buffer, start, end);
    if (answer !== undefined) return this.#socket?.send(answer);
    const tally = dialect.tally(buffer, start, end);
    if (dialect.resumes && this.#epoch === '') this.#noteEpoch(buffer.toString('utf8', start, end));
    this.deliveries += tally.deliveries;
    if (this.#awaited && this.deliveries >= this.#awaited.deliveries) {
      this.#awaited.resolve();
      this.#awaited = undefined;
    }
    this.acks += tally.acks;
    this.refused += tally.refused;
    if (!sampled && tally.refused === 0) return;
    const text = buffer.toString('utf8', start, end);
    if (tally.refused > 0) this.#noteErrors(text);
    if (!sampled) return;
    const now = micros();
    for (const message of dialect.texts(text)) {
      const sentAt = stampOf(message);
      if (sentAt !== undefined) this.samples.push({ sentAt, took: now - sentAt });
    }
  }

  #noteWelcome(text: string): void {
    const { data }: WelcomeFrame = JSON.parse(text);
    this.#epoch = data.epoch;
    if (!data.recovered) this.#base = data.seq - this.deliveries - this.acks;
  }

  /** A new room gets its epoch with its first event. */
  #noteEpoch(text: string): void {
    this.#epoch = /"epoch":"([^"]+)"/.exec(text)?.[1] ?? '';
  }

  #noteErrors(text: string): void {
    for (const [, code] of text.matchAll(/"type":"error","code":"(\w+)"/g)) this.#count(code ?? '');
  }

  #count(what: string): void {
    this.errors.set(what, (this.errors.get(what) ?? 0) + 1);
  }
}
