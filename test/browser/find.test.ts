import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findBrowser } from './find.ts';
import { browserPlaces } from './places.ts';

describe('the places searched for browsers', () => {
  it.each([
    ['linux', { PATH: '/bin:/opt/own' }, ['/opt/own/chromium', '/opt/own/google-chrome', '/opt/own/microsoft-edge']],
    [
      'linux',
      {},
      ['/usr/bin/chromium', '/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
    ],
    [
      'darwin',
      { PATH: '/opt/homebrew/bin', HOME: '/Users/ana' },
      [
        '/opt/homebrew/bin/chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
        '/Users/ana/Applications/Chromium.app/Contents/MacOS/Chromium',
      ],
    ],
    [
      'win32',
      {
        PATH: 'C:\\bin;D:\\own',
        'ProgramFiles(x86)': 'C:\\Program Files (x86)',
        LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local',
      },
      [
        'D:\\own\\msedge.exe',
        'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
        'C:\\Users\\ana\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe',
      ],
    ],
  ] as const)('browsers are searched for in the usual places on %s with %j', (platform, env, places) => {
    expect(browserPlaces(platform, env)).toEqual(expect.arrayContaining([...places]));
  });

  it('the current directory is not searched for browsers', () => {
    const own = browserPlaces('linux', { PATH: ':.:bin' }).filter((place) => !place.startsWith('/'));
    expect(own).toEqual([]);
  });

  it('Chromium is preferred to Chrome and Chrome to Edge, wherever they are installed', () => {
    const places = browserPlaces('linux', { PATH: '/a:/b' });
    expect(places.indexOf('/b/chromium')).toBeLessThan(places.indexOf('/a/google-chrome'));
    expect(places.indexOf('/b/google-chrome')).toBeLessThan(places.indexOf('/a/microsoft-edge'));
  });
});

describe.skipIf(process.platform === 'win32')('the browser that the tests use', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-browser-'));
    onTestFinished(() => rm(folder, { recursive: true }));
  });

  /** A program in `folder` that exits with `status`. */
  async function program(name: string, status: number): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\nexit ${status}\n`);
    await chmod(path, 0o755);
    return path;
  }

  it('only programs that run are found: no folder, plain file or script that merely says how to install one', async () => {
    await mkdir(join(folder, 'chromium'));
    await program('chromium-browser', 1);
    await writeFile(join(folder, 'google-chrome'), '');
    const edge = await program('microsoft-edge', 0);
    expect(findBrowser({ PATH: folder })?.executablePath).toBe(edge);
  });

  it('the browser that CHROMIUM names is preferred to all others', async () => {
    await program('chromium', 0);
    const own = await program('own', 0);
    expect(findBrowser({ PATH: folder, CHROMIUM: own })?.executablePath).toBe(own);
    expect(findBrowser({ PATH: folder, CHROMIUM: '' })?.executablePath).toBe(join(folder, 'chromium'));
  });

  it('no other browser is used if CHROMIUM names one', async () => {
    await program('chromium', 0);
    const wrong = join(folder, 'chromiun');
    expect(() => findBrowser({ PATH: folder, CHROMIUM: wrong })).toThrow(wrong);
  });
});

it('the lock file of the fetched browser names no download location and has a checksum for every package', async () => {
  const lock: { packages: Record<string, { integrity?: string; resolved?: string }> } = JSON.parse(
    await readFile(new URL('package-lock.json', import.meta.url), 'utf8'),
  );
  for (const [path, { integrity, resolved }] of Object.entries(lock.packages).filter(([path]) => path !== '')) {
    expect(resolved, path).toBeUndefined();
    expect(integrity, path).toMatch(/^sha512-/);
  }
});
