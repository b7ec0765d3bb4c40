/**
 * Builds every HTTP response of the Worker except the 101: usually JSON, with headers against other interpretations.
 */

/** An API answer is not a document. Browsers may not load, frame, sniff or cache it. */
export const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** A text file to download. */
export function download(body: ReadableStream, type: string, file: string, tag: string): Response {
  const headers = {
    ...HEADERS,
    ETag: tag,
    'Content-Type': `${type}; charset=utf-8`,
    // A room name can be in any script, so encode it as RFC 8187 says.
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file)}`,
  };
  return new Response(body, { headers });
}

/** JSON with the security headers. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(body, { status, headers: { ...HEADERS, ...headers } });
}

/** Success without content. */
export function empty(): Response {
  return new Response(null, { status: 204, headers: HEADERS });
}

/** A temporary redirect to another path of this Worker. */
export function redirect(path: string): Response {
  return new Response(null, { status: 302, headers: { ...HEADERS, Location: path } });
}

/** The page as a 404 response, with the page's own headers. It is not cached. */
export function notFoundPage(page: Response): Response {
  const headers = new Headers(page.headers);
  headers.delete('ETag');
  headers.set('Cache-Control', 'no-store');
  return new Response(page.body, { status: 404, headers });
}
