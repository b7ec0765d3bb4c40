import { expect, test } from 'vitest';
import { trusted } from '../../../../src/page/features/connection/trusted-types.ts';

test('the service worker is the only script that has an address', () => {
  expect(trusted('/sw.js')).toBe('/sw.js');
  for (const url of ['', '/', '/sw.js?', '/sw.js#', './sw.js', '//evil.example/sw.js', 'https://evil.example/sw.js'])
    expect(() => trusted(url), url).toThrow(TypeError);
});
