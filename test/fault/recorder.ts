/** Records what clients send and receive, in order of time. */

import WebSocket from 'ws';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import type { Entry } from '../support/judge.ts';

/** Types of frames that request an event. */
const EVENTS: ReadonlySet<unknown> = new Set(['msg', 'edit', 'delete', 'react', 'set']);

export class Recorder {
  readonly entries: Entry[] = [];
  /** Batches of new events, which show that the room was busy. Batches of a replay don't count. */
  liveBatches = 0;
  #conns = 0;

  record(entry: Entry): void {
    this.entries.push(entry);
  }

  /** A WebSocket class that records its connections, which belong to one life of a process. */
  socketClass(
    life: Life = { alive: true, sockets: new Set() },
  ): new (
    url: string,
    protocols: string[],
  ) => RecordedSocket {
    const recorder = this;
    return class extends RecordedSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, recorder.#nextConn(), recorder, life);
      }
    };
  }

  #nextConn(): number {
    this.#conns++;
    return this.#conns;
  }
}

/** A simulated process. After its death its sockets deliver nothing. */
export interface Life {
  alive: boolean;
  readonly sockets: Set<RecordedSocket>;
}

export class RecordedSocket {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  onopen: (() => void) | null = null;
  readonly conn: number;
  readonly #recorder: Recorder;
  readonly #ws: WebSocket;
  #closed = false;
  /** The newest event at the start of the connection. */
  #head = Number.POSITIVE_INFINITY;

  constructor(url: string, protocols: string[], conn: number, recorder: Recorder, life: Life) {
    this.conn = conn;
    life.sockets.add(this);
    this.#recorder = recorder;
    const { pathname, searchParams } = new URL(url);
    const sid = protocols.find((entry) => entry.startsWith('sid.'));
    const since = searchParams.get('since');
    recorder.record({
      kind: 'open',
      conn,
      room: decodeURIComponent(pathname.slice('/ws/'.length)),
      session: sid ?? `base-${conn}`,
      v1: sid !== undefined,
      ...(since === null ? {} : { since: Number(since), epoch: searchParams.get('epoch') ?? '' }),
    });
    this.#ws = new WebSocket(url, protocols, { handshakeTimeout: 10_000, perMessageDeflate: false });
    this.#ws.on('open', () => this.onopen?.());
    this.#ws.on('message', (data, binary) => {
      if (this.#closed || binary || !life.alive) return;
      const text = String(data);
      if (text.startsWith('{')) {
        const frame: ServerFrame = JSON.parse(text);
        if (frame.type === 'welcome') this.#head = frame.data.seq;
        if (frame.type === 'batch' && frame.data.some((event) => 'seq' in event && event.seq > this.#head))
          recorder.liveBatches++;
        for (const single of frame.type === 'batch' ? frame.data : [frame])
          recorder.record({ kind: 'frame', conn, frame: single });
      }
      this.onmessage?.({ data: text });
    });
    this.#ws.on('error', (error) => this.onerror?.(error));
    this.#ws.on('close', (code, reason) => {
      this.#end();
      life.sockets.delete(this);
      if (life.alive) this.onclose?.({ code, reason: String(reason) });
    });
  }

  send(text: string): void {
    if (this.#ws.readyState !== WebSocket.OPEN) return;
    if (text.startsWith('{')) {
      const frame: { type: string; id?: string; data?: unknown } = JSON.parse(text);
      if (EVENTS.has(frame.type) && frame.id !== undefined)
        this.#recorder.record({
          kind: 'sent',
          conn: this.conn,
          id: frame.id,
          type: frame.type,
          text: String(frame.data ?? ''),
        });
    }
    this.#ws.send(text);
  }

  close(code?: number): void {
    this.#end();
    this.#ws.close(code);
  }

  /** Resets the connection, as the operating system does when a process is killed. */
  kill(): void {
    this.#end();
    this.#ws.terminate();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#recorder.record({ kind: 'closed', conn: this.conn });
  }
}
