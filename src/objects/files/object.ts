/**
 * The Durable Object of one room's files, named like the room. It keeps their bytes apart from the room, so that
 * pictures neither wake the room nor hold up its messages. The room asks it to grant uploads. The edge hands it the
 * bytes in chunks, and reads them in chunks, with tickets that this object can check by itself.
 */

import { DurableObject } from 'cloudflare:workers';
import { toBase64Url } from '../../protocol/base64url.ts';
import type { FileChunk, FilesLife, Granted, Taken, UploadRequest } from '../../protocol/file-api.ts';
import { fileIdOf } from '../../protocol/file-id.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { keyOf, newSecret, signed } from '../../protocol/signature.ts';
import {
  signUpload,
  type TicketRefusal,
  UPLOAD_TICKET_MS,
  type UploadTicket,
  verifyReading,
  verifyUpload,
} from '../../protocol/ticket.ts';
import { dayOf, Quota, type QuotaCode, type QuotaLimits } from './quota.ts';
import { Reservation, type Reserve } from './reservation.ts';
import { FileRows, type LifeRow } from './rows.ts';
import { SqliteStore } from './sqlite-store.ts';
import { type Sniff, type UploadCode, Uploads } from './uploads.ts';

export type FilesConfig = QuotaLimits;

const LIFE_BYTES = 16;
const SOURCE_CHARS = 16;

export class FilesObject extends DurableObject<Cloudflare.Env> {
  /** Tests read their counters. They aren't reachable from outside, because RPC doesn't expose instance properties. */
  readonly rows: FileRows;
  readonly store: SqliteStore;
  readonly #quota: Quota;
  readonly #uploads: Uploads;
  readonly #reserve: Reserve;
  #reservation: Reservation | undefined;
  /** Made with the first grant, and stored if it succeeds. */
  #life: LifeRow | undefined;
  #key: { secret: string; key: Promise<CryptoKey> } | undefined;

  /** @param sniff recognises pictures by their first bytes */
  constructor(ctx: DurableObjectState, env: Cloudflare.Env, limits: FilesConfig, sniff: Sniff) {
    super(ctx, env);
    this.rows = new FileRows(ctx.storage);
    this.store = new SqliteStore(ctx.storage);
    this.#quota = new Quota(limits, () => (this.rows.exist() ? this.rows : undefined));
    this.#uploads = new Uploads({ rows: this.rows, store: this.store, quota: this.#quota, sniff });
    this.#reserve = (mib, address) => env.KEYS.getByName('keys').reserve(ctx.id.toString(), mib, address);
  }

  /**
   * Lets a member upload a file, if the limits allow it. The same request again gives the same file, and the file itself
   * once it is there. For the room, which has checked that the member may send files.
   * @param known the life that the room has stored. An object that has lost everything adopts it
   * @returns `storage` if the space can't be reserved now, or if the object still has the files of a former life
   */
  async grant(request: UploadRequest, known?: FilesLife): Promise<Granted | Refusal<QuotaCode | 'busy' | 'storage'>> {
    this.#life ??= this.rows.life ?? { ...(known ?? newLife()), reserved: 0, day: null, salt: null };
    const life = this.#life;
    if (known && known.life !== life.life) return unavailable();
    const source = request.address === undefined ? '' : await this.#sourceOf(life, request.address);
    const key = await this.#keyOf(life);
    const file = await fileIdOf(key, request);
    const stored = this.#uploads.stored(file);
    if (stored) return { file, stored };
    const now = Date.now();
    const { member, bytes, type, sha256 } = request;
    const until = now + UPLOAD_TICKET_MS;
    const upload = { file, member, source, bytes };
    const refused = this.#quota.whyNot(upload, now) ?? this.#quota.grant(upload, until);
    if (refused) return refused;
    this.#reservation ??= new Reservation(this.#reserve, life.reserved);
    const failed = await this.#reservation.cover(() => this.#quota.neededMib, request.address);
    if (failed) {
      this.#quota.drop(file);
      return failed;
    }
    this.#save({ ...life, reserved: this.#reservation.mib });
    const ticket: UploadTicket = { life: life.life, file, member, source, bytes, type, sha256, until };
    return { file, ticket: await signUpload(key, ticket), until };
  }

  /**
   * Whether the body of a file may be sent. For files of several chunks; for others `put` checks the same.
   * @returns how many parts are expected, or the file if it is there already
   */
  async begin(file: string, ticket: string): Promise<Taken | TicketRefusal | Refusal<UploadCode>> {
    const upload = await this.#verify(file, ticket);
    return 'refused' in upload ? upload : this.#uploads.begin(upload, Date.now());
  }

  /** Takes part `n` of a file, counted from 0. A file of a single part is complete with it. */
  async put(
    file: string,
    ticket: string,
    n: number,
    data: ArrayBuffer,
  ): Promise<Taken | TicketRefusal | Refusal<UploadCode>> {
    const upload = await this.#verify(file, ticket);
    return 'refused' in upload ? upload : this.#uploads.put(upload, n, data);
  }

  /** Completes a file of several parts. What doesn't fit its announcement is deleted. */
  async finish(file: string, ticket: string): Promise<Taken | TicketRefusal | Refusal<UploadCode>> {
    const upload = await this.#verify(file, ticket);
    return 'refused' in upload ? upload : this.#uploads.finish(upload);
  }

  /**
   * Chunk `n` of a file, counted from 0. The ticket comes first, so that nobody can find out which files exist.
   * @param room the normalised name of the room
   */
  async chunk(
    room: string,
    file: string,
    n: number,
    ticket: string,
  ): Promise<FileChunk | TicketRefusal | Refusal<'not_found'>> {
    const life = this.#stored();
    // Without a life no ticket is valid, which a ticket of any other secret shows.
    const verified = await verifyReading(
      await this.#keyOf(life ?? { secret: newSecret() }),
      ticket,
      { room, life: life?.life ?? '', gen: life?.gen ?? 0 },
      Date.now(),
    );
    if ('refused' in verified) return verified;
    const stored = this.#uploads.stored(file);
    const data = stored && (await this.store.get(file, n));
    return data ? { ...stored, data } : refuse('not_found', 'There is no such file.');
  }

  async #verify(file: string, ticket: string): Promise<UploadTicket | TicketRefusal> {
    const life = this.#stored();
    const key = await this.#keyOf(life ?? { secret: newSecret() });
    return verifyUpload(key, ticket, { life: life?.life ?? '', file }, Date.now());
  }

  /** The life, if it is stored: no ticket was given out before. */
  #stored(): LifeRow | undefined {
    if (!this.rows.exist()) return undefined;
    this.#life ??= this.rows.life;
    return this.#life;
  }

  #keyOf({ secret }: Pick<LifeRow, 'secret'>): Promise<CryptoKey> {
    if (this.#key?.secret !== secret) this.#key = { secret, key: keyOf(secret) };
    return this.#key.key;
  }

  /**
   * The hash by which an address is recognised on one day. Permission from before midnight keeps its hash, so for ten
   * minutes an address may be known by two.
   */
  async #sourceOf(life: LifeRow, address: string): Promise<string> {
    const day = dayOf(Date.now());
    if (life.salt === null || life.day === null || life.day < day) {
      life.salt = newSecret();
      life.day = day;
    }
    return toBase64Url(await signed(await keyOf(life.salt), 'address', address)).slice(0, SOURCE_CHARS);
  }

  /** Stores the life with the first grant, and later what has changed of it. */
  #save(life: LifeRow): void {
    if (!this.rows.exist()) this.rows.begin(life);
    else if (hasChanged(life, this.rows.life)) this.rows.update(life);
    this.#life = life;
  }
}

function newLife(): FilesLife {
  return { life: toBase64Url(crypto.getRandomValues(new Uint8Array(LIFE_BYTES))), secret: newSecret(), gen: 0 };
}

function hasChanged(life: LifeRow, stored: LifeRow | undefined): boolean {
  return life.reserved !== stored?.reserved || life.day !== stored.day;
}

function unavailable(): Refusal<'storage'> {
  return refuse('storage', 'Files can’t be stored right now.', { retryAfterMs: 5_000 });
}
