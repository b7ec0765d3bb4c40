/**
 * Uploads on their way to being files. A file is complete when its row is there, and from then on nothing changes it.
 * Until then its chunks may be replaced, except while they are being checked.
 */

import { toBase64Url } from '../../protocol/base64url.ts';
import type { StoredFile, Taken } from '../../protocol/file-api.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import type { UploadTicket } from '../../protocol/ticket.ts';
import type { Quota, QuotaCode } from './quota.ts';
import type { FileRows } from './rows.ts';
import { CHUNK_BYTES, type ChunkStore, chunksOf } from './store.ts';

/** What a file is by its first chunk, or why it isn't taken. */
export type Sniff = (first: Uint8Array) => { type: string; w?: number; h?: number } | Refusal<'bad_request'>;

/** `unsupported`: the bytes are not what was announced. */
export type UploadCode = QuotaCode | 'busy' | 'rate_limited' | 'unsupported';

/** The type of everything that pages don't show. */
const OTHER = 'application/octet-stream';
const MAX_AT_ONCE = 4;
/** How long an upload of which nothing arrives counts as under way. */
const SILENT_MS = 60_000;

export interface UploadParts {
  rows: FileRows;
  store: ChunkStore;
  quota: Quota;
  sniff: Sniff;
}

export class Uploads {
  readonly #parts: UploadParts;
  /** Files under way, with their member and when something last arrived. */
  readonly #slots = new Map<string, { member: string; at: number }>();
  /** Files whose chunks are being checked. */
  readonly #finishing = new Set<string>();
  #newestTs: number | undefined;

  constructor(parts: UploadParts) {
    this.#parts = parts;
  }

  /** A complete file. */
  stored(file: string): StoredFile | undefined {
    const row = this.#parts.rows.file(file);
    if (!row) return undefined;
    const { bytes, type, w, h } = row;
    return { bytes, type, ...(w === undefined || h === undefined ? {} : { w, h }) };
  }

  /** @returns how many parts to send */
  begin({ file, member, bytes }: UploadTicket, nowMs: number): Taken | Refusal<UploadCode> {
    const stored = this.stored(file);
    if (stored) return { stored };
    let atOnce = 0;
    for (const [other, slot] of this.#slots) {
      if (slot.at <= nowMs - SILENT_MS) this.#slots.delete(other);
      else if (slot.member === member && other !== file) atOnce++;
    }
    if (atOnce >= MAX_AT_ONCE)
      return refuse('rate_limited', `You are already uploading ${MAX_AT_ONCE} files.`, { retryAfterMs: 2_000 });
    this.#slots.set(file, { member, at: nowMs });
    return { parts: chunksOf(bytes) };
  }

  async put(upload: UploadTicket, n: number, data: ArrayBuffer): Promise<Taken | Refusal<UploadCode>> {
    const { file, member, bytes } = upload;
    const stored = this.stored(file);
    if (stored) return { stored };
    if (this.#finishing.has(file)) return beingChecked();
    const parts = chunksOf(bytes);
    if (!Number.isInteger(n) || n < 0 || n >= parts || data.byteLength !== sizeOf(bytes, n)) return wrongSize(bytes);
    const now = Date.now();
    if (parts > 1) {
      this.#slots.set(file, { member, at: now });
      await this.#parts.store.put(file, n, data, now);
      return { parts };
    }
    const hash = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', data)));
    const found = this.#judge(upload, hash, data);
    if ('refused' in found) return found;
    return this.#complete(upload, found, (ts, also) => this.#parts.store.put(file, 0, data, ts, also));
  }

  async finish(upload: UploadTicket): Promise<Taken | Refusal<UploadCode>> {
    const { file } = upload;
    const stored = this.stored(file);
    if (stored) return { stored };
    if (this.#finishing.has(file)) return beingChecked();
    this.#finishing.add(file);
    try {
      const answer = await this.#check(upload);
      if ('refused' in answer) await this.#parts.store.delete([file]);
      return answer;
    } finally {
      this.#finishing.delete(file);
      this.#slots.delete(file);
    }
  }

  /** Reads the chunks one by one, so that memory holds one of them. */
  async #check(upload: UploadTicket): Promise<Taken | Refusal<UploadCode>> {
    const { file, bytes } = upload;
    const digest = new crypto.DigestStream('SHA-256');
    const writer = digest.getWriter();
    let first: ArrayBuffer | undefined;
    for (let n = 0; n < chunksOf(bytes); n++) {
      const data = await this.#parts.store.get(file, n);
      if (data?.byteLength !== sizeOf(bytes, n)) return wrongSize(bytes);
      first ??= data;
      await writer.write(data);
    }
    await writer.close();
    const found = this.#judge(upload, toBase64Url(new Uint8Array(await digest.digest)), first ?? new ArrayBuffer());
    return 'refused' in found ? found : this.#complete(upload, found, async (_, also) => also());
  }

  /** What the bytes are, if they are what was announced. */
  #judge({ sha256, type, bytes }: UploadTicket, hash: string, first: ArrayBuffer): StoredFile | Refusal<UploadCode> {
    if (hash !== sha256) return refuse('bad_request', 'The bytes don’t have the announced SHA-256.');
    if (type === OTHER) return { bytes, type };
    const found = this.#parts.sniff(new Uint8Array(first));
    if ('refused' in found) return found;
    return found.type === type ? { bytes, ...found } : refuse('unsupported', `The bytes are not ${type}.`);
  }

  /**
   * Makes an upload a file. Judges once more what may have changed while it was hashed, and awaits nothing in between.
   * @param write stores what is left to store together with the row
   */
  async #complete(
    upload: UploadTicket,
    found: StoredFile,
    write: (ts: number, also: () => void) => Promise<void>,
  ): Promise<Taken | Refusal<UploadCode>> {
    const { file, member, source } = upload;
    const { rows, quota } = this.#parts;
    const stored = this.stored(file);
    if (stored) return { stored };
    const now = Date.now();
    const refused = quota.whyNot(upload, now);
    if (refused) return refused;
    // Later files have a later time, whatever the clock does, so that the sweep sees each.
    const ts = Math.max(now, (this.#newestTs ?? rows.newestTs) + 1);
    await write(ts, () => {
      rows.put(file, { member, source, ...found, ts });
      this.#newestTs = ts;
      quota.add(upload, now);
    });
    return { stored: found };
  }
}

/** The bytes of chunk `n` of a file. */
function sizeOf(bytes: number, n: number): number {
  return Math.min(CHUNK_BYTES, bytes - n * CHUNK_BYTES);
}

function wrongSize(bytes: number): Refusal<'bad_request'> {
  return refuse('bad_request', `The file must have ${bytes} bytes.`);
}

function beingChecked(): Refusal<'busy'> {
  return refuse('busy', 'The file is being checked.', { retryAfterMs: 2_000 });
}
