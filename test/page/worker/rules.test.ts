import { describe, expect, test } from 'vitest';
import { isShell, keepableAsset, staleCaches } from '../../../src/page/worker/rules.ts';

describe('the rules of the service worker', () => {
  test('the worker handles the home page and rooms, and nothing else', () => {
    const pages = ['/', '/r', '/r/general', '/r/%E8%8A%B1%E5%9B%AD', '/r/general/', '/R/General', '/general', '/r/a/b'];
    for (const path of pages) expect(isShell(path), path).toBe(true);
    for (const path of ['/diagnostics', '/ws', '/ws/general', '/api/health', '/a/b', '/sw.js', '/index.html'])
      expect(isShell(path), path).toBe(false);
  });

  test('only files with a hash in their name are stored for good', () => {
    expect(keepableAsset('/assets/emoji-zh-BB5T6YIC.js')).toBe(true);
    for (const path of ['/', '/sw.js', '/build.txt', '/api/rooms/a', '/assets'])
      expect(keepableAsset(path), path).toBe(false);
  });

  test('old caches are deleted, except the previous build’s, whose page may be open, and caches that aren’t Parley’s', () => {
    expect(staleCaches(['parley-a', 'other', 'parley-b', 'parley-c'], 'parley-c')).toEqual(['parley-a']);
    expect(staleCaches(['parley-a', 'parley-b'], 'parley-b')).toEqual([]);
    expect(staleCaches(['parley-a', 'parley-b', 'parley-c', 'parley-d'], 'parley-b')).toEqual(['parley-a', 'parley-c']);
    expect(staleCaches(['parley-a'], 'parley-a')).toEqual([]);
  });
});
