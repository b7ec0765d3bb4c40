/** Which pages may use this Worker: its own, those of listed origins, and tools that are not pages. */

import { type Refusal, refuse } from '../protocol/refusal.ts';

/** Hosts that always mean the machine itself. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether `text` is a web origin as browsers write it: scheme, host, and a port unless it is the scheme's default. */
export function isOrigin(text: string): boolean {
  return parseOrigin(text) !== undefined;
}

/**
 * The values of Sec-Fetch-Site for requests without a foreign page behind them: from our own page, or by the user
 * directly.
 */
const OWN_SITES: readonly string[] = ['same-origin', 'none'];

/**
 * Decides by the Origin header (RFC 6454) or, without one, by Sec-Fetch-Site (W3C Fetch Metadata) whether to answer a
 * request. Browsers send Origin with every upgrade and every CORS request, and no page can forge either header. For
 * images, links and other simple GETs they send no Origin, and such a GET from another site could still make this
 * machine do the work of an export. A page on another port of localhost is `same-site`, and also counts as foreign. A
 * request with neither header comes from a tool, or from a browser older than 2023.
 * @param allowed origins in addition to our own; `*` only counts if the request came to localhost
 */
export function originAllowed(request: Request, allowed: ReadonlySet<string>): boolean {
  const header = request.headers.get('Origin');
  if (header === null) return OWN_SITES.includes(request.headers.get('Sec-Fetch-Site') ?? 'none');
  const origin = parseOrigin(header);
  if (!origin) return false;
  const url = new URL(request.url);
  const host = hostOf(request);
  if (isSameHost(origin, host) && isSchemeAtLeast(origin, url)) return true;
  return allowed.has(origin.origin) || (allowed.has('*') && LOCAL.test(parseHost('http:', host)?.hostname ?? ''));
}

/**
 * Why a page may not connect or call the API: its origin is foreign. `undefined` if it may. The same rule applies to
 * sockets and to fetch.
 */
export function checkOrigin(request: Request, allowedOrigins: ReadonlySet<string>): Refusal | undefined {
  return originAllowed(request, allowedOrigins)
    ? undefined
    : refuse('forbidden', 'Pages of other origins may not connect or call the API unless ALLOWED_ORIGINS lists them.');
}

/**
 * Whether a request came to this machine under a name that only means the machine itself. Checks both the URL and the
 * Host header.
 */
export function isLocal(request: Request): boolean {
  const { hostname } = new URL(request.url);
  return LOCAL.test(hostname) && LOCAL.test(parseHost('http:', hostOf(request))?.hostname ?? '');
}

/** Headers that proxies add. A request with one of them is from another machine. */
const PROXY_HEADERS = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via'] as const;

/** Whether a request shows no sign of a proxy. */
export function isDirect({ headers }: Request): boolean {
  return !PROXY_HEADERS.some((name) => headers.has(name));
}

/** The host and port that the request was sent to, as in its Host header. */
function hostOf(request: Request): string {
  return request.headers.get('Host') ?? new URL(request.url).host;
}

/**
 * The hosts under which clients know this Worker: the one they connected to, and those of the listed origins. A proxy
 * that reaches us by an internal name may not pass its own name on in the Host header.
 */
export function namesOf(request: Request, allowedOrigins: ReadonlySet<string>): string[] {
  const listed = [...allowedOrigins].filter((origin) => origin !== '*').map((origin) => new URL(origin).host);
  return [hostOf(request), ...listed];
}

function parseOrigin(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Only the canonical form: browsers never send a path, credentials, a second origin or an explicit default port. A
  // URL allows "*" in its host, but an operator who writes one expects a pattern, and patterns are not supported.
  return url && /^https?:$/.test(url.protocol) && url.origin === text && !text.includes('*') ? url : undefined;
}

/** Host and port as a URL, so that case and the scheme's default port make no difference. */
function parseHost(scheme: string, host: string): URL | undefined {
  const text = `${scheme}//${host}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isSameHost(origin: URL, host: string): boolean {
  return parseHost(origin.protocol, host)?.host === origin.host;
}

/** If the page is https and the request arrives as http, a proxy terminated TLS. The reverse would be a downgrade. */
function isSchemeAtLeast(origin: URL, url: URL): boolean {
  return origin.protocol === 'https:' || url.protocol === 'http:';
}
