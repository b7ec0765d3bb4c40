/** One WebSocket of the room, and what of it must outlive hibernation. */

import { utf8Bytes } from '../../protocol/text.ts';
import { Backlog } from '../delivery/backlog.ts';
import type { Attachment, LostMember, ToldCount } from './types.ts';

/** How far the stored `seen` may lag behind: frames come by the thousand, attachments are copied on every write. */
const SEEN_LAG_MS = 1_000;

const NOBODY: Attachment = { cid: '', id: '', name: '', session: '', kind: 'base', joined: 0, seen: 0, gone: 0 };

/** What went over one connection since the room last woke, or since it joined: kept in memory alone. */
export interface Traffic {
  /** Unix milliseconds. */
  since: number;
  framesIn: number;
  framesOut: number;
  /** UTF-16 units. Bytes would have to be counted anew for every receiver, which takes as long as sending. */
  charsIn: number;
  charsOut: number;
  failedSends: number;
  /** Most bytes that were seen waiting unsent; `undefined` where the runtime doesn't tell. */
  maxBuffered: number | undefined;
}

export class Connection {
  readonly #ws: WebSocket;
  readonly #backlog = new Backlog();
  #attachment: Attachment;
  readonly traffic: Traffic;

  private constructor(ws: WebSocket, attachment: Attachment, since: number) {
    this.#ws = ws;
    this.#attachment = attachment;
    this.traffic = {
      since,
      framesIn: 0,
      framesOut: 0,
      charsIn: 0,
      charsOut: 0,
      failedSends: 0,
      maxBuffered: undefined,
    };
  }

  /** A socket that has just been accepted. */
  static open(ws: WebSocket, attachment: Attachment): Connection {
    ws.serializeAttachment(attachment);
    return new Connection(ws, attachment, attachment.joined);
  }

  /** A socket that the room held before it woke. One without attachment was never let in: it counts for nothing. */
  static restore(ws: WebSocket): Connection {
    return new Connection(ws, ws.deserializeAttachment() ?? NOBODY, Date.now());
  }

  get cid(): string {
    return this.#attachment.cid;
  }
  get memberId(): string {
    return this.#attachment.id;
  }
  get name(): string {
    return this.#attachment.name;
  }
  get session(): string {
    return this.#attachment.session;
  }
  get v1(): boolean {
    return this.#attachment.kind === 'v1';
  }
  get jti(): string | undefined {
    return this.#attachment.jti;
  }
  get address(): string | undefined {
    return this.#attachment.address;
  }
  get held(): number | undefined {
    return this.#attachment.held;
  }
  get joined(): number {
    return this.#attachment.joined;
  }
  get seen(): number {
    return this.#attachment.seen;
  }
  get gone(): boolean {
    return this.#attachment.gone !== undefined;
  }
  /** When it was closed or had ended; `undefined` while it counts. */
  get goneAt(): number | undefined {
    return this.#attachment.gone;
  }
  /** When a send to it first failed. */
  get failedAt(): number | undefined {
    return this.#attachment.failed;
  }
  get lost(): LostMember[] {
    return this.#attachment.lost ?? [];
  }

  get told(): ToldCount | undefined {
    return this.#attachment.told;
  }

  rename(name: string): void {
    this.#write({ ...this.#attachment, name });
  }

  /**
   * Notes that a frame came.
   * @param size as `length` or `byteLength` give it
   */
  touch(now: number, size: number): void {
    this.traffic.framesIn++;
    this.traffic.charsIn += size;
    if (now - this.#attachment.seen >= SEEN_LAG_MS) this.#write({ ...this.#attachment, seen: now });
  }

  /** Notes until when its address may not write; `undefined` if it may. */
  hold(untilMs: number | undefined): void {
    const { held: _, ...rest } = this.#attachment;
    this.#write(untilMs === undefined ? rest : { ...rest, held: untilMs });
  }

  /** Carries members that were lost lately; an empty list removes them. */
  carry(lost: LostMember[]): void {
    const { lost: _, ...rest } = this.#attachment;
    this.#write(lost.length > 0 ? { ...rest, lost } : rest);
  }

  /** Notes what the room last told as its count; `undefined` removes the note. */
  noteTold(told: ToldCount | undefined): void {
    const { told: _, ...rest } = this.#attachment;
    this.#write(told === undefined ? rest : { ...rest, told });
  }

  /** From now on the socket counts for nothing. What it carried for the room must have been taken over. */
  markGone(): void {
    const { lost: _, told: __, ...rest } = this.#attachment;
    this.#write({ ...rest, gone: Date.now() });
  }

  /**
   * Sends one serialised frame.
   * @returns whether the runtime took it: a peer that is gone is that receiver's matter, not the sender's
   */
  send(frame: string): boolean {
    try {
      this.#ws.send(frame);
    } catch {
      this.traffic.failedSends++;
      // In the attachment, as the room may sleep before anybody asks.
      if (this.failedAt === undefined) this.#write({ ...this.#attachment, failed: Date.now() });
      return false;
    }
    this.traffic.framesOut++;
    this.traffic.charsOut += frame.length;
    return true;
  }

  /** When the runtime last answered a ping of it. */
  pingedAt(runtime: { getWebSocketAutoResponseTimestamp(ws: WebSocket): Date | null }): number | undefined {
    return runtime.getWebSocketAutoResponseTimestamp(this.#ws)?.getTime();
  }

  /** Sends what the client has missed. It may take long to read without counting as slow. */
  replay(frames: readonly string[]): void {
    for (const frame of frames) {
      this.#backlog.addReplay(utf8Bytes(frame));
      this.send(frame);
    }
  }

  /** Bytes that the runtime took and has not sent yet; `undefined` where it doesn't tell (workerd before 1.20261117). */
  get unsent(): number | undefined {
    const { bufferedAmount } = this.#ws as { bufferedAmount?: number };
    return bufferedAmount;
  }

  /** Whether so much waits unsent that the connection has to go. Always false where the runtime doesn't tell. */
  isTooSlow(now: number): boolean {
    const { unsent } = this;
    if (unsent !== undefined) this.traffic.maxBuffered = Math.max(this.traffic.maxBuffered ?? 0, unsent);
    return unsent !== undefined && this.#backlog.isTooMuch(unsent, now);
  }

  /** Begins the closing handshake. Call `markGone` first. */
  close(code: number, reason: string): void {
    try {
      this.#ws.close(code, reason);
    } catch {
      // Already closed: what was wanted.
    }
  }

  #write(attachment: Attachment): void {
    this.#attachment = attachment;
    this.#ws.serializeAttachment(attachment);
  }
}
