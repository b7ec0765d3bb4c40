/** The operator's settings, in `[vars]` of wrangler.toml. They are read and checked once, when the Worker starts. */

import { version } from '../../package.json';
import build from '../../public/build.txt';
import type { Heartbeat } from '../protocol/heartbeat.ts';
import { isMemberId } from '../protocol/identity.ts';
import type { Limits } from '../protocol/limits.ts';
import { FRAME_BYTES } from '../protocol/limits.ts';
import { DAY_MS } from '../protocol/time.ts';
import { nearMiss } from './near-miss.ts';
import { isOrigin } from './origin.ts';

/** All settings of a deployment. RoomConfig is the part that rooms get. */
export interface Config {
  /** The version of this software, in the health check. */
  version: string;
  /** The id of the page's build, in `welcome` and in the health check. */
  build: string;
  /** Foreign origins whose pages may connect. `*` means all of them, and is only effective on localhost. */
  allowedOrigins: ReadonlySet<string>;
  /** Ids of the members who have all rights in every room. */
  admins: ReadonlySet<string>;
  limits: Limits;
  heartbeat: Heartbeat;
  /** How long a lost member stays counted, in milliseconds. */
  leaveGraceMs: number;
  /** The maximum number of counted members in one room; 0 means no limit. */
  maxMembers: number;
  /** Whether connection attempts, sockets, frames and events are limited by address. */
  limitAddresses: boolean;
  /** Events per second that one room accepts, from all members together; 0 means no limit. */
  roomRate: number;
  /** How long events are retained, in milliseconds; 0 means forever. */
  retentionMs: number;
  /** The largest file, and what the files of a room and of all rooms together may have, in MB (10^6 bytes). */
  files: { maxMb: number; roomMb: number; totalMb: number };
  /** One in this many clean disconnects is logged; 0 means none. Faults are always logged. */
  logSample: number;
}

/** Defaults and bounds, all whole numbers. wrangler.toml repeats the defaults. */
const NUMBERS = {
  /** Events that a member may send per second. */
  MESSAGE_RATE: { fallback: 5, min: 0, max: 1_000 },
  /** With a burst of 0 nobody could ever send. To remove the limit, set the rate to 0. */
  MESSAGE_BURST: { fallback: 20, min: 1, max: 10_000 },
  /**
   * Events that a room accepts per second: a fifth of what one object can store and send on slow hardware (docs/performance.md).
   */
  ROOM_RATE: { fallback: 1_000, min: 0, max: 100_000 },
  /** 4,000 characters of four bytes each leave 384 bytes of a frame (FRAME_BYTES) for the other fields. */
  MAX_TEXT_CHARS: { fallback: 4_000, min: 1, max: 4_000 },
  /** The runtime allows 32,768 sockets per object. The difference is for members whose old socket is still closing. */
  MAX_MEMBERS: { fallback: 1_000, min: 0, max: 32_000 },
  HEARTBEAT_INTERVAL_S: { fallback: 25, min: 1, max: 3_600 },
  /** Browsers throttle timers in hidden tabs to once a minute, so a timeout below about 75 s would disconnect them. */
  HEARTBEAT_TIMEOUT_S: { fallback: 95, min: 2, max: 7_200 },
  LEAVE_GRACE_S: { fallback: 10, min: 0, max: 600 },
  /** For ever by default. Deleting an event bills as many rows as storing it did. */
  RETENTION_DAYS: { fallback: 0, min: 0, max: 36_500 },
  /** 40 MB are 40 requests to the object, of the 50 that the Free plan allows for one upload. */
  MAX_FILE_MB: { fallback: 10, min: 1, max: 40 },
  /** An object holds 10 GB. */
  ROOM_FILES_MB: { fallback: 500, min: 1, max: 5_000 },
  /** 3 GB of the 5 GB that the Free plan has for everything. A full account can't take messages either. */
  FILES_TOTAL_MB: { fallback: 3_000, min: 1, max: 1_000_000 },
  /** Enough to see what is normal. Each log line is billed. */
  LOG_SAMPLE: { fallback: 100, min: 0, max: 1_000_000 },
} as const;
type NumberName = keyof typeof NUMBERS;

/** All variables that `parseConfig` reads. */
const NAMES = [...Object.keys(NUMBERS), 'ALLOWED_ORIGINS', 'ADMINS', 'RATE_LIMITS'];

/**
 * Parses the variables. Missing ones take their default. Unknown names are ignored, unless one looks like a misspelt
 * setting: then the start fails as for an invalid value.
 * @param vars as the runtime provides them. Numbers may be TOML numbers or strings (`--var` gives strings)
 * @throws Error that names every invalid variable, its value and what is allowed
 */
export function parseConfig(vars: Readonly<Record<string, unknown>>): Config {
  const problems = misspellings(vars);
  const problem = (name: string, allowed: string): void => {
    problems.push(`${name} is ${JSON.stringify(vars[name])}, but must be ${allowed}.`);
  };
  const number = (name: NumberName): number => toNumber(name, vars[name], problem);

  const rateLimits = vars.RATE_LIMITS ?? 'on';
  if (rateLimits !== 'on' && rateLimits !== 'off') problem('RATE_LIMITS', '"on" or "off"');
  const limited = rateLimits === 'on';
  // For load tests: with RATE_LIMITS=off, every rate that is not set explicitly is off.
  const rate = (name: 'MESSAGE_RATE' | 'ROOM_RATE') => (limited || vars[name] !== undefined ? number(name) : 0);

  const origins = toList(vars.ALLOWED_ORIGINS);
  if (!origins?.every((origin) => origin === '*' || isOrigin(origin)))
    problem('ALLOWED_ORIGINS', 'origins such as "https://chat.example" separated by commas, or "*" on localhost');

  const admins = toList(vars.ADMINS);
  if (!admins?.every(isMemberId))
    problem('ADMINS', 'ids of members with a key, 16 characters of A-Z a-z 0-9 _ - each, separated by commas');

  const intervalS = number('HEARTBEAT_INTERVAL_S');
  const timeoutS = number('HEARTBEAT_TIMEOUT_S');
  if (intervalS >= timeoutS)
    problems.push(
      `HEARTBEAT_INTERVAL_S is ${intervalS} and HEARTBEAT_TIMEOUT_S is ${timeoutS}, but the interval must be shorter than the timeout. Otherwise clients are disconnected before they ping.`,
    );

  const config: Config = {
    version,
    build: build.trim(),
    allowedOrigins: new Set(origins),
    admins: new Set(admins),
    limits: {
      frameBytes: FRAME_BYTES,
      textChars: number('MAX_TEXT_CHARS'),
      rate: rate('MESSAGE_RATE'),
      burst: number('MESSAGE_BURST'),
    },
    heartbeat: { intervalMs: intervalS * 1_000, timeoutMs: timeoutS * 1_000 },
    leaveGraceMs: number('LEAVE_GRACE_S') * 1_000,
    maxMembers: number('MAX_MEMBERS'),
    limitAddresses: limited,
    roomRate: rate('ROOM_RATE'),
    retentionMs: number('RETENTION_DAYS') * DAY_MS,
    files: { maxMb: number('MAX_FILE_MB'), roomMb: number('ROOM_FILES_MB'), totalMb: number('FILES_TOTAL_MB') },
    logSample: number('LOG_SAMPLE'),
  };
  if (problems.length > 0)
    throw new Error(`Invalid configuration (wrangler.toml, [vars]):\n- ${problems.join('\n- ')}`);
  return config;
}

/** A sentence about every unknown name that looks like a misspelt setting. */
function misspellings(vars: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(vars).flatMap((name) => {
    const meant = isVariable(vars[name]) ? nearMiss(name, NAMES) : undefined;
    return meant === undefined ? [] : [`${name} is not a setting. Did you mean ${meant}?`];
  });
}

/** Bindings are objects, whatever their name. */
function isVariable(value: unknown): boolean {
  return typeof value !== 'object' || Array.isArray(value);
}

/** The value within its bounds. If it is missing or invalid, its default. */
function toNumber(name: NumberName, raw: unknown, problem: (name: string, allowed: string) => void): number {
  const { fallback, min, max } = NUMBERS[name];
  if (raw === undefined) return fallback;
  const value = toWhole(raw);
  if (value !== undefined && value >= min && value <= max) return value;
  problem(name, `a whole number from ${min} to ${max}`);
  return fallback;
}

/** Decimal digits only, because `1e3`, `0x10` and the empty string are more likely mistakes than numbers. */
function toWhole(raw: unknown): number | undefined {
  const value = typeof raw === 'string' && /^\d{1,9}$/.test(raw.trim()) ? Number(raw) : raw;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** A comma-separated string, or a TOML array of strings. */
function toList(raw: unknown = ''): string[] | undefined {
  const list: unknown = typeof raw === 'string' ? raw.split(',') : raw;
  if (!Array.isArray(list) || !list.every((entry) => typeof entry === 'string')) return undefined;
  return list.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
