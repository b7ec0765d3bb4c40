import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LEAST_BYTES, MAX_FILES, MAX_GRANTS, Quota, type StoredSums } from '../../../src/objects/files/quota.ts';

const MB = 1_000_000;
const NOON = Date.UTC(2026, 10, 28, 12);
const DAY_MS = 86_400_000;
const LIMITS = { maxMb: 10, roomMb: 500 };

let quota: Quota;
let files = 0;
beforeEach(() => {
  quota = new Quota(LIMITS, () => undefined);
});

const upload = (bytes: number, by: { member?: string; source?: string; file?: string } = {}) => {
  files++;
  return { file: `f${files}`, member: 'ana', source: 'home', bytes, ...by };
};
const whyNot = (bytes: number, by = {}, now = NOON) => quota.whyNot(upload(bytes, by), now)?.why;
const add = (bytes: number, by = {}, now = NOON) => quota.add(upload(bytes, by), now);
const stored = (all: { files: number; bytes: number }, since: ReturnType<StoredSums['since']> = []) => ({
  all: vi.fn(() => all),
  since: vi.fn(() => since),
});

const MEMBER = 'You have sent 50 MB of files today, which is the limit.';
const SOURCE = 'Your address has sent 200 MB of files to this room today, which is the limit.';
const ROOM = 'The files of this room may have 500 MB together. Delete some first.';

describe('a file', () => {
  it('has at least one byte and at most as many as the operator allows', () => {
    expect(quota.whyNot(upload(0), NOON)).toMatchObject({ code: 'bad_request', why: 'An empty file can’t be sent.' });
    expect(quota.whyNot(upload(1), NOON)).toBeUndefined();
    expect(quota.whyNot(upload(10 * MB), NOON)).toBeUndefined();
    const refused = { code: 'too_large', why: 'A file can have at most 10 MB.' };
    expect(quota.whyNot(upload(10 * MB + 1), NOON)).toMatchObject(refused);
  });

  it('counts as at least 16 KiB', () => {
    for (let i = 0; i < Math.floor((50 * MB) / LEAST_BYTES); i++) add(1);
    expect(whyNot(1)).toBe(MEMBER);
    expect(quota.neededMib).toBe(Math.ceil((50 * MB - LEAST_BYTES) / 1_048_576));
  });
});

describe('the day', () => {
  it('of a member has 50 MB, whatever the address', () => {
    for (let i = 0; i < 5; i++) add(10 * MB - 1, { source: `s${i}` });
    expect(whyNot(LEAST_BYTES, { source: 'other' })).toBe(MEMBER);
    expect(whyNot(10 * MB, { member: 'ben' })).toBeUndefined();
    expect(whyNot(10 * MB, {}, NOON + DAY_MS)).toBeUndefined();
  });

  it('of an address has 200 MB, whoever the members are, and without an address there is no such limit', () => {
    for (let i = 0; i < 20; i++) add(10 * MB, { member: `m${i}` });
    expect(whyNot(1, { member: 'new' })).toBe(SOURCE);
    expect(whyNot(1, { member: 'new', source: 'other' })).toBeUndefined();
    for (let i = 0; i < 21; i++) add(10 * MB, { member: `n${i}`, source: '' });
    expect(whyNot(1, { member: 'new', source: '' })).toBeUndefined();
  });

  it('begins again at midnight in UTC, and not by a clock that is set back', () => {
    for (let i = 0; i < 5; i++) add(10 * MB);
    const midnight = Date.UTC(2026, 10, 29);
    expect(whyNot(1, {}, midnight - 1)).toBe(MEMBER);
    expect(whyNot(1, {}, midnight)).toBeUndefined();
    for (let i = 0; i < 5; i++) add(10 * MB, {}, midnight);
    expect(whyNot(1, {}, midnight - DAY_MS)).toBe(MEMBER);
  });
});

describe('a room', () => {
  it('has 500 MB for files of all days', () => {
    for (let i = 0; i < 50; i++) add(10 * MB, { member: `m${i}`, source: `s${i}` }, NOON + (i % 5) * DAY_MS);
    expect(whyNot(1, { member: 'new', source: 'new' }, NOON + 9 * DAY_MS)).toBe(ROOM);
  });

  it('has at most 10,000 files', () => {
    quota = new Quota(LIMITS, () => stored({ files: MAX_FILES - 1, bytes: 100 * MB }));
    expect(whyNot(1)).toBeUndefined();
    add(1);
    expect(whyNot(1, { member: 'ben' })).toBe(ROOM);
  });

  it('reads what is stored once, and only when an upload is judged', () => {
    const sums = stored({ files: 9, bytes: 90 * MB }, [{ member: 'ana', source: 'home', bytes: 45 * MB }]);
    quota = new Quota(LIMITS, () => sums);
    expect(sums.all).not.toHaveBeenCalled();
    expect(whyNot(6 * MB)).toBe(MEMBER);
    expect(whyNot(5 * MB)).toBeUndefined();
    expect(whyNot(6 * MB, {}, NOON + DAY_MS)).toBeUndefined();
    expect(sums.all).toHaveBeenCalledExactlyOnceWith(LEAST_BYTES);
    expect(sums.since).toHaveBeenCalledExactlyOnceWith(Date.UTC(2026, 10, 28), LEAST_BYTES);
    expect(quota.neededMib).toBe(Math.ceil((90 * MB) / 1_048_576));
  });
});

describe('permission that was given', () => {
  const grant = (bytes: number, by = {}) => {
    const granted = upload(bytes, by);
    expect(quota.grant(granted, NOON + 600_000)).toBeUndefined();
    return granted;
  };

  it('counts like a file, in every sum', () => {
    for (let i = 0; i < 5; i++) grant(10 * MB);
    expect(whyNot(1)).toBe(MEMBER);
    for (let i = 0; i < 15; i++) grant(10 * MB, { member: `m${i}` });
    expect(whyNot(1, { member: 'new' })).toBe(SOURCE);
    for (let i = 0; i < 30; i++) grant(10 * MB, { member: `n${i}`, source: `s${i}` });
    expect(whyNot(1, { member: 'new', source: 'new' })).toBe(ROOM);
    expect(quota.neededMib).toBe(Math.ceil((500 * MB) / 1_048_576));
  });

  it('is given for at most 10 files of a member at a time', () => {
    const granted = Array.from({ length: MAX_GRANTS }, () => grant(1));
    const busy = { code: 'busy', why: 'You have 10 uploads that aren’t finished.', retryAfterMs: 2_000 };
    expect(quota.grant(upload(1), NOON + 600_000)).toMatchObject(busy);
    // A repeat is not another one.
    for (const repeated of granted) expect(quota.grant(repeated, NOON + 600_000)).toBeUndefined();
    expect(quota.grant(upload(1, { member: 'ben' }), NOON + 600_000)).toBeUndefined();
    quota.drop(granted[0]?.file ?? '');
    expect(quota.grant(upload(1), NOON + 600_000)).toBeUndefined();
  });

  it('becomes a file, and isn’t counted twice', () => {
    const granted = grant(10 * MB);
    const needed = quota.neededMib;
    quota.add(granted, NOON);
    expect(quota.neededMib).toBe(needed);
    for (let i = 0; i < 4; i++) add(10 * MB - 1);
    expect(whyNot(LEAST_BYTES)).toBe(MEMBER);
  });

  it('ends with its time', () => {
    for (let i = 0; i < MAX_GRANTS; i++) grant(5 * MB);
    expect(whyNot(5 * MB, {}, NOON + 599_999)).toBe(MEMBER);
    expect(whyNot(5 * MB, {}, NOON + 600_000)).toBeUndefined();
    expect(quota.neededMib).toBe(0);
  });
});
