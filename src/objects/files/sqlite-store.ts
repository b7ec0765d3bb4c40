/** The store of chunks in the object's own SQLite database. */

import { CHUNK_BYTES, type ChunkStore, type StoredChunks } from './store.ts';

/**
 * Without a rowid, because the key would otherwise be an index and each chunk would bill two rows. The data is last, so
 * that reading the other columns skips it.
 */
const CREATE = `CREATE TABLE chunk (
  file TEXT NOT NULL, n INTEGER NOT NULL, ts INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (file, n)
) WITHOUT ROWID`;
const EXISTS = "SELECT 1 FROM sqlite_schema WHERE name = 'chunk'";
/** Bindings: file, n, ts, data. */
const PUT = 'INSERT OR REPLACE INTO chunk (file, n, ts, data) VALUES (?, ?, ?, ?)';
/** Bindings: file, n. */
const GET = 'SELECT data FROM chunk WHERE file = ? AND n = ?';
/** Binding: a JSON list of files. */
const DELETE = 'DELETE FROM chunk WHERE file IN (SELECT value FROM json_each(?))';
const LIST = `SELECT file, count(*) AS chunks, sum(length(data)) AS bytes, max(ts) AS ts
  FROM chunk GROUP BY file ORDER BY file`;

type Row = { [column in keyof StoredChunks]: StoredChunks[column] };

export class SqliteStore implements ChunkStore {
  /** Rows that this instance wrote, as billed. */
  rowsWritten = 0;

  readonly #storage: DurableObjectStorage;
  #hasTable: boolean | undefined;

  /**
   * Nothing is read or written before the first call, and there is no table before the first chunk. After `deleteAll` of
   * the storage, another instance is needed.
   */
  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  async put(file: string, n: number, data: ArrayBuffer, ts: number, also?: () => void): Promise<void> {
    // Production refuses what is larger than 2 MB. The local runtime stores it.
    if (data.byteLength < 1 || data.byteLength > CHUNK_BYTES)
      throw new RangeError(`A chunk has 1 to ${CHUNK_BYTES} bytes, not ${data.byteLength}.`);
    if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`A chunk can't have the number ${n}.`);
    const { sql } = this.#storage;
    const isNew = !this.#exists();
    this.rowsWritten += this.#storage.transactionSync(() => {
      const made = isNew ? sql.exec(CREATE).rowsWritten : 0;
      const { rowsWritten } = sql.exec(PUT, file, n, ts, data);
      also?.();
      return made + rowsWritten;
    });
    this.#hasTable = true;
  }

  async get(file: string, n: number): Promise<ArrayBuffer | undefined> {
    if (!this.#exists()) return undefined;
    return this.#storage.sql.exec<{ data: ArrayBuffer }>(GET, file, n).toArray()[0]?.data;
  }

  async delete(files: readonly string[]): Promise<void> {
    if (files.length === 0 || !this.#exists()) return;
    this.rowsWritten += this.#storage.sql.exec(DELETE, JSON.stringify(files)).rowsWritten;
  }

  async list(): Promise<readonly StoredChunks[]> {
    if (!this.#exists()) return [];
    return this.#storage.sql.exec<Row>(LIST).toArray();
  }

  #exists(): boolean {
    this.#hasTable ??= this.#storage.sql.exec(EXISTS).toArray().length > 0;
    return this.#hasTable;
  }
}
