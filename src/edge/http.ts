/** Every HTTP response of the Worker but the 101: JSON as a rule, with headers that keep it from being taken for anything else. */

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
