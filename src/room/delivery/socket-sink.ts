/** A client's WebSocket as a sink. */

import type { SessionRef } from '../../protocol/session-ref.ts';
import { utf8Bytes } from '../../protocol/text.ts';
import { Backlog } from './backlog.ts';
import type { Batch, Sink, Traffic } from './types.ts';

/** The part of a WebSocket that a sink uses. */
export interface Socket {
  send(text: string): void;
  readonly bufferedAmount?: number;
}

/** The connection behind the socket, as its sink sees it. */
export interface SocketOwner extends SessionRef {
  readonly v1: boolean;
  readonly traffic: Traffic;
  /** A send failed. The connection notes it in its attachment, because the room may hibernate before anybody asks. */
  noteFailed(): void;
}

export class SocketSink implements Sink {
  readonly #socket: Socket;
  readonly #owner: SocketOwner;
  readonly #backlog = new Backlog();

  constructor(socket: Socket, owner: SocketOwner) {
    this.#socket = socket;
    this.#owner = owner;
  }

  take(batch: Batch): boolean {
    const own = batch.own(this.#owner);
    if (!this.#owner.v1) return this.#tellAll(batch.base(own));
    return this.#tellAll(own ? batch.with(own) : batch.shared);
  }

  tell(text: string): boolean {
    const { traffic } = this.#owner;
    try {
      this.#socket.send(text);
    } catch {
      traffic.failedSends++;
      this.#owner.noteFailed();
      return false;
    }
    traffic.framesOut++;
    traffic.charsOut += text.length;
    return true;
  }

  replay(texts: readonly string[]): void {
    for (const text of texts) {
      this.#backlog.addReplay(utf8Bytes(text));
      this.tell(text);
    }
  }

  get unsent(): number | undefined {
    return this.#socket.bufferedAmount;
  }

  isSlow(now: number): boolean {
    const { unsent } = this;
    if (unsent === undefined) return false;
    const { traffic } = this.#owner;
    traffic.maxBuffered = Math.max(traffic.maxBuffered ?? 0, unsent);
    return this.#backlog.isTooMuch(unsent, now);
  }

  #tellAll(texts: readonly string[]): boolean {
    for (const text of texts) if (!this.tell(text)) return false;
    return true;
  }
}
