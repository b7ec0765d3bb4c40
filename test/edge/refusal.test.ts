/** The HTTP form of each refusal. */

import { describe, expect, it } from 'vitest';
import { refuseHttp } from '../../src/edge/refusal.ts';
import { CLOSE, ERROR_CODES } from '../../src/protocol/codes.ts';
import { refuse } from '../../src/protocol/refusal.ts';

const STATUS: Record<string, number> = {
  unauthorized: 401,
  proof_expired: 401,
  forbidden: 403,
  banned: 403,
  not_found: 404,
  no_space: 413,
  locked: 423,
  rate_limited: 429,
  internal: 500,
  room_full: 503,
};

const codes = new Set([...ERROR_CODES, ...(Object.keys(CLOSE) as (keyof typeof CLOSE)[])]);

describe('a refusal over HTTP', () => {
  it.each([...codes])('the refusal %s has its HTTP status and only the known fields', async (code) => {
    const response = refuseHttp(refuse(code, 'Not now.'));
    expect(response.status).toBe(STATUS[code] ?? 400);
    expect(await response.text()).toBe(`{"code":"${code}","data":"Not now."}`);
    expect(response.headers.get('Retry-After')).toBeNull();
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it('a refusal over HTTP has its fields in one order, and gives the wait in whole seconds', async () => {
    const response = refuseHttp(refuse('banned', 'No.', { ref: 'ab', untilMs: 2, ts: 1, retryAfterMs: 1_001 }));
    expect(await response.text()).toBe('{"code":"banned","data":"No.","ts":1,"untilMs":2,"ref":"ab"}');
    expect(response.headers.get('Retry-After')).toBe('2');
  });

  it('a temporary fault is 503', () => {
    expect(refuseHttp(refuse('internal', 'Soon.', { retryAfterMs: 30_000 })).status).toBe(503);
  });

  it("a refusal of a check on HTTP itself has that check's status and headers", () => {
    const response = refuseHttp(refuse('bad_request', 'Only GET.'), { status: 405, headers: { Allow: 'GET' } });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET']);
  });
});
