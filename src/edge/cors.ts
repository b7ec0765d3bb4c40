/** What pages of the origins that an owner lists may read of the API (Fetch Standard, CORS protocol). No credentials: there are none. */

/** What there is to ask for, and the one header that it takes. */
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, DELETE',
  'Access-Control-Allow-Headers': 'DPoP',
  // Ten minutes: browsers keep it no longer than two hours anyway.
  'Access-Control-Max-Age': '600',
};

/**
 * The headers that let a page read the answer; empty for our own pages, which need none, and for tools. `*` lists nobody: a
 * page that may connect on localhost may not for that reason read what only the machine itself may.
 * @param allowed the listed origins
 */
export function corsHeaders(request: Request, allowed: ReadonlySet<string>): Readonly<Record<string, string>> {
  const origin = request.headers.get('Origin');
  if (origin === null || origin === '*' || !allowed.has(origin)) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'Content-Disposition, Retry-After',
    Vary: 'Origin',
    ...(isPreflight(request) ? PREFLIGHT : {}),
  };
}

/** Whether a browser asks if it may send what is not simple. */
export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && headers.has('Origin') && headers.has('Access-Control-Request-Method');
}
