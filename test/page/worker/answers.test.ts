import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asset, shell } from '../../../src/page/worker/answers.ts';

const BUILD = 'parley-b1';
const request = new Request('https://a.example/r/den');

/** The fake caches: the stored texts by cache and path. */
let kept: Map<string, Map<string, string>>;

beforeEach(() => {
  kept = new Map([[BUILD, new Map([['/', 'kept page']])]]);
  const find = (name: string, path: string) => {
    const text = kept.get(name)?.get(path);
    return text === undefined ? undefined : new Response(text);
  };
  vi.stubGlobal('caches', {
    open: async (name: string) => ({
      match: async (path: string) => find(name, path),
      put: async (path: string, answer: Response) => void kept.get(name)?.set(path, await answer.text()),
    }),
    match: async (path: string) => [...kept.keys()].map((name) => find(name, path)).find(Boolean),
  });
});
afterEach(() => void vi.unstubAllGlobals());

/** The text of the response to a navigation. */
async function opened(preloadResponse: Promise<Response | undefined>): Promise<string> {
  return (await shell({ request, preloadResponse }, BUILD)).text();
}

const forbidden = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));

describe('navigations', () => {
  test('the server’s page is shown, whether or not the browser preloaded it', async () => {
    expect(await opened(Promise.resolve(new Response('early')))).toBe('early');
    vi.stubGlobal('fetch', async () => new Response('late'));
    expect(await opened(Promise.resolve(undefined))).toBe('late');
  });

  test('the stored page is shown if the server is down, however the browser reports that', async () => {
    // Firefox 153 reports a failed preload in this way. Passing it on would show an empty page.
    expect(await opened(Promise.resolve(Response.error()))).toBe('kept page');
    expect(await opened(Promise.reject(new TypeError('Failed')))).toBe('kept page');
    expect(await opened(Promise.resolve(new Response('Bad gateway', { status: 502 })))).toBe('kept page');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed')));
    expect(await opened(Promise.resolve(undefined))).toBe('kept page');
  });

  test('an error response is passed on if nothing is stored or the cache can’t be read', async () => {
    const answer = () => Promise.resolve(new Response('Bad gateway', { status: 502 }));
    kept.get(BUILD)?.clear();
    expect(await opened(answer())).toBe('Bad gateway');
    vi.stubGlobal('caches', { open: forbidden, match: forbidden });
    expect(await opened(answer())).toBe('Bad gateway');
  });

  test('a redirect from the server is followed', async () => {
    const redirect = { type: 'opaqueredirect', status: 0, text: async () => 'elsewhere' };
    // @ts-expect-error no constructor makes such a response
    expect(await opened(Promise.resolve(redirect))).toBe('elsewhere');
  });
});

describe('assets', () => {
  const path = '/assets/late-ABC.js';
  const part = (pathname = path) => asset(new Request(`https://a.example${pathname}`), pathname, BUILD);

  test('an asset is fetched once, and is also found in the previous build’s cache', async () => {
    const fetched = vi.fn(async () => new Response('part'));
    vi.stubGlobal('fetch', fetched);
    for (const _ of [1, 2]) expect(await (await part()).text()).toBe('part');
    expect(fetched).toHaveBeenCalledTimes(1);
    kept.set('parley-b0', new Map([['/assets/old.js', 'old']]));
    expect(await (await part('/assets/old.js')).text()).toBe('old');
  });

  test('an asset comes from the server if the cache is forbidden or full', async () => {
    vi.stubGlobal('fetch', async () => new Response('part'));
    vi.stubGlobal('caches', { open: forbidden, match: forbidden });
    expect(await (await part()).text()).toBe('part');
    const full = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    vi.stubGlobal('caches', { open: async () => ({ match: async () => undefined, put: full }), match: async () => {} });
    expect(await (await part()).text()).toBe('part');
  });
});
