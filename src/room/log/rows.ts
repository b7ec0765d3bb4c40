/** Runs the log's SQL, counts the billed rows, and turns any failure of a read into an UnreadableError. */

import { UnreadableError } from '../../protocol/unreadable.ts';
import type { LogCodec, Logged, Row } from './types.ts';

type Values = Record<string, SqlStorageValue>;

export class Rows<E extends Logged> {
  /** Rows that this instance read. */
  read = 0;
  /** Rows that this instance wrote. */
  written = 0;

  readonly #storage: DurableObjectStorage;
  readonly #codec: LogCodec<E>;
  readonly #label: string | undefined;
  #isReported = false;

  /** @param label identifies the room in the server's log */
  constructor(storage: DurableObjectStorage, codec: LogCodec<E>, label: string | undefined) {
    this.#storage = storage;
    this.#codec = codec;
    this.#label = label;
  }

  /**
   * Runs writing statements in one transaction. @param work returns the rows it wrote, which count once they are stored
   */
  transaction(work: (sql: SqlStorage) => number): void {
    this.written += this.#storage.transactionSync(() => work(this.#storage.sql));
  }

  /**
   * Runs one writing statement. It is a transaction by itself, and opening an explicit one costs as much as writing the
   * row of a message.
   * @param work returns the rows it wrote
   */
  write(work: (sql: SqlStorage) => number): void {
    this.written += work(this.#storage.sql);
  }

  /** The rows of a query. @throws what the storage throws: call it within `guard` */
  run<T extends Values>(query: string, ...bindings: SqlStorageValue[]): T[] {
    const cursor = this.#storage.sql.exec<T>(query, ...bindings);
    const rows = cursor.toArray();
    this.read += cursor.rowsRead;
    return rows;
  }

  /** The first row of a query that returns at most one. */
  one<T extends Values>(query: string, ...bindings: SqlStorageValue[]): T | undefined {
    return this.guard(() => this.run<T>(query, ...bindings)[0]);
  }

  /** Yields row by row while the caller iterates. */
  *each<T extends Values>(query: string, ...bindings: SqlStorageValue[]): Generator<T, undefined> {
    const cursor = this.guard(() => this.#storage.sql.exec<T>(query, ...bindings));
    try {
      for (;;) {
        const { done, value } = this.guard(() => cursor.next());
        if (done) return;
        yield value;
      }
    } finally {
      this.read += cursor.rowsRead;
    }
  }

  /** Like `each`, but yields events: for queries that select all columns of events. */
  *events(query: string, ...bindings: SqlStorageValue[]): Generator<E, undefined> {
    for (const row of this.each<Row>(query, ...bindings)) yield this.guard(() => this.#codec.decode(row));
  }

  /** The first event of such a query. */
  event(query: string, ...bindings: SqlStorageValue[]): E | undefined {
    for (const event of this.events(query, ...bindings)) return event;
    return undefined;
  }

  /** @throws UnreadableError for anything that `read` throws, and logs the first one */
  guard<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      const unreadable = asUnreadable(error);
      this.#report(unreadable);
      throw unreadable;
    }
  }

  #report({ reason, message, cause }: UnreadableError): void {
    if (this.#isReported) return;
    this.#isReported = true;
    const why = cause === undefined ? message : String(cause);
    console.error(JSON.stringify({ event: 'unreadable', room: this.#label, reason, error: why }));
  }
}

/** The error that clients see when stored data can't be read. */
export function asUnreadable(error: unknown): UnreadableError {
  return error instanceof UnreadableError
    ? error
    : new UnreadableError('damaged', 'The stored data of the room can’t be read.', { cause: error });
}
