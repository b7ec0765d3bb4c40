/** Every HTTP answer of the Worker but the 101: JSON as a rule, and the headers that keep it from being anything else. */

import type { CloseName, ErrorCode } from '../protocol/codes.ts';
import { UNREADABLE_RETRY_S, UnreadableError } from '../protocol/unreadable.ts';

/** An API answer is no document: nothing may be loaded, framed, sniffed or kept from it. */
export const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Anything else that is no document: text to be kept as a file. */
export function download(body: ReadableStream, type: string, file: string, tag: string): Response {
  const headers = {
    ...HEADERS,
    ETag: tag,
    'Content-Type': `${type}; charset=utf-8`,
    // Room names may be of any script: RFC 8187.
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file)}`,
  };
  return new Response(body, { headers });
}

/** JSON with the security headers. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { ...HEADERS, ...headers } });
}

/** What was asked for is done, and there is no more to say. */
export function empty(): Response {
  return new Response(null, { status: 204, headers: HEADERS });
}

/** The way to another address of ours. For now only: what stands there may change. */
export function redirect(path: string): Response {
  return new Response(null, { status: 302, headers: { ...HEADERS, Location: path } });
}

/** The page as the answer where there is nothing, with the headers that the page has. Nobody keeps it. */
export function notFoundPage(page: Response): Response {
  const headers = new Headers(page.headers);
  headers.delete('ETag');
  headers.set('Cache-Control', 'no-store');
  return new Response(page.body, { status: 404, headers });
}

/** Why a request is refused. */
export interface Refusal {
  status: number;
  code: ErrorCode | CloseName;
  /** What was wrong and what is allowed, in English. */
  data: string;
  /** When to try again, in seconds. */
  retryAfterS?: number;
  /** The server's time, for a client whose clock is off. Unix milliseconds. */
  ts?: number;
  /** When a ban ends by itself. Unix milliseconds. */
  untilMs?: number;
  /** Names the line in the log that tells more. */
  ref?: string;
  headers?: Readonly<Record<string, string>>;
}

/** A refusal as HTTP: `{code, data}`, and `ts`, `untilMs` and `ref` where there are any. */
export function refuseHttp({ status, code, data, retryAfterS, ts, untilMs, ref, headers }: Refusal): Response {
  const body = {
    code,
    data,
    ...(ts === undefined ? {} : { ts }),
    ...(untilMs === undefined ? {} : { untilMs }),
    ...(ref === undefined ? {} : { ref }),
  };
  return json(body, status, {
    ...headers,
    ...(retryAfterS === undefined ? {} : { 'Retry-After': String(retryAfterS) }),
  });
}

/**
 * What a bug looks like from outside: a number, under which the log has the stack. A room that can't read its data is none of the
 * edge's: it has said so in the log itself, and tells why.
 */
export function fault(error: unknown): Refusal & { code: 'internal' } {
  if (error instanceof UnreadableError)
    return { status: 503, code: 'internal', data: error.message, retryAfterS: UNREADABLE_RETRY_S };
  const ref = crypto.randomUUID().slice(0, 8);
  console.error(
    JSON.stringify({ event: 'internal', ref, error: error instanceof Error ? error.stack : String(error) }),
  );
  return { status: 500, code: 'internal', data: `A fault on the server, number ${ref}.`, ref };
}
