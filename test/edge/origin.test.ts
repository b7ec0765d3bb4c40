import { describe, expect, it } from 'vitest';
import { originAllowed } from '../../src/edge/origin.ts';

function allowed(
  url: string,
  origin: string | undefined,
  { host, site, list = [] }: { host?: string; site?: string; list?: string[] } = {},
) {
  const headers = new Headers();
  if (origin !== undefined) headers.set('Origin', origin);
  if (site !== undefined) headers.set('Sec-Fetch-Site', site);
  if (host !== undefined) headers.set('Host', host);
  return originAllowed(new Request(url, { headers }), new Set(list));
}

describe('B16: the origin of a connection request', () => {
  it.each<[url: string, origin: string | undefined, host?: string]>([
    ['https://chat.example/ws/a', 'https://chat.example'],
    ['https://chat.example:8443/ws/a', 'https://chat.example:8443'],
    ['http://localhost:8787/ws/a', 'http://localhost:8787'],
    ['http://127.0.0.1:8787/ws/a', 'http://127.0.0.1:8787'],
    ['http://[::1]:8787/ws/a', 'http://[::1]:8787'],
    // The Host header decides, and not the URL to which a proxy sent the request.
    ['http://10.0.0.7:8787/ws/a', 'http://chat.example', 'chat.example'],
    // A proxy that terminates TLS: the page is https, but the request arrives as http.
    ['http://chat.example/ws/a', 'https://chat.example', 'chat.example'],
    ['http://chat.example/ws/a', 'https://chat.example:8443', 'chat.example:8443'],
    // A proxy that adds the default port, or a host in capitals.
    ['http://chat.example/ws/a', 'https://chat.example', 'chat.example:443'],
    ['http://chat.example/ws/a', 'http://chat.example', 'Chat.Example:80'],
    ['https://xn--bcher-kva.example/ws/a', 'https://xn--bcher-kva.example'],
  ])('%s can be reached from %s (Host: %s)', (url, origin, host) => {
    expect(allowed(url, origin, host === undefined ? {} : { host })).toBe(true);
  });

  it('tools, which send no Origin, may connect', () => {
    expect(allowed('https://chat.example/ws/a', undefined)).toBe(true);
  });

  it.each<[origin: string]>([
    ['null'],
    [''],
    ['*'],
    ['https://evil.example'],
    ['https://chat.example.evil.example'],
    ['https://evilchat.example'],
    ['https://evil-chat.example'],
    ['https://sub.chat.example'],
    ['https://example'],
    ['https://chat.example:444'],
    ['https://chat.example:80'],
    ['https://chat.example:443'],
    ['http://chat.example'],
    ['http://chat.example:443'],
    ['https://chat.example.'],
    ['https://chat.example/'],
    ['https://chat.example#'],
    ['https://chat.example?'],
    ['https://chat.example@evil.example'],
    ['https://evil.example@chat.example'],
    ['https://evil.example#chat.example'],
    ['https://evil.example\\.chat.example'],
    ['https://chat.example, https://evil.example'],
    ['https://evil.example https://chat.example'],
    ['HTTPS://CHAT.EXAMPLE'],
    ['//chat.example'],
    ['chat.example'],
    ['wss://chat.example'],
    ['ftp://chat.example'],
    ['file://'],
    ['blob:https://chat.example'],
    ['chrome-extension://chat.example'],
    ['https://ch%61t.example'],
  ])('%j may not connect to https://chat.example', (origin) => {
    expect(allowed('https://chat.example/ws/a', origin, { host: 'chat.example' })).toBe(false);
  });

  it('a page on the host that a proxy forwards to, rather than the public host, is refused', () => {
    expect(allowed('http://10.0.0.7:8787/ws/a', 'http://10.0.0.7:8787', { host: 'chat.example' })).toBe(false);
  });

  it('listed origins may connect, and origins that only resemble them may not', () => {
    const list = ['https://intranet.example', 'http://other.example:8080'];
    const at = (origin: string) => allowed('https://chat.example/ws/a', origin, { list });
    expect(at('https://intranet.example')).toBe(true);
    expect(at('http://other.example:8080')).toBe(true);
    expect(at('https://intranet.example:8443')).toBe(false);
    expect(at('http://intranet.example')).toBe(false);
    expect(at('http://other.example')).toBe(false);
    expect(at('https://intranet.example.evil.example')).toBe(false);
    expect(at('null')).toBe(false);
  });

  it.each(['http://localhost:8787', 'http://127.0.0.1:8787', 'http://[::1]:8787', 'https://localhost'])(
    'any page may reach %s if "*" is listed',
    (base) => {
      expect(allowed(`${base}/ws/a`, 'https://evil.example', { list: ['*'] })).toBe(true);
      expect(allowed(`${base}/ws/a`, 'https://evil.example')).toBe(false);
    },
  );

  it.each([
    'https://chat.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://10.0.0.7',
  ])('"*" has no effect at %s', (base) => {
    expect(allowed(`${base}/ws/a`, 'https://evil.example', { list: ['*'] })).toBe(false);
  });

  it('an opaque origin is refused even if "*" is listed', () => {
    expect(allowed('http://localhost:8787/ws/a', 'null', { list: ['*'] })).toBe(false);
  });
});

describe("B49: a page's request without an Origin header, such as an image or a link", () => {
  const LOCAL = 'http://localhost:8787';

  it.each(['cross-site', 'same-site', 'Cross-Site', 'of-a-later-standard', ''])(
    'a request without Origin is refused if Sec-Fetch-Site is %j, whatever is listed',
    (site) => {
      for (const list of [[], ['*'], ['https://friend.example', LOCAL]])
        expect(allowed(`${LOCAL}/api/rooms/a/export`, undefined, { site, list })).toBe(false);
    },
  );

  it.each(['none', 'same-origin'])('a request without Origin is answered if Sec-Fetch-Site is %s', (site) => {
    expect(allowed(`${LOCAL}/api/rooms/a/export`, undefined, { site })).toBe(true);
  });

  it.each(['cross-site', 'same-site', 'none', 'same-origin'])(
    'a request with Origin is judged by it alone, whatever Sec-Fetch-Site says: %s',
    (site) => {
      const list = ['https://friend.example'];
      expect(allowed(`${LOCAL}/ws/a`, 'https://friend.example', { site, list })).toBe(true);
      expect(allowed(`${LOCAL}/ws/a`, LOCAL, { site })).toBe(true);
      expect(allowed(`${LOCAL}/ws/a`, 'https://evil.example', { site, list: ['*'] })).toBe(true);
      expect(allowed(`${LOCAL}/ws/a`, 'http://localhost:3000', { site, list })).toBe(false);
    },
  );
});
