import { expect, test } from 'vitest';
import { trusted } from '../../../../src/page/features/connection/trusted-types.ts';

test('the Trusted Types policy accepts only the address of the service worker', () => {
  expect(trusted('/sw.js')).toBe('/sw.js');
  for (const url of ['', '/', '/sw.js?', '/sw.js#', './sw.js', '//evil.example/sw.js', 'https://evil.example/sw.js'])
    expect(() => trusted(url), url).toThrow(TypeError);
});
