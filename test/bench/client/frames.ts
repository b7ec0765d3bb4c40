/**
 * RFC 6455 frames, as cheap as JavaScript allows, because a load generator must cost far less than the server it
 * measures.
 */

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

export const OPCODE = { text: TEXT, close: CLOSE, ping: PING, pong: PONG } as const;

/** RSV1: the message is compressed (RFC 7692, §6). */
const COMPRESSED = 0x40;

/**
 * A client's frame, masked as required (RFC 6455, §5.3).
 * @param payload less than 64 KiB
 */
export function encodeFrame(opcode: number, payload: Buffer, compressed = false): Buffer {
  const { length } = payload;
  const short = length < 126;
  const start = short ? 6 : 8;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x80 | (compressed ? COMPRESSED : 0) | opcode;
  frame[1] = 0x80 | (short ? length : 126);
  if (!short) frame.writeUInt16BE(length, 2);
  const mask = Math.floor(Math.random() * 0x1_0000_0000);
  frame.writeUInt32BE(mask, start - 4);
  for (let i = 0; i < length; i++) frame[start + i] = (payload[i] ?? 0) ^ ((mask >>> (24 - 8 * (i & 3))) & 0xff);
  return frame;
}

/** Receives a whole message: bytes `start` to `end` of a buffer that is only valid during the call. */
export type OnMessage = (opcode: number, buffer: Buffer, start: number, end: number, compressed: boolean) => void;

/** Splits the data from a server into messages. Reassembles fragments, between which control frames may arrive. */
export class FrameReader {
  readonly #onMessage: OnMessage;
  #rest: Buffer | undefined;
  #fragments: Buffer[] = [];
  /** Whether the fragmented message is compressed, according to its first frame. */
  #compressed = false;

  constructor(onMessage: OnMessage) {
    this.#onMessage = onMessage;
  }

  /** @param chunk not kept, so it may be overwritten after the call */
  push(chunk: Buffer): void {
    const buffer = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = undefined;
    let at = 0;
    while (at < buffer.length) {
      const next = this.#frame(buffer, at);
      if (next === undefined) break;
      at = next;
    }
    if (at < buffer.length) this.#rest = Buffer.from(buffer.subarray(at));
  }

  /** @returns where the next frame starts; `undefined` if this one is incomplete */
  #frame(buffer: Buffer, at: number): number | undefined {
    const [first, second] = [buffer[at], buffer[at + 1]];
    if (first === undefined || second === undefined) return undefined;
    let start = at + 2;
    let length = second & 0x7f;
    if (length >= 126) {
      const wide = length === 127;
      start += wide ? 8 : 2;
      if (buffer.length < start) return undefined;
      length = wide ? Number(buffer.readBigUInt64BE(at + 2)) : buffer.readUInt16BE(at + 2);
    }
    const end = start + length;
    if (buffer.length < end) return undefined;
    const opcode = first & 0x0f;
    const final = (first & 0x80) !== 0;
    const compressed = (first & COMPRESSED) !== 0;
    if (final && opcode !== 0) this.#onMessage(opcode, buffer, start, end, compressed);
    else {
      if (opcode !== 0) this.#compressed = compressed;
      this.#fragments.push(Buffer.from(buffer.subarray(start, end)));
      if (final) {
        const whole = Buffer.concat(this.#fragments);
        this.#fragments = [];
        this.#onMessage(TEXT, whole, 0, whole.length, this.#compressed);
      }
    }
    return end;
  }
}
