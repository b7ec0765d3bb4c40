/** A connection: a WebSocket, what of it must outlive hibernation, and the sink of what is sent over it. */

import type { Holder, Sink, Traffic } from '../delivery/types.ts';
import type { Attachment, LostMember, ToldCount } from './types.ts';

/** How far the stored `seen` may lag behind: frames come by the thousand, attachments are copied on every write. */
const SEEN_LAG_MS = 1_000;

/** Makes the sink of a connection. */
export type SinkOf = (ws: WebSocket, connection: Connection) => Sink;

const NOBODY: Attachment = { cid: '', id: '', name: '', session: '', kind: 'base', joined: 0, seen: 0, gone: 0 };

/** The one writer of its socket's attachment. */
export class Connection implements Holder {
  readonly #ws: WebSocket;
  #attachment: Attachment;
  readonly traffic: Traffic;
  readonly sink: Sink;

  private constructor(ws: WebSocket, attachment: Attachment, since: number, sinkOf: SinkOf) {
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
    this.sink = sinkOf(ws, this);
  }

  /** A socket that has just been accepted. */
  static open(ws: WebSocket, attachment: Attachment, sinkOf: SinkOf): Connection {
    ws.serializeAttachment(attachment);
    return new Connection(ws, attachment, attachment.joined, sinkOf);
  }

  /** A socket that the room held before it woke. A socket without attachment was never let in: it counts for nothing. */
  static restore(ws: WebSocket, sinkOf: SinkOf): Connection {
    return new Connection(ws, ws.deserializeAttachment() ?? NOBODY, Date.now(), sinkOf);
  }

  get connectionId(): string {
    return this.#attachment.cid;
  }
  get memberId(): string {
    return this.#attachment.id;
  }
  get name(): string {
    return this.#attachment.name;
  }
  get sessionTag(): string {
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

  /** A send failed: the first failure is noted, as the room may sleep before anybody asks. */
  noteFailed(): void {
    if (this.#attachment.failed === undefined) this.#write({ ...this.#attachment, failed: Date.now() });
  }

  /** When the runtime last answered a ping of it. */
  pingedAt(runtime: { getWebSocketAutoResponseTimestamp(ws: WebSocket): Date | null }): number | undefined {
    return runtime.getWebSocketAutoResponseTimestamp(this.#ws)?.getTime();
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
