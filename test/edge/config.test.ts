import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/edge/config.ts';

describe('configuration', () => {
  it('the defaults make a public deployment safe', () => {
    const { build, version, ...config } = parseConfig({});
    expect(build).toMatch(/^\S+$/);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(config).toEqual({
      allowedOrigins: new Set(),
      admins: new Set(),
      limits: { frameBytes: 16_384, textChars: 4_000, rate: 5, burst: 20 },
      heartbeat: { intervalMs: 25_000, timeoutMs: 95_000 },
      leaveGraceMs: 10_000,
      maxMembers: 1_000,
      limitAddresses: true,
      roomRate: 1_000,
      retentionMs: 0,
      files: { maxMb: 10, roomMb: 500, totalMb: 3_000 },
      logSample: 100,
    });
  });

  it('numbers can be TOML numbers or strings, as --var gives them', () => {
    expect(parseConfig({ MESSAGE_RATE: 7, MESSAGE_BURST: ' 30 ' }).limits).toMatchObject({ rate: 7, burst: 30 });
  });

  it('0 means "no limit" where that is allowed', () => {
    const vars = { MESSAGE_RATE: 0, MAX_MEMBERS: '0', RETENTION_DAYS: 0, LOG_SAMPLE: '0' };
    expect(parseConfig(vars)).toMatchObject({ limits: { rate: 0 }, maxMembers: 0, retentionMs: 0, logSample: 0 });
  });

  it('RATE_LIMITS = "off" lifts every limit that is not set by name', () => {
    expect(parseConfig({ RATE_LIMITS: 'off' })).toMatchObject({
      limits: { rate: 0 },
      limitAddresses: false,
      roomRate: 0,
    });
    const named = { RATE_LIMITS: 'off', ROOM_RATE: 50, MESSAGE_RATE: 7 };
    expect(parseConfig(named)).toMatchObject({ limits: { rate: 7 }, limitAddresses: false, roomRate: 50 });
    expect(parseConfig({ RATE_LIMITS: 'on' })).toMatchObject({ limits: { rate: 5 }, roomRate: 1_000 });
    expect(() => parseConfig({ RATE_LIMITS: 'no' })).toThrow('RATE_LIMITS is "no", but must be "on" or "off".');
  });

  it('origins can be a comma-separated string or a list', () => {
    const origins = new Set(['https://a.example', 'http://localhost:3000', '*']);
    expect(parseConfig({ ALLOWED_ORIGINS: 'https://a.example, http://localhost:3000,*' }).allowedOrigins).toEqual(
      origins,
    );
    expect(parseConfig({ ALLOWED_ORIGINS: [...origins] }).allowedOrigins).toEqual(origins);
    expect(parseConfig({ ALLOWED_ORIGINS: '' }).allowedOrigins).toEqual(new Set());
  });

  it('admins are ids of members', () => {
    const { admins } = parseConfig({ ADMINS: 'kPrK_qmxVWaYVA9w, -123456789012345' });
    expect(admins).toEqual(new Set(['kPrK_qmxVWaYVA9w', '-123456789012345']));
    expect(parseConfig({ ADMINS: '' }).admins).toEqual(new Set());
  });

  it('unknown names such as bindings are ignored', () => {
    const others = {
      ROOM: {},
      CONNECTS: {},
      WRITES: {},
      ADMIN: {},
      ASSETS: {},
      LOG_LEVEL: 'info',
      API_TOKEN: 'x',
      ORIGIN: 'x',
    };
    expect(parseConfig({ ...others, MAX_SIZE: 1, RATE: 5, ROOMS: 'x', __proto__: 1 })).toEqual(parseConfig({}));
  });

  it.each([
    ['ROOM_RATES', 'ROOM_RATE'],
    ['room_rate', 'ROOM_RATE'],
    ['ROOMRATE', 'ROOM_RATE'],
    ['ROOM-RATE', 'ROOM_RATE'],
    ['MESAGE_RATE', 'MESSAGE_RATE'],
    ['MESSAGE_RAET', 'MESSAGE_RATE'],
    ['MAX_MEMBER', 'MAX_MEMBERS'],
    ['ADMIN', 'ADMINS'],
    ['ALOWED_ORIGIN', 'ALLOWED_ORIGINS'],
    ['RATE_LIMIT', 'RATE_LIMITS'],
    ['RETENTION_DAY', 'RETENTION_DAYS'],
    ['HEARTBEAT_TIMEOUT_MS', 'HEARTBEAT_TIMEOUT_S'],
    ['LEAVE_GRACE', 'LEAVE_GRACE_S'],
  ])('B54: %s is refused with the question whether %s was meant', (name, meant) => {
    expect(() => parseConfig({ [name]: '5' })).toThrow(`${name} is not a setting. Did you mean ${meant}?`);
    expect(() => parseConfig({ [name]: ['5'], [meant]: undefined })).toThrow(`Did you mean ${meant}?`);
  });

  it.each(['ROOM_NAME', 'ROOM_ID', 'ADMIN_TOKEN', 'RATE', 'MY_SECRET'])(
    '%s is ignored, because another part of a deployment may need it',
    (name) => {
      expect(() => parseConfig({ [name]: 'x' })).not.toThrow();
    },
  );

  it.each<[name: string, value: unknown, shown: string, allowed: string]>([
    ['MESSAGE_RATE', 'fast', '"fast"', 'a whole number from 0 to 1000'],
    ['MESSAGE_RATE', -1, '-1', 'a whole number from 0 to 1000'],
    ['MESSAGE_RATE', 1.5, '1.5', 'a whole number from 0 to 1000'],
    ['MESSAGE_RATE', '1e2', '"1e2"', 'a whole number from 0 to 1000'],
    ['MESSAGE_RATE', '0x10', '"0x10"', 'a whole number from 0 to 1000'],
    ['MESSAGE_RATE', '', '""', 'a whole number from 0 to 1000'],
    ['MESSAGE_RATE', null, 'null', 'a whole number from 0 to 1000'],
    ['MESSAGE_RATE', true, 'true', 'a whole number from 0 to 1000'],
    ['MESSAGE_RATE', [5], '[5]', 'a whole number from 0 to 1000'],
    ['ADMINS', '~9p-bcNHJpUQi', '"~9p-bcNHJpUQi"', 'ids of members with a key'],
    ['ADMINS', 'Ana', '"Ana"', 'ids of members with a key'],
    ['ADMINS', 7, '7', 'ids of members with a key'],
    ['MESSAGE_BURST', 10_001, '10001', 'a whole number from 1 to 10000'],
    ['MAX_TEXT_CHARS', 4_001, '4001', 'a whole number from 1 to 4000'],
    ['MAX_TEXT_CHARS', 0, '0', 'a whole number from 1 to 4000'],
    ['MAX_MEMBERS', 32_001, '32001', 'a whole number from 0 to 32000'],
    ['HEARTBEAT_INTERVAL_S', 0, '0', 'a whole number from 1 to 3600'],
    ['HEARTBEAT_TIMEOUT_S', '999999999999', '"999999999999"', 'a whole number from 2 to 7200'],
    ['LEAVE_GRACE_S', 601, '601', 'a whole number from 0 to 600'],
    ['LOG_SAMPLE', '1/100', '"1/100"', 'a whole number from 0 to 1000000'],
    ['MAX_FILE_MB', 41, '41', 'a whole number from 1 to 40'],
    ['ROOM_FILES_MB', 5_001, '5001', 'a whole number from 1 to 5000'],
    ['FILES_TOTAL_MB', 0, '0', 'a whole number from 1 to 1000000'],
    ['RETENTION_DAYS', -30, '-30', 'a whole number from 0 to 36500'],
    ['ADMINS', 'Ana', '"Ana"', 'ids of members with a key'],
    ['ADMINS', '~guest0000000', '"~guest0000000"', 'ids of members with a key'],
    ['ALLOWED_ORIGINS', 'chat.example', '"chat.example"', 'origins such as "https://chat.example"'],
    ['ALLOWED_ORIGINS', 'https://a.example/', '"https://a.example/"', 'origins such as'],
    ['ALLOWED_ORIGINS', 'https://*.example', '"https://*.example"', 'origins such as'],
    ['ALLOWED_ORIGINS', 'null', '"null"', 'origins such as'],
    ['ALLOWED_ORIGINS', 5, '5', 'origins such as'],
    ['ALLOWED_ORIGINS', ['https://a.example', 5], '["https://a.example",5]', 'origins such as'],
  ])('%s = %j is refused with the value and what is allowed', (name, value, shown, allowed) => {
    expect(() => parseConfig({ [name]: value })).toThrow(`${name} is ${shown}, but must be ${allowed}`);
  });

  it.each([
    [30, 30],
    [95, 30],
    ['100', 95],
  ])('a ping every %j s is refused if %j s of silence end a connection', (interval, timeout) => {
    const vars = { HEARTBEAT_INTERVAL_S: interval, HEARTBEAT_TIMEOUT_S: timeout };
    expect(() => parseConfig(vars)).toThrow(
      `HEARTBEAT_INTERVAL_S is ${interval} and HEARTBEAT_TIMEOUT_S is ${timeout}, but the interval must be shorter`,
    );
  });

  it('all invalid variables are named at once', () => {
    const vars = { MESSAGE_RATE: 'x', MAX_MEMBERS: -1, ALLOWED_ORIGINS: 'y', HEARTBEAT_INTERVAL_S: 95 };
    expect(() => parseConfig(vars)).toThrow(
      /^(?=.*MESSAGE_RATE)(?=.*MAX_MEMBERS)(?=.*ALLOWED_ORIGINS)(?=.*HEARTBEAT_INTERVAL_S)/s,
    );
  });
});

describe('the longest message', () => {
  it('the longest message fits into a frame even in four-byte characters and with all other fields at their longest', () => {
    const { textChars, frameBytes } = parseConfig({}).limits;
    const frame = {
      type: 'msg',
      id: 'x'.repeat(64),
      data: '𝕏'.repeat(textChars),
      re: Number.MAX_SAFE_INTEGER,
      again: Number.MAX_SAFE_INTEGER,
    };
    expect(new TextEncoder().encode(JSON.stringify(frame)).length).toBeLessThanOrEqual(frameBytes);
  });
});
