/** A member without a page, which fills rooms and changes its messages as fast as the room accepts. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import WebSocket from 'ws';
import { offer } from '../../../src/protocol/connect.ts';
import type { EventRequest } from '../../../src/protocol/events/registry.ts';
import type { ErrorFrame, ServerFrame } from '../../../src/protocol/frames.ts';

/** The maximum number of unanswered events. More would only wait in the socket. */
const IN_FLIGHT = 256;

/** An event to send, without its id. The writer adds the ids. */
type Asked = EventRequest extends infer Event ? (Event extends unknown ? Omit<Event, 'id' | 'again'> : never) : never;

export class Writer {
  readonly #ws: WebSocket;
  readonly #open = new Map<string, { resolve: (seq: number) => void; reject: (error: Error) => void }>();
  #count = 0;

  private constructor(ws: WebSocket) {
    this.#ws = ws;
    ws.on('message', (data) => {
      const frame: ServerFrame = JSON.parse(String(data));
      for (const single of frame.type === 'batch' ? frame.data : [frame]) {
        if (single.type === 'ack') this.#take(single.id)?.resolve(single.seq);
        else if (single.type === 'error') this.#fail(single);
      }
    });
    ws.on('close', (code) => {
      for (const id of [...this.#open.keys()]) this.#take(id)?.reject(new Error(`The connection ended: ${code}`));
    });
  }

  /** @param url the server's URL */
  static async connect(url: string, room: string, name: string): Promise<Writer> {
    const address = `${url.replace('http', 'ws')}/ws/${encodeURIComponent(room)}?name=${encodeURIComponent(name)}`;
    const ws = new WebSocket(address, offer(randomBytes(24).toString('base64url')));
    const writer = new Writer(ws);
    await once(ws, 'open');
    return writer;
  }

  /** Resolves with the `seq` once the event is stored. Rejects if it is refused. */
  send(event: Asked): Promise<number> {
    const id = `w${this.#count++}`;
    this.#ws.send(JSON.stringify({ ...event, id }));
    return new Promise((resolve, reject) => this.#open.set(id, { resolve, reject }));
  }

  say(data: string, re?: number): Promise<number> {
    return this.send({ type: 'msg', data, ...(re === undefined ? {} : { re }) });
  }

  /** Writes `count` messages in order. Resolves with the `seq` of the last one. */
  async fill(count: number, textOf: (index: number) => string): Promise<number> {
    let last = 0;
    for (let from = 0; from < count; from += IN_FLIGHT) {
      const texts = Array.from({ length: Math.min(IN_FLIGHT, count - from) }, (_, index) => textOf(from + index));
      last = Math.max(...(await Promise.all(texts.map((text) => this.say(text)))));
    }
    return last;
  }

  close(): void {
    this.#ws.close(1000);
  }

  #take(id: string): { resolve: (seq: number) => void; reject: (error: Error) => void } | undefined {
    const waiting = this.#open.get(id);
    this.#open.delete(id);
    return waiting;
  }

  #fail({ id, code, data }: ErrorFrame): void {
    if (id !== undefined) this.#take(id)?.reject(new Error(`${code}: ${data}`));
  }
}
