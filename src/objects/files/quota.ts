/**
 * How much may be uploaded: the sums of a room, of a member's day and of an address's day. Permission that was given and
 * isn't used yet counts like a file, so that many requests at once can't exceed a limit. It is remembered in memory
 * alone, and the sums are checked again when a file is complete.
 */

import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { DAY_MS } from '../../protocol/time.ts';

/** What a small file counts as: otherwise a room could have a million of them. */
export const LEAST_BYTES = 16_384;
export const MAX_FILES = 10_000;
export const MAX_GRANTS = 10;
const MEMBER_MB = 50;
const SOURCE_MB = 200;
const MB = 1_000_000;
const MIB = 1_048_576;

export interface QuotaLimits {
  /** The largest file, in MB. */
  maxMb: number;
  /** All files of the room together, in MB. */
  roomMb: number;
}

/** A file that was, or is to be, uploaded. */
export interface Upload {
  file: string;
  member: string;
  /** '' without limits by address. */
  source: string;
  bytes: number;
}

/** Reads the sums of what is stored. */
export interface StoredSums {
  all(least: number): { files: number; bytes: number };
  since(ts: number, least: number): { member: string; source: string; bytes: number }[];
}

export type QuotaCode = 'too_large' | 'bad_request' | 'no_space';

export class Quota {
  readonly #limits: QuotaLimits;
  readonly #stored: () => StoredSums | undefined;
  readonly #grants = new Map<string, Upload & { until: number }>();
  /** What is stored of the room. */
  #all = { files: 0, bytes: 0 };
  /** The day of the sums below; `undefined` until they are read. */
  #day: number | undefined;
  /** Bytes of the day by member, and by source. */
  readonly #members = new Map<string, number>();
  readonly #sources = new Map<string, number>();

  /** @param stored read once, when the first upload is judged: an object that only serves files needs no sums */
  constructor(limits: QuotaLimits, stored: () => StoredSums | undefined) {
    this.#limits = limits;
    this.#stored = stored;
  }

  /** What the files and all given permission need, in MiB. Known once an upload was judged. */
  get neededMib(): number {
    const granted = sumOf(this.#grants.values());
    return Math.ceil((this.#all.bytes + granted) / MIB);
  }

  /** Why this can't be uploaded; `undefined` if it can. The file's own permission doesn't count. */
  whyNot({ file, member, source, bytes }: Upload, nowMs: number): Refusal<QuotaCode> | undefined {
    this.#advance(nowMs);
    const { maxMb, roomMb } = this.#limits;
    if (bytes < 1) return refuse('bad_request', 'An empty file can’t be sent.');
    if (bytes > maxMb * MB) return refuse('too_large', `A file can have at most ${maxMb} MB.`);
    const others = [...this.#grants.values()].filter((grant) => grant.file !== file);
    const ofMember = others.filter((grant) => grant.member === member);
    const size = counted(bytes);
    if ((this.#members.get(member) ?? 0) + sumOf(ofMember) + size > MEMBER_MB * MB)
      return noSpace(`You have sent ${MEMBER_MB} MB of files today, which is the limit.`);
    const ofSource = source === '' ? [] : others.filter((grant) => grant.source === source);
    if (source !== '' && (this.#sources.get(source) ?? 0) + sumOf(ofSource) + size > SOURCE_MB * MB)
      return noSpace(`Your address has sent ${SOURCE_MB} MB of files to this room today, which is the limit.`);
    const isFull = this.#all.files + others.length >= MAX_FILES || this.#all.bytes + sumOf(others) + size > roomMb * MB;
    if (isFull) return noSpace(`The files of this room may have ${roomMb} MB together. Delete some first.`);
    return undefined;
  }

  /**
   * Lets a file be uploaded that `whyNot` has judged, unless its member has too many that aren't finished.
   * @param until Unix milliseconds
   */
  grant(upload: Upload, until: number): Refusal<'busy'> | undefined {
    const { file, member } = upload;
    const others = this.#grants.values().filter((grant) => grant.member === member && grant.file !== file);
    if (others.toArray().length >= MAX_GRANTS)
      return refuse('busy', `You have ${MAX_GRANTS} uploads that aren’t finished.`, { retryAfterMs: 2_000 });
    this.#grants.set(file, { ...upload, until });
    return undefined;
  }

  /** Forgets that a file may be uploaded. */
  drop(file: string): void {
    this.#grants.delete(file);
  }

  /** Counts a file that is complete. */
  add({ file, member, source, bytes }: Upload, nowMs: number): void {
    this.#advance(nowMs);
    this.#grants.delete(file);
    this.#all = { files: this.#all.files + 1, bytes: this.#all.bytes + counted(bytes) };
    add(this.#members, member, counted(bytes));
    add(this.#sources, source, counted(bytes));
  }

  /** Ends permission whose time is over, and the day. A clock that was set back doesn't begin the day again. */
  #advance(nowMs: number): void {
    if (this.#day === undefined) this.#load(dayOf(nowMs));
    for (const [file, { until }] of this.#grants) if (until <= nowMs) this.#grants.delete(file);
    if (this.#day === undefined || dayOf(nowMs) <= this.#day) return;
    this.#day = dayOf(nowMs);
    this.#members.clear();
    this.#sources.clear();
  }

  #load(day: number): void {
    const stored = this.#stored();
    if (stored) this.#all = stored.all(LEAST_BYTES);
    for (const { member, source, bytes } of stored?.since(day * DAY_MS, LEAST_BYTES) ?? []) {
      add(this.#members, member, bytes);
      add(this.#sources, source, bytes);
    }
    this.#day = day;
  }
}

/** The day in UTC, in whole days since 1970. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

function counted(bytes: number): number {
  return Math.max(bytes, LEAST_BYTES);
}

function sumOf(uploads: Iterable<Upload>): number {
  let sum = 0;
  for (const { bytes } of uploads) sum += counted(bytes);
  return sum;
}

function add(sums: Map<string, number>, key: string, bytes: number): void {
  sums.set(key, (sums.get(key) ?? 0) + bytes);
}

function noSpace(why: string): Refusal<'no_space'> {
  return refuse('no_space', why);
}
