/** Which pages may talk to this Worker: its own, those the owner lists, and tools that are no page at all. */

import { type Refusal, refuse } from '../protocol/refusal.ts';

/** Hosts that only the machine itself can mean. */
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether `text` is a web origin as a browser writes it: scheme, host, a port only if not the scheme's own, nothing behind. */
export function isOrigin(text: string): boolean {
  return parseOrigin(text) !== undefined;
}

/** What browsers send in Sec-Fetch-Site when no foreign page is behind a request: our own page is, or the person typed the address. */
const OWN_SITES: readonly string[] = ['same-origin', 'none'];

/**
 * Whether a request may be answered, by its Origin header (RFC 6454) or, without one, by Sec-Fetch-Site (W3C Fetch Metadata).
 * Browsers send Origin with every upgrade and every CORS request, and no page can forge either header. They send no Origin for
 * images, links and other simple GETs. Such a GET of another site could still make this machine do the work of an export. A page
 * on another port of localhost is `same-site`, and foreign as well. A request with neither header comes from a tool (or from a
 * browser older than 2023).
 * @param allowed origins beside our own; `*` counts where the request came to localhost
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
 * Why a page may not connect or call the API: it is of a foreign origin; `undefined` if it may. What it may not see by socket, it
 * may not see by fetch.
 */
export function checkOrigin(request: Request, allowedOrigins: ReadonlySet<string>): Refusal | undefined {
  return originAllowed(request, allowedOrigins)
    ? undefined
    : refuse('forbidden', 'Pages of other origins may not connect, and may not call the API (ALLOWED_ORIGINS).');
}

/** Whether a request was made to this machine by a name that only it can mean: by its address, and by its Host header. */
export function isLocal(request: Request): boolean {
  const { hostname } = new URL(request.url);
  return LOCAL.test(hostname) && LOCAL.test(parseHost('http:', hostOf(request))?.hostname ?? '');
}

/** What proxies add: somebody else asked them. */
const PROXY_HEADERS = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via'] as const;

/** Whether nothing in a request says that a proxy made it for somebody else. */
export function isDirect({ headers }: Request): boolean {
  return !PROXY_HEADERS.some((name) => headers.has(name));
}

/** The host and port by which a request came, as its Host header has them. */
function hostOf(request: Request): string {
  return request.headers.get('Host') ?? new URL(request.url).host;
}

/**
 * The hosts that a client may know us by: the one that it asked, and those of the pages that the owner lists. A proxy that
 * reaches us by another name than it has itself can't let its own through in the Host header.
 */
export function namesOf(request: Request, allowedOrigins: ReadonlySet<string>): string[] {
  const listed = [...allowedOrigins].filter((origin) => origin !== '*').map((origin) => new URL(origin).host);
  return [hostOf(request), ...listed];
}

function parseOrigin(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Only the canonical spelling: a path, credentials, a second origin or an explicit default port is not what a browser sends.
  // A URL may have "*" in its host; an owner who writes that means a pattern, and there are none.
  return url && /^https?:$/.test(url.protocol) && url.origin === text && !text.includes('*') ? url : undefined;
}

/** Host and port as a URL, so that case and the scheme's own port make no difference. */
function parseHost(scheme: string, host: string): URL | undefined {
  const text = `${scheme}//${host}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isSameHost(origin: URL, host: string): boolean {
  return parseHost(origin.protocol, host)?.host === origin.host;
}

/** An https page whose request arrives as http has a proxy in between that ended TLS. The reverse would be a downgrade. */
function isSchemeAtLeast(origin: URL, url: URL): boolean {
  return origin.protocol === 'https:' || url.protocol === 'http:';
}
