/**
 * The sums of what rooms have reserved for files: how much each room holds, and what each address has caused today. The
 * SQL and the rules; the object adds the secrecy of addresses and the alarm.
 */

/** In how many rooms an address may be the first to reserve on one day. */
export const ADDRESS_ROOMS = 20;
/** How much an address may make all rooms together reserve on one day. */
export const ADDRESS_MIB = mibIn(500);
/** The largest step in which the reservation of a room grows. */
const LARGEST_BLOCK = 16;

/** Without rowids, because each key would otherwise be an index and bill a second row. */
const CREATE = [
  'CREATE TABLE room (id TEXT PRIMARY KEY, mib INTEGER NOT NULL) WITHOUT ROWID',
  'CREATE TABLE address (tag TEXT PRIMARY KEY, rooms INTEGER NOT NULL, mib INTEGER NOT NULL) WITHOUT ROWID',
  'CREATE TABLE day (day INTEGER PRIMARY KEY, salt TEXT NOT NULL)',
];
const EXISTS = "SELECT 1 FROM sqlite_schema WHERE name = 'room'";
const TOTAL = 'SELECT sum(mib) AS mib FROM room';
const ROOM = 'SELECT mib FROM room WHERE id = ?';
/** Bindings: id, mib. */
const PUT_ROOM = 'INSERT OR REPLACE INTO room (id, mib) VALUES (?, ?)';
const DELETE_ROOM = 'DELETE FROM room WHERE id = ?';
const ADDRESS = 'SELECT rooms, mib FROM address WHERE tag = ?';
/** Bindings: tag, rooms, mib. */
const PUT_ADDRESS = 'INSERT OR REPLACE INTO address (tag, rooms, mib) VALUES (?, ?, ?)';
const DELETE_ADDRESSES = 'DELETE FROM address';
const DAY = 'SELECT day, salt FROM day';
const DELETE_DAY = 'DELETE FROM day';
/** Bindings: day, salt. */
const PUT_DAY = 'INSERT INTO day (day, salt) VALUES (?, ?)';

/** A day in UTC, and the salt of the address tags of that day. */
export interface SaltOfDay {
  /** Whole days since 1970. */
  day: number;
  /** A secret of `newSecret`. */
  salt: string;
}

/** What a room has reserved after the call, in MiB, or which limit doesn't allow as much as it needs. */
export type Reserved = { mib: number } | { full: 'server' | 'rooms' | 'address' };

export class Sums {
  /** Rows that this instance wrote, as billed. */
  rowsWritten = 0;

  readonly #storage: DurableObjectStorage;
  readonly #limitMib: number;
  #hasTables: boolean | undefined;
  /** Read once after each wake. */
  #total: number | undefined;

  /** @param limitMib what all rooms together may reserve */
  constructor(storage: DurableObjectStorage, limitMib: number) {
    this.#storage = storage;
    this.#limitMib = limitMib;
  }

  /** What all rooms together have reserved, in MiB. */
  get total(): number {
    this.#total ??= this.#exists() ? (this.#one<{ mib: number | null }>(TOTAL)?.mib ?? 0) : 0;
    return this.#total;
  }

  /** The newest day with a salt; `undefined` if there is none. */
  get day(): SaltOfDay | undefined {
    return this.#exists() ? this.#one<{ day: number; salt: string }>(DAY) : undefined;
  }

  /**
   * Sets what a room has reserved, in one transaction. The number is absolute, so that repeating a call changes nothing.
   * A room that needs more gets more than it needs, as `blocksFor` says, if the limits allow that.
   * @param needed in MiB; 0 gives everything back
   * @param tag who caused it, as a hash; `undefined` lifts the limits by address
   */
  reserve(id: string, needed: number, tag: string | undefined): Reserved {
    const held = this.#exists() ? (this.#one<{ mib: number }>(ROOM, id)?.mib ?? 0) : 0;
    if (needed <= held) {
      const mib = Math.min(held, blocksFor(needed));
      if (mib < held) this.#write(id, held, mib);
      return { mib };
    }
    const caused = (tag !== undefined && this.#exists() && this.#one<Caused>(ADDRESS, tag)) || { rooms: 0, mib: 0 };
    const rooms = caused.rooms + (held === 0 ? 1 : 0);
    if (tag !== undefined && rooms > ADDRESS_ROOMS) return { full: 'rooms' };
    const server = held + this.#limitMib - this.total;
    if (needed > server) return { full: 'server' };
    const address = tag === undefined ? server : held + ADDRESS_MIB - caused.mib;
    if (needed > address) return { full: 'address' };
    const mib = Math.min(blocksFor(needed), server, address);
    this.#write(id, held, mib, tag === undefined ? undefined : [tag, rooms, caused.mib + mib - held]);
    return { mib };
  }

  /** Begins a day: forgets what addresses caused on former days, and their salt. */
  begin({ day, salt }: SaltOfDay): void {
    this.#transaction((run) => {
      this.#forget(run);
      run(PUT_DAY, day, salt);
    });
  }

  /** Forgets what addresses caused, and the salt of their tags. */
  end(): void {
    if (this.#exists()) this.#transaction((run) => this.#forget(run));
  }

  #forget(run: Run): void {
    run(DELETE_ADDRESSES);
    run(DELETE_DAY);
  }

  #write(id: string, held: number, mib: number, address?: [tag: string, rooms: number, mib: number]): void {
    // Read before the transaction, because afterwards it would include the new row.
    const before = this.total;
    this.#transaction((run) => {
      if (mib === 0) run(DELETE_ROOM, id);
      else run(PUT_ROOM, id, mib);
      if (address) run(PUT_ADDRESS, ...address);
    });
    this.#total = before + mib - held;
  }

  #transaction(work: (run: Run) => void): void {
    let rows = 0;
    const run: Run = (statement, ...bindings) => {
      rows += this.#storage.sql.exec(statement, ...bindings).rowsWritten;
    };
    const isNew = !this.#exists();
    this.#storage.transactionSync(() => {
      if (isNew) for (const statement of CREATE) run(statement);
      work(run);
    });
    this.#hasTables = true;
    this.rowsWritten += rows;
  }

  #one<T extends Record<string, SqlStorageValue>>(query: string, ...bindings: SqlStorageValue[]): T | undefined {
    return this.#storage.sql.exec<T>(query, ...bindings).toArray()[0];
  }

  #exists(): boolean {
    this.#hasTables ??= this.#storage.sql.exec(EXISTS).toArray().length > 0;
    return this.#hasTables;
  }
}

type Caused = { rooms: number; mib: number };
type Run = (statement: string, ...bindings: SqlStorageValue[]) => void;

/**
 * What a room that needs this much reserves, in MiB. It grows in blocks of 1, 2, 4, 8 and then 16 MiB, so that a small
 * room takes little, and a large one rarely has to ask.
 */
export function blocksFor(needed: number): number {
  let total = 0;
  for (let block = 1; total < needed; block = Math.min(block * 2, LARGEST_BLOCK)) total += block;
  return total;
}

/** The whole MiB in so many MB. People count files in MB of a million bytes, and chunks have 1 MiB. */
export function mibIn(mb: number): number {
  return Math.floor((mb * 1_000_000) / 1_048_576);
}
