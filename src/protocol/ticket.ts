/**
 * Tickets: permission to upload one file, or to read the files of a room. A ticket is signed with the secret of the
 * room's files, so that `Files` checks it without asking the room. Its form is `<claims>.<signature>`, both in
 * base64url. Clients pass it on and don't look inside.
 */

import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { type Refusal, refuse } from './refusal.ts';
import { isSigned, signed } from './signature.ts';

/** Longest ticket, in characters. One for reading in a room with a long name has about 600. */
export const TICKET_CHARS = 1_024;
/** How long a file may be uploaded with a ticket. */
export const UPLOAD_TICKET_MS = 600_000;
/** The longest time for which files can be read with a ticket. */
export const READING_TICKET_MS = 12 * 3_600_000;

/** Reads claims of this version only, so that a later form is refused instead of misread. */
const VERSION = 1;

const text = v.pipe(v.string(), v.minLength(1));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const upload = v.object({
  v: v.literal(VERSION),
  life: text,
  file: text,
  member: text,
  source: v.string(),
  bytes: whole,
  type: text,
  sha256: text,
  until: whole,
});
const reading = v.object({ v: v.literal(VERSION), room: text, life: text, gen: whole, until: whole });

/** What may be uploaded, and by whom. */
export interface UploadTicket {
  /** The life of the room's files. */
  life: string;
  file: string;
  member: string;
  /** A hash of the address that asked for the ticket; '' if addresses aren't limited. */
  source: string;
  bytes: number;
  /** The announced media type. */
  type: string;
  /** In base64url. */
  sha256: string;
  /** When the ticket ends, in Unix milliseconds. */
  until: number;
}

/** Permission to read all files of a room. */
export interface ReadingTicket {
  /** Normalised. */
  room: string;
  /** The life of the room's files. */
  life: string;
  /** The generation. A room raises it to end the tickets that it gave out. */
  gen: number;
  /** When the ticket ends, in Unix milliseconds. */
  until: number;
}

/** `unauthorized`: there is no usable ticket, and a new one may help. `forbidden`: it is valid for something else. */
export type TicketRefusal = Refusal<'unauthorized' | 'forbidden'>;

/** @param key the key of the room's secret (`keyOf`) */
export function signUpload(key: CryptoKey, ticket: UploadTicket): Promise<string> {
  return sign(key, 'upload', ticket);
}

/** @param key the key of the room's secret (`keyOf`) */
export function signReading(key: CryptoKey, ticket: ReadingTicket): Promise<string> {
  return sign(key, 'reading', ticket);
}

/**
 * Checks a ticket for uploading a file.
 * @param ticket as the client sent it
 * @param nowMs Unix milliseconds
 */
export async function verifyUpload(
  key: CryptoKey,
  ticket: string,
  { life, file }: Pick<UploadTicket, 'life' | 'file'>,
  nowMs: number,
): Promise<UploadTicket | TicketRefusal> {
  const claims = await verify(key, 'upload', ticket, upload, nowMs);
  if ('refused' in claims) return claims;
  return claims.life === life && claims.file === file ? claims : notForThis();
}

/**
 * Checks a ticket for reading.
 * @param ticket as the client sent it
 * @param nowMs Unix milliseconds
 */
export async function verifyReading(
  key: CryptoKey,
  ticket: string,
  { room, life, gen }: Pick<ReadingTicket, 'room' | 'life' | 'gen'>,
  nowMs: number,
): Promise<ReadingTicket | TicketRefusal> {
  const claims = await verify(key, 'reading', ticket, reading, nowMs);
  if ('refused' in claims) return claims;
  return claims.room === room && claims.life === life && claims.gen === gen ? claims : notForThis();
}

async function sign(key: CryptoKey, purpose: 'upload' | 'reading', claims: object): Promise<string> {
  const payload = toBase64Url(new TextEncoder().encode(JSON.stringify({ v: VERSION, ...claims })));
  return `${payload}.${toBase64Url(await signed(key, purpose, payload))}`;
}

/** Parses nothing before the signature has proved that a room wrote it. */
async function verify<C extends { until: number }>(
  key: CryptoKey,
  purpose: 'upload' | 'reading',
  ticket: string,
  schema: v.GenericSchema<unknown, C>,
  nowMs: number,
): Promise<C | TicketRefusal> {
  const [payload = '', signature, ...rest] = ticket.length <= TICKET_CHARS ? ticket.split('.', 3) : [];
  const bytes = fromBase64Url(payload);
  if (!bytes || payload === '' || signature === undefined || rest.length > 0)
    return refuse('unauthorized', 'Send the ticket as “Authorization: Bearer …”.');
  if (!(await isSigned(key, purpose, payload, signature))) return notForThis();
  const claims = v.safeParse(schema, jsonOf(bytes));
  if (!claims.success) return notForThis();
  return nowMs < claims.output.until ? claims.output : refuse('unauthorized', 'The ticket has expired.');
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function notForThis(): Refusal<'forbidden'> {
  return refuse('forbidden', 'The ticket isn’t valid for this file.');
}
