import { describe, expect, test } from 'vitest';
import { messageOf } from '../../../src/page/state/route.ts';

describe('addresses', () => {
  test('a fragment names a message', () => {
    expect(messageOf('#m17')).toBe(17);
    expect(messageOf('')).toBeUndefined();
    expect(messageOf('#m')).toBeUndefined();
    expect(messageOf('#m1e9')).toBeUndefined();
    expect(messageOf(`#m${'9'.repeat(20)}`)).toBeUndefined();
  });
});
