/** The command line of `npm run load`. */

import { randomBytes } from 'node:crypto';
import { normaliseRoom, ROOM_NAME_RULE } from '../../src/protocol/room-names.ts';
import { type Parsed, Reader } from './options.ts';

export interface LoadOptions {
  /** `ws://…` or `wss://…`, without a path. */
  server: string;
  room: string;
  members: number;
  /** Messages that each member sends per second. */
  rate: number;
  seconds: number;
  /** Processes of the load generator. */
  processes: number;
}

const FLAGS = ['url', 'room', 'members', 'rate', 'seconds', 'processes'];

const USAGE = `npm run load -- --url https://chat.example --members 50 --rate 0.2 [--room NAME] [--seconds 60] [--processes 1]
Only use it on your own deployment, because its owner pays for the requests and rows.`;

const PROTOCOLS: Readonly<Record<string, string>> = { 'http:': 'ws:', 'https:': 'wss:', 'ws:': 'ws:', 'wss:': 'wss:' };

/** Reads and checks the command line. Reports all problems at once. */
export function loadOptions(args: readonly string[]): Parsed<LoadOptions> {
  const reader = new Reader(args, FLAGS);
  const server = serverOf(reader);
  // By default a new room, because messages of other members would be counted as well.
  const asked = reader.text('room') ?? `load-${randomBytes(4).toString('hex')}`;
  const room = normaliseRoom(asked);
  if (room === undefined) reader.problems.push(`--room is "${asked}", but must be ${ROOM_NAME_RULE}.`);
  const options = {
    members: reader.number('members', 10, { min: 1, max: 30_000 }),
    rate: reader.number('rate', 0.2, { min: 0.001, max: 1_000, whole: false }),
    seconds: reader.number('seconds', 60, { min: 1, max: 86_400 }),
    processes: reader.number('processes', 1, { min: 1, max: 64 }),
  };
  if (reader.problems.length > 0 || server === undefined || room === undefined)
    return { kind: 'bad', why: [...reader.problems, USAGE] };
  return { kind: 'ok', options: { server, room, ...options } };
}

function serverOf(reader: Reader): string | undefined {
  const text = reader.text('url');
  if (text === undefined) {
    reader.problems.push('--url is missing. It is the address of your own deployment, such as http://localhost:8787.');
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const protocol = PROTOCOLS[url?.protocol ?? ''];
  if (!url || protocol === undefined) {
    reader.problems.push(`--url is "${text}", but must begin with http://, https://, ws:// or wss://.`);
    return undefined;
  }
  if (url.pathname !== '/' || url.search !== '') {
    reader.problems.push(`--url is "${text}", but must be an address without a path; the room goes into --room.`);
    return undefined;
  }
  return `${protocol}//${url.host}`;
}
