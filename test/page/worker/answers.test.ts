import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asset, shell } from '../../../src/page/worker/answers.ts';

const BUILD = 'parley-b1';
const request = new Request('https://a.example/r/den');

/** The caches of a test: what is kept by cache and path. */
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

/** The text that a navigation gets. */
async function opened(preloadResponse: Promise<Response | undefined>): Promise<string> {
  return (await shell({ request, preloadResponse }, BUILD)).text();
}

const forbidden = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));

describe('a page that is opened', () => {
  test('is the server’s, early or late', async () => {
    expect(await opened(Promise.resolve(new Response('early')))).toBe('early');
    vi.stubGlobal('fetch', async () => new Response('late'));
    expect(await opened(Promise.resolve(undefined))).toBe('late');
  });

  test('is the kept one where the server is away, however the browser tells', async () => {
    // Firefox 153: a preload that failed brings this, and to hand it on is an empty page.
    expect(await opened(Promise.resolve(Response.error()))).toBe('kept page');
    expect(await opened(Promise.reject(new TypeError('Failed')))).toBe('kept page');
    expect(await opened(Promise.resolve(new Response('Bad gateway', { status: 502 })))).toBe('kept page');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed')));
    expect(await opened(Promise.resolve(undefined))).toBe('kept page');
  });

  test('is what there is of an answer where nothing is kept, or nothing can be read', async () => {
    const answer = () => Promise.resolve(new Response('Bad gateway', { status: 502 }));
    kept.get(BUILD)?.clear();
    expect(await opened(answer())).toBe('Bad gateway');
    vi.stubGlobal('caches', { open: forbidden, match: forbidden });
    expect(await opened(answer())).toBe('Bad gateway');
  });

  test('follows a redirect of the server', async () => {
    const redirect = { type: 'opaqueredirect', status: 0, text: async () => 'elsewhere' };
    // @ts-expect-error no constructor makes such a response
    expect(await opened(Promise.resolve(redirect))).toBe('elsewhere');
  });
});

describe('a part of the page', () => {
  const path = '/assets/late-ABC.js';
  const part = (pathname = path) => asset(new Request(`https://a.example${pathname}`), pathname, BUILD);

  test('is fetched once, and found in the build before this one', async () => {
    const fetched = vi.fn(async () => new Response('part'));
    vi.stubGlobal('fetch', fetched);
    for (const _ of [1, 2]) expect(await (await part()).text()).toBe('part');
    expect(fetched).toHaveBeenCalledTimes(1);
    kept.set('parley-b0', new Map([['/assets/old.js', 'old']]));
    expect(await (await part('/assets/old.js')).text()).toBe('old');
  });

  test('comes from the server where the cache is forbidden or full', async () => {
    vi.stubGlobal('fetch', async () => new Response('part'));
    vi.stubGlobal('caches', { open: forbidden, match: forbidden });
    expect(await (await part()).text()).toBe('part');
    const full = () => Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
    vi.stubGlobal('caches', { open: async () => ({ match: async () => undefined, put: full }), match: async () => {} });
    expect(await (await part()).text()).toBe('part');
  });
});
