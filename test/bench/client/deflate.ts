/** permessage-deflate (RFC 7692) as browsers use it: decompresses received messages and compresses sent ones. */

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';

/** The empty block that a sender omits at the end of a message (§7.2.1). */
const TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff]);
/** The largest window, which is how far back a message may refer. */
const WINDOW_BYTES = 32_768;

export class Deflate {
  /** The end of everything decompressed so far, unless the server starts each message with an empty window. */
  #window: Buffer | undefined;
  readonly #keepsWindow: boolean;

  /** @param accepted the header with which the server accepted the offer */
  constructor(accepted: string) {
    this.#keepsWindow = !/server_no_context_takeover/i.test(accepted);
  }

  decompress(payload: Buffer): Buffer {
    const text = inflateRawSync(Buffer.concat([payload, TAIL]), {
      finishFlush: constants.Z_SYNC_FLUSH,
      ...(this.#window ? { dictionary: this.#window } : {}),
    });
    if (this.#keepsWindow)
      this.#window = Buffer.concat(this.#window ? [this.#window, text] : [text]).subarray(-WINDOW_BYTES);
    return text;
  }

  /** Compresses without a window, which every server accepts. */
  compress(payload: Buffer): Buffer {
    return deflateRawSync(payload, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -TAIL.length);
  }
}
