/** A fast WebSocket client: no events, no copies, and one read buffer for all sockets of the process. */

import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Deflate } from './deflate.ts';
import { encodeFrame, FrameReader, OPCODE } from './frames.ts';

/** Which extensions a client offers: those of browsers, or none. */
export type Offer = 'browser' | 'none';

export interface SocketOptions {
  /** A `ws:` or `wss:` URL with path and query. */
  url: URL;
  /** Offered subprotocols. */
  protocols: readonly string[];
  offer: Offer;
  onOpen(): void;
  /** Called with a text message: bytes `start` to `end`, only valid during the call. */
  onText(buffer: Buffer, start: number, end: number): void;
  /** Called once when the connection ends. `code` is 1006 without a close frame; `why` has what else is known. */
  onEnd(code: number, why: string): void;
}

/** Shared by all sockets. That is safe, because libuv reads a socket and passes on the data in the same turn. */
const shared = Buffer.allocUnsafeSlow(256 * 1024);
const HEADERS_END = Buffer.from('\r\n\r\n');
/** The exact offer of Chrome. Firefox and Safari offer the same extension. */
const BROWSER_OFFER = 'permessage-deflate; client_max_window_bits';
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export class LoadSocket {
  /** Bytes received over the network, including frame headers. Compressed messages count with their compressed size. */
  bytes = 0;
  readonly #socket: Socket;
  readonly #options: SocketOptions;
  readonly #reader: FrameReader;
  readonly #key = randomBytes(16).toString('base64');
  /** The answer to the upgrade so far; `undefined` once it is complete. */
  #head: Buffer | undefined = Buffer.alloc(0);
  #ended = false;
  /** Set if the server accepted the offer. */
  #deflate: Deflate | undefined;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#reader = new FrameReader((...message) => this.#message(...message));
    const { url } = options;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (url.protocol === 'wss:') {
      this.#socket = connectTls({ host, port: Number(url.port || 443), servername: host }, () => this.#upgrade());
      this.#socket.on('data', (chunk: Buffer) => this.#read(chunk));
    } else {
      const onread = {
        buffer: shared,
        callback: (length: number) => {
          this.#read(shared.subarray(0, length));
          return true;
        },
      };
      this.#socket = connect({ host, port: Number(url.port || 80), onread }, () => this.#upgrade());
    }
    this.#socket.setNoDelay(true);
    this.#socket.on('error', (error) => this.#end(1006, error.message));
    this.#socket.on('close', () => this.#end(1006, 'the connection ended'));
  }

  send(text: string): void {
    const payload = Buffer.from(text);
    const frame = this.#deflate
      ? encodeFrame(OPCODE.text, this.#deflate.compress(payload), true)
      : encodeFrame(OPCODE.text, payload);
    this.#socket.write(frame);
  }

  /** Sends a ping of the WebSocket protocol. */
  ping(): void {
    this.#socket.write(encodeFrame(OPCODE.ping, Buffer.alloc(0)));
  }

  /** Closes with code 1000, as a client does that has finished. */
  close(): void {
    if (this.#ended || this.#head) return this.cut();
    const code = Buffer.alloc(2);
    code.writeUInt16BE(1000);
    this.#socket.write(encodeFrame(OPCODE.close, code));
  }

  /** Drops the connection without a close frame. */
  cut(): void {
    this.#end(1006, 'cut');
  }

  #upgrade(): void {
    const { url, protocols, offer } = this.#options;
    const headers = [
      protocols.length > 0 ? `Sec-WebSocket-Protocol: ${protocols.join(', ')}\r\n` : '',
      offer === 'browser' ? `Sec-WebSocket-Extensions: ${BROWSER_OFFER}\r\n` : '',
    ].join('');
    this.#socket.write(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${this.#key}\r\n${headers}\r\n`,
    );
  }

  #read(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (!this.#head) return this.#reader.push(chunk);
    this.#head = Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf(HEADERS_END);
    if (end < 0) return;
    const head = this.#head.toString('latin1', 0, end);
    const rest = this.#head.subarray(end + HEADERS_END.length);
    if (!/^HTTP\/1\.1 101 /.test(head)) return this.#end(1006, refusal(head, rest));
    const accept = createHash('sha1').update(`${this.#key}${GUID}`).digest('base64');
    if (!head.includes(accept)) return this.#end(1006, 'the answer to the upgrade has a wrong Sec-WebSocket-Accept');
    if (/^sec-websocket-extensions: *permessage-deflate/im.test(head)) this.#deflate = new Deflate(head);
    this.#head = undefined;
    this.#options.onOpen();
    if (rest.length > 0) this.#reader.push(rest);
  }

  #message(opcode: number, buffer: Buffer, start: number, end: number, compressed: boolean): void {
    if (this.#ended) return;
    if (compressed) {
      if (!this.#deflate) return this.#end(1002, 'a compressed frame without the extension');
      const text = this.#deflate.decompress(buffer.subarray(start, end));
      return this.#options.onText(text, 0, text.length);
    }
    switch (opcode) {
      case OPCODE.text:
        return this.#options.onText(buffer, start, end);
      case OPCODE.ping:
        this.#socket.write(encodeFrame(OPCODE.pong, buffer.subarray(start, end)));
        return;
      case OPCODE.close:
        return this.#end(end - start >= 2 ? buffer.readUInt16BE(start) : 1005, buffer.toString('utf8', start + 2, end));
    }
  }

  #end(code: number, why: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#socket.destroy();
    this.#options.onEnd(code, why);
  }
}

/** The answer of a server that refused the upgrade, on one line. */
function refusal(head: string, body: Buffer): string {
  const [status = ''] = head.split('\r\n');
  return `${status.replace('HTTP/1.1 ', 'HTTP ')} ${body.toString('utf8').slice(0, 200).trim()}`.trim();
}
