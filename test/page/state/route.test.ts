import { describe, expect, test } from 'vitest';
import { messageOf } from '../../../src/page/state/route.ts';

describe('an address', () => {
  test('names a message in its fragment', () => {
    expect(messageOf('#m17')).toBe(17);
    expect(messageOf('')).toBeUndefined();
    expect(messageOf('#m')).toBeUndefined();
    expect(messageOf('#m1e9')).toBeUndefined();
    expect(messageOf(`#m${'9'.repeat(20)}`)).toBeUndefined();
  });
});
