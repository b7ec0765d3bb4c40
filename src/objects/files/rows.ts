/** The rows about files: the life that they belong to, and which files are complete. Their bytes are in the store. */

import type { FilesLife, StoredFile } from '../../protocol/file-api.ts';

const CREATE = [
  `CREATE TABLE meta (
    life TEXT NOT NULL, secret TEXT NOT NULL, gen INTEGER NOT NULL, reserved INTEGER NOT NULL, day INTEGER, salt TEXT
  )`,
  // Without a rowid, because the key would otherwise be an index and bill a second row.
  `CREATE TABLE file (
    id TEXT PRIMARY KEY, member TEXT NOT NULL, source TEXT NOT NULL, bytes INTEGER NOT NULL, type TEXT NOT NULL,
    w INTEGER, h INTEGER, ts INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID`,
];
const EXISTS = "SELECT 1 FROM sqlite_schema WHERE name = 'meta'";
const META = 'SELECT life, secret, gen, reserved, day, salt FROM meta';
/** Bindings: life, secret, gen, reserved, day, salt. */
const INSERT_META = 'INSERT INTO meta (life, secret, gen, reserved, day, salt) VALUES (?, ?, ?, ?, ?, ?)';
const UPDATE_META = 'UPDATE meta SET life = ?, secret = ?, gen = ?, reserved = ?, day = ?, salt = ?';
/** Binding: id. */
const FILE = 'SELECT member, source, bytes, type, w, h, ts FROM file WHERE id = ? AND gone = 0';
/** Replaces the row that a deleted file keeps for its day. Bindings: id, member, source, bytes, type, w, h, ts. */
const PUT = `INSERT OR REPLACE INTO file (id, member, source, bytes, type, w, h, ts, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)`;
/** Binding: the least that a file counts as. */
const ALL = 'SELECT count(*) AS files, sum(max(bytes, ?)) AS bytes FROM file WHERE gone = 0';
/** Deleted files count for their day. Bindings: the least that a file counts as, the time from which they count. */
const SINCE =
  'SELECT member, source, sum(max(bytes, ?)) AS bytes FROM file WHERE ts >= ? GROUP BY member, source ORDER BY member';
const NEWEST = 'SELECT max(ts) AS ts FROM file';

/** The one row of `meta`. */
export interface LifeRow extends FilesLife {
  /** What is reserved in `Keys`, in MiB. */
  reserved: number;
  /** The day of the salt in UTC, in whole days since 1970, and the salt of that day's sources. */
  day: number | null;
  salt: string | null;
}

export interface FileRow extends StoredFile {
  member: string;
  /** A hash of the address with the salt of the day; '' without limits by address. */
  source: string;
  /** When it was complete, in Unix milliseconds. Later files have a later time. */
  ts: number;
}

type Values = Record<string, SqlStorageValue>;

export class FileRows {
  /** Rows that this instance wrote, as billed. */
  rowsWritten = 0;

  readonly #storage: DurableObjectStorage;
  #hasTables: boolean | undefined;

  /** Nothing is read before the first call. */
  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** The life of the files; `undefined` if nothing was ever stored. */
  get life(): LifeRow | undefined {
    return this.exist() ? (this.#one(META) as LifeRow | undefined) : undefined;
  }

  /** Makes the tables of a new life. */
  begin(life: LifeRow): void {
    this.#storage.transactionSync(() => {
      for (const statement of CREATE) this.#write(statement);
      this.#write(INSERT_META, ...columnsOf(life));
    });
    this.#hasTables = true;
  }

  update(life: LifeRow): void {
    this.#write(UPDATE_META, ...columnsOf(life));
  }

  /** A complete file that wasn't deleted. */
  file(id: string): FileRow | undefined {
    const row = this.exist() ? this.#one(FILE, id) : undefined;
    if (!row) return undefined;
    const { w, h, ...rest } = row;
    return { ...rest, ...(w === null || h === null ? {} : { w, h }) } as FileRow;
  }

  put(id: string, { member, source, bytes, type, w = null, h = null, ts }: Columns): void {
    this.#write(PUT, id, member, source, bytes, type, w, h, ts);
  }

  /** How many files there are, and their bytes together. @param least what a file counts as at least, in bytes */
  all(least: number): { files: number; bytes: number } {
    const { files = 0, bytes = 0 } = this.#one(ALL, least) ?? {};
    return { files: Number(files), bytes: Number(bytes) };
  }

  /** What was stored from a time on, deleted files too, by member and source. @param least as in `all` */
  since(ts: number, least: number): { member: string; source: string; bytes: number }[] {
    return this.#storage.sql.exec<{ member: string; source: string; bytes: number }>(SINCE, least, ts).toArray();
  }

  /** The time of the newest file; 0 if there is none. */
  get newestTs(): number {
    return Number(this.#one(NEWEST)?.ts ?? 0);
  }

  /** Whether there are tables: not before the first grant. */
  exist(): boolean {
    this.#hasTables ??= this.#one(EXISTS) !== undefined;
    return this.#hasTables;
  }

  #one(query: string, ...bindings: SqlStorageValue[]): Values | undefined {
    return this.#storage.sql.exec(query, ...bindings).toArray()[0];
  }

  #write(statement: string, ...bindings: SqlStorageValue[]): void {
    this.rowsWritten += this.#storage.sql.exec(statement, ...bindings).rowsWritten;
  }
}

type Columns = Omit<FileRow, 'w' | 'h'> & { w?: number | null; h?: number | null };

function columnsOf({ life, secret, gen, reserved, day, salt }: LifeRow): SqlStorageValue[] {
  return [life, secret, gen, reserved, day, salt];
}
