/** permessage-deflate (RFC 7692) as a browser does it: what comes is unpacked, what is sent is packed. */

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';

/** The empty block that a sender leaves out at the end of a message (§7.2.1). */
const TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff]);
/** How far back a message may refer: the largest window. */
const WINDOW_BYTES = 32_768;

export class Deflate {
  /** The end of all that was unpacked so far, unless the server begins anew with each message. */
  #window: Buffer | undefined;
  readonly #keepsWindow: boolean;

  /** @param accepted the header in which the server took up the offer */
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

  /** By itself, which every server takes. */
  compress(payload: Buffer): Buffer {
    return deflateRawSync(payload, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -TAIL.length);
  }
}
