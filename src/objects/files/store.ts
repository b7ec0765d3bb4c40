/**
 * Where the bytes of files are: in chunks, so that no request and no stored value is large. All methods are
 * asynchronous, so that a store outside the object can be one too. What a file is, and whether it is complete, is not
 * the store's business.
 */

/** The size of every chunk of a file but the last, in bytes. The platform takes values up to 2 MB. */
export const CHUNK_BYTES = 1_048_576;

/** The chunks of one file. */
export interface StoredChunks {
  file: string;
  /** How many there are. */
  chunks: number;
  /** All of them together. */
  bytes: number;
  /** When the newest was stored, in Unix milliseconds. */
  ts: number;
}

export interface ChunkStore {
  /**
   * Stores chunk `n` of a file, counted from 0, or replaces it.
   * @param data 1 to CHUNK_BYTES bytes
   * @param ts Unix milliseconds
   * @param also run once the chunk is stored; if it throws, the chunk isn't stored. A store in the object's own
   *   database does both in one transaction
   * @throws RangeError for another size or number
   */
  put(file: string, n: number, data: ArrayBuffer, ts: number, also?: () => void): Promise<void>;
  /** The bytes of a chunk; `undefined` if there is none. */
  get(file: string, n: number): Promise<ArrayBuffer | undefined>;
  /** Deletes all chunks of these files. Files without chunks are ignored, so that repeating does no harm. */
  delete(files: readonly string[]): Promise<void>;
  /** All files that have chunks, complete or not, in the order of their ids. */
  list(): Promise<readonly StoredChunks[]>;
}

/** How many chunks a file of this many bytes has. */
export function chunksOf(bytes: number): number {
  return Math.ceil(bytes / CHUNK_BYTES);
}
