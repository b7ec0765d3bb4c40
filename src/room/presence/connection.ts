/**
 * A connection: a WebSocket, the part of its state that survives hibernation, and the sink for what is sent over it.
 */

import type { Holder, Sink, Traffic } from '../delivery/types.ts';
import type { Attachment, LostMember, ToldCount } from './types.ts';

/** How far the stored `seen` may lag behind. Frames may come by the thousand, and each write copies the attachment. */
const SEEN_LAG_MS = 1_000;

/** Creates the sink of a connection. */
export type SinkOf = (ws: WebSocket, connection: Connection) => Sink;

const NOBODY: Attachment = { cid: '', id: '', name: '', session: '', kind: 'base', joined: 0, seen: 0, gone: 0 };

/** The only writer of its socket's attachment. */
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

  /**
   * Restores a socket that the room held before it hibernated. A socket without an attachment was never let in, and is
   * ignored.
   */
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
  /** When it was closed or ended; `undefined` while it is open. */
  get goneAt(): number | undefined {
    return this.#attachment.gone;
  }
  /** When sending to the connection first failed. */
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

  /** Notes that a frame arrived. @param size its `length` or `byteLength` */
  touch(now: number, size: number): void {
    this.traffic.framesIn++;
    this.traffic.charsIn += size;
    if (now - this.#attachment.seen >= SEEN_LAG_MS) this.#write({ ...this.#attachment, seen: now });
  }

  /** Notes when its address may write again; `undefined` if it may now. */
  hold(untilMs: number | undefined): void {
    const { held: _, ...rest } = this.#attachment;
    this.#write(untilMs === undefined ? rest : { ...rest, held: untilMs });
  }

  /** Stores recently lost members in the attachment. An empty list removes them. */
  carry(lost: LostMember[]): void {
    const { lost: _, ...rest } = this.#attachment;
    this.#write(lost.length > 0 ? { ...rest, lost } : rest);
  }

  /** Stores the last announced count in the attachment. `undefined` removes it. */
  noteTold(told: ToldCount | undefined): void {
    const { told: _, ...rest } = this.#attachment;
    this.#write(told === undefined ? rest : { ...rest, told });
  }

  /**
   * Marks the connection as gone, so that its socket is ignored from now on. The caller must already have moved what it
   * carried for the room.
   */
  markGone(): void {
    const { lost: _, told: __, ...rest } = this.#attachment;
    this.#write({ ...rest, gone: Date.now() });
  }

  /** Notes the first failure of a send in the attachment, because the room may hibernate before anybody asks. */
  noteFailed(): void {
    if (this.#attachment.failed === undefined) this.#write({ ...this.#attachment, failed: Date.now() });
  }

  /** When the runtime last answered a ping on this connection. */
  pingedAt(runtime: { getWebSocketAutoResponseTimestamp(ws: WebSocket): Date | null }): number | undefined {
    return runtime.getWebSocketAutoResponseTimestamp(this.#ws)?.getTime();
  }

  /** Starts the closing handshake. Call `markGone` first. */
  close(code: number, reason: string): void {
    try {
      this.#ws.close(code, reason);
    } catch {
      // The socket is already closed, as intended.
    }
  }

  #write(attachment: Attachment): void {
    this.#attachment = attachment;
    this.#ws.serializeAttachment(attachment);
  }
}
