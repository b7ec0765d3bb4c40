/**
 * A peer without a WebSocket library: bytes on a TCP connection, and frames (RFC 6455, §5) with any fault that a test
 * needs.
 */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface FrameOptions {
  /** Whether it is the last fragment of its message. Default: `true`. */
  fin?: boolean;
  /** The three reserved bits, 0 to 7. */
  rsv?: number;
  /** Whether the frame is masked, as those of clients must be. Default: `true`. */
  masked?: boolean;
}

/** One frame as bytes. */
export function encodeFrame(
  opcode: number,
  payload: Uint8Array,
  { fin = true, rsv = 0, masked = true }: FrameOptions = {},
): Buffer {
  const { byteLength } = payload;
  const head = [(fin ? 0x80 : 0) | (rsv << 4) | opcode];
  const mask = masked ? 0x80 : 0;
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(byteLength));
  if (byteLength < 126) head.push(mask | byteLength);
  else if (byteLength < 65_536) head.push(mask | 126, ...length.subarray(6));
  else head.push(mask | 127, ...length);
  if (!masked) return Buffer.concat([Buffer.from(head), payload]);
  const key = randomBytes(4);
  const body = Buffer.from(payload);
  for (let i = 0; i < body.length; i++) body[i] = (body[i] ?? 0) ^ (key[i & 3] ?? 0);
  return Buffer.concat([Buffer.from(head), key, body]);
}

/** The payload of a Close frame with this code. */
export function closePayload(code: number, reason: Uint8Array = new Uint8Array()): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(code);
  return Buffer.concat([bytes, reason]);
}

/** The lines of an upgrade request, including the empty ones at its end. */
export function upgradeLines(path: string, headers: readonly string[] = []): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/**
 * Sends a request byte for byte.
 * @returns everything that arrives until the server closes
 */
export async function rawRequest(port: number, lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  return text(socket);
}

/** How a connection ended: the code in the server's Close frame, or `undefined` if there was none. */
export interface RawEnd {
  code: number | undefined;
  reason: string;
}

export class RawPeer {
  /** Texts from the server, in order. */
  readonly texts: string[] = [];
  /** Resolves at the server's Close frame or the end of the connection. */
  readonly ended: Promise<RawEnd>;
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #end: (end: RawEnd) => void = () => {};
  #isOver = false;
  #wake: () => void = () => {};

  private constructor(socket: Socket, rest: Buffer) {
    this.#socket = socket;
    this.ended = new Promise((resolve) => {
      this.#end = (end) => {
        this.#isOver = true;
        resolve(end);
        this.#wake();
      };
    });
    socket.on('error', () => {});
    socket.on('close', () => this.#end({ code: undefined, reason: '' }));
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    this.#read(rest);
  }

  /** Opens a connection and upgrades it. Rejects if the server refuses. */
  static async open(port: number, path: string, headers: readonly string[] = []): Promise<RawPeer> {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay();
    await once(socket, 'connect');
    socket.write(upgradeLines(path, headers));
    let answer: Buffer = Buffer.alloc(0);
    while (!answer.includes('\r\n\r\n')) {
      const [bytes]: Buffer[] = await once(socket, 'data');
      if (bytes) answer = Buffer.concat([answer, bytes]);
    }
    const at = answer.indexOf('\r\n\r\n');
    const head = answer.subarray(0, at).toString('latin1');
    if (!head.startsWith('HTTP/1.1 101 ')) {
      socket.destroy();
      throw new Error(`not upgraded: ${head}`);
    }
    return new RawPeer(socket, answer.subarray(at + 4));
  }

  /** Sends bytes unchanged. Resolves once the kernel has them or the connection is gone. */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve();
      this.#socket.write(bytes, () => resolve());
    });
  }

  frame(opcode: number, payload: Uint8Array | string = '', options?: FrameOptions): Promise<void> {
    return this.write(encodeFrame(opcode, Buffer.from(payload), options));
  }

  text(payload: string | Uint8Array): Promise<void> {
    return this.frame(OPCODE.text, payload);
  }

  /** The first text that contains `part`, now or later. */
  async until(part: string): Promise<string> {
    for (;;) {
      const found = this.texts.find((candidate) => candidate.includes(part));
      if (found !== undefined) return found;
      if (this.#isOver) throw new Error(`the connection has ended; last text: ${this.texts.at(-1)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Ends the TCP connection without a Close frame. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Server frames are unfragmented, unmasked and uncompressed here, because no extension is ever accepted. */
  #read(bytes: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (;;) {
      const [first, second] = this.#buffer;
      if (first === undefined || second === undefined) return;
      const short = second & 127;
      const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
      if (this.#buffer.length < 2 + extra) return;
      const length =
        extra === 0 ? short : extra === 2 ? this.#buffer.readUInt16BE(2) : Number(this.#buffer.readBigUInt64BE(2));
      const from = 2 + extra;
      if (this.#buffer.length < from + length) return;
      const payload = this.#buffer.subarray(from, from + length);
      this.#buffer = this.#buffer.subarray(from + length);
      this.#take(first & 15, payload);
    }
  }

  #take(opcode: number, payload: Buffer): void {
    if (opcode === OPCODE.text) this.texts.push(payload.toString());
    if (opcode === OPCODE.close)
      this.#end({
        code: payload.length < 2 ? undefined : payload.readUInt16BE(),
        reason: payload.subarray(2).toString('latin1'),
      });
    this.#wake();
  }
}
