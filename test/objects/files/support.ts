/** Bytes and tickets of uploads, and the objects that take them. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { FilesObject } from '../../../src/objects/files/object.ts';
import type { KeysObject } from '../../../src/objects/keys/object.ts';
import { toBase64Url } from '../../../src/protocol/base64url.ts';
import type { FilesLife, Granted, UploadRequest } from '../../../src/protocol/file-api.ts';
import { sha256 } from '../../../src/protocol/hash.ts';
import { keyOf, newSecret } from '../../../src/protocol/signature.ts';
import { type ReadingTicket, signReading, type UploadTicket } from '../../../src/protocol/ticket.ts';
import { freshRoom } from '../../room/support.ts';

/** A time of day at which tests begin. */
export const NOON = Date.UTC(2026, 10, 28, 12);
/** The type of files that pages don't show. */
export const OTHER = 'application/octet-stream';

export function bytesOf(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) + seed) & 255);
}

/** SHA-256 in base64url. */
export async function hashOf(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', data)));
}

/** What Ana's ticket for uploading these bytes says. */
export async function ticketFor(
  data: Uint8Array<ArrayBuffer>,
  other: Partial<UploadTicket> = {},
): Promise<UploadTicket> {
  const file = toBase64Url((await sha256(`file ${data.length} ${data[0]}`)).slice(0, 16));
  return {
    ...{ life: 'A'.repeat(22), file, member: 'ana', source: '', bytes: data.length, type: 'application/octet-stream' },
    sha256: await hashOf(data),
    until: Number.MAX_SAFE_INTEGER,
    ...other,
  };
}

/** The object of all sums. */
export const keys = () => env.KEYS.getByName('keys');
/** The rows of a query in the storage of an object. */
export const sqlOf = (object: DurableObjectStub<KeysObject> | DurableObjectStub<FilesObject>, query: string) =>
  runInDurableObject(object as DurableObjectStub, (_, { storage }) => storage.sql.exec(query).toArray());

let uploads = 0;

/** The files of one room, whose room knows their life from the beginning. */
export class Files {
  readonly room = freshRoom();
  readonly stub = env.FILE_STORE.getByName(this.room);
  readonly life: FilesLife = { life: crypto.randomUUID(), secret: newSecret(), gen: 3 };

  async request(data: Uint8Array<ArrayBuffer>, other: Partial<UploadRequest> = {}): Promise<UploadRequest> {
    uploads++;
    const what = { member: 'ana', id: `u${uploads}`, bytes: data.length, type: OTHER };
    return { ...what, sha256: await hashOf(data), ...other };
  }

  async grant(request: UploadRequest): Promise<Extract<Granted, { ticket: string }>> {
    const granted = await this.stub.grant(request, this.life);
    if (!('ticket' in granted)) throw new Error(JSON.stringify(granted));
    return granted;
  }

  /** Uploads a file of one part. @returns its id */
  async upload(data: Uint8Array<ArrayBuffer>, other: Partial<UploadRequest> = {}): Promise<string> {
    const { file, ticket } = await this.grant(await this.request(data, other));
    expect(await this.stub.put(file, ticket, 0, data.buffer)).toHaveProperty('stored');
    return file;
  }

  async readingTicket(other: Partial<ReadingTicket & FilesLife> = {}): Promise<string> {
    const { life, secret, gen } = { ...this.life, ...other };
    return signReading(await keyOf(secret), { room: this.room, life, gen, until: NOON + 3_600_000, ...other });
  }

  rows(): Promise<number> {
    return runInDurableObject(this.stub, ({ rows, store }: FilesObject) => rows.rowsWritten + store.rowsWritten);
  }

  tables = async () =>
    (await sqlOf(this.stub, "SELECT name FROM sqlite_schema WHERE type = 'table'"))
      .map(({ name }) => String(name))
      .filter((name) => !name.startsWith('_'));
}

/** MiB that the room of these files has reserved. */
export async function reserved(files: Files): Promise<number> {
  const rows = await sqlOf(keys(), `SELECT mib FROM room WHERE id = '${files.stub.id}'`);
  return Number(rows[0]?.mib ?? 0);
}
