/** How to say and to count the same things to each kind of server. */

import { offer } from '../../../src/protocol/connect.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';

export type DialectName = 'parley' | 'plain' | 'lines' | 'socketio';

/** What one frame brought. */
export interface Tally {
  /** Messages of others. */
  deliveries: number;
  /** Own messages that were confirmed. */
  acks: number;
  /** Own messages that were refused. */
  refused: number;
}

export interface Seat {
  room: string;
  name: string;
  /** 32 characters; a session of Parley. */
  sid: string;
  /** To resume from. */
  since?: number;
  epoch?: string;
}

export interface Dialect {
  /** Where to connect, from the server's `ws:` URL. */
  url(server: string, seat: Seat): URL;
  protocols(seat: Seat): readonly string[];
  /** Whether the server says something before a client is in. */
  greets: boolean;
  /** @returns what to send for a frame that comes before a client is in, or `true` once it is in */
  greet(frame: string): string | true | undefined;
  message(id: string, text: string): string;
  /** Whether a session can go on after its connection ended. */
  resumes: boolean;
  /** What keeps a quiet connection alive: a text, or a ping of the WebSocket protocol. */
  heartbeat: string | undefined;
  /** @returns what to answer at once, if the frame is a heartbeat of the server */
  answer(buffer: Buffer, start: number, end: number): string | undefined;
  /** Counts without parsing. */
  tally(buffer: Buffer, start: number, end: number): Tally;
  /** Parses: the texts of others' messages in a frame. */
  texts(frame: string): string[];
}

const NOTHING: Tally = Object.freeze({ deliveries: 0, acks: 0, refused: 0 });
const ONE: Tally = Object.freeze({ deliveries: 1, acks: 0, refused: 0 });

function roomUrl(server: string, path: string, query: Record<string, string>): URL {
  const url = new URL(path, server);
  url.search = new URLSearchParams(query).toString();
  return url;
}

/** Inside a JSON text a quote is escaped, so that only a frame's own field can match. */
const TYPE = Buffer.from('"type":"');
const NEWLINE = 0x0a;
/** In `{"type":"broadcast"`. */
const FIRST_OF_TYPE = 9;

/** The last frames that were counted: most frames go to everyone, and comparing bytes costs less than searching them. */
const recent: { bytes: Buffer; tally: Tally }[] = [];
const RECENT = 4;
/** Below this, searching costs less than keeping a copy. */
const WORTH_KEEPING = 1_024;

function tallyParley(buffer: Buffer, start: number, end: number): Tally {
  if (end - start < WORTH_KEEPING) return search(buffer, start, end);
  for (const known of recent)
    if (known.bytes.length === end - start && known.bytes.compare(buffer, start, end) === 0) return known.tally;
  const tally = search(buffer, start, end);
  // A frame with own acks goes to nobody else.
  if (tally.acks > 0) return tally;
  recent.unshift({ bytes: Buffer.from(buffer.subarray(start, end)), tally });
  if (recent.length > RECENT) recent.pop();
  return tally;
}

/** Events by their type: broadcasts, acks and errors; whatever else there is doesn't count. */
function search(buffer: Buffer, start: number, end: number): Tally {
  const tally = { deliveries: 0, acks: 0, refused: 0 };
  for (let at = buffer.indexOf(TYPE, start); at >= 0 && at < end; at = buffer.indexOf(TYPE, at + TYPE.length)) {
    // An own message that is told again has the event in its ack.
    if (buffer[at - 1] === 0x7b /* { */ && buffer[at - 2] === 0x3a /* : */) continue;
    const type = at + TYPE.length;
    const [first, second] = [buffer[type], buffer[type + 1]];
    if (first === 0x62 /* b */ && second === 0x72 /* r */) tally.deliveries++;
    else if (first === 0x61 /* a */) tally.acks++;
    else if (first === 0x65 /* e */ && second === 0x72 /* r */) tally.refused++;
  }
  return tally;
}

const parley: Dialect = {
  url: (server, { room, name, since, epoch }) =>
    roomUrl(server, `/ws/${encodeURIComponent(room)}`, {
      name,
      ...(since === undefined ? {} : { since: String(since) }),
      ...(epoch === undefined ? {} : { epoch }),
    }),
  protocols: ({ sid }) => offer(sid),
  greets: true,
  greet: (frame) => frame.startsWith('{"type":"welcome"') || undefined,
  message: (id, text) => `{"type":"msg","id":"${id}","data":${JSON.stringify(text)}}`,
  resumes: true,
  heartbeat: 'ping',
  answer: () => undefined,
  tally: tallyParley,
  texts: (text) => {
    if (text === 'pong') return [];
    const frame: ServerFrame = JSON.parse(text);
    return (frame.type === 'batch' ? frame.data : [frame]).flatMap((single) =>
      single.type === 'broadcast' ? single.data : [],
    );
  },
};

/** JSON without ceremony: what the Go rooms, `ws`, partyserver and the bare object speak. */
const plain: Dialect = {
  url: (server, { room, name }) => roomUrl(server, `/${encodeURIComponent(room)}`, { name }),
  protocols: () => [],
  greets: false,
  greet: () => true,
  message: (_, text) => `{"type":"msg","data":${JSON.stringify(text)}}`,
  resumes: false,
  heartbeat: undefined,
  answer: () => undefined,
  tally: (buffer, start) => (buffer[start + FIRST_OF_TYPE] === 0x62 /* b */ ? ONE : NOTHING),
  texts: (text) =>
    text.split('\n').flatMap((line) => {
      const frame: { type: string; data: string } = line.startsWith('{') ? JSON.parse(line) : { type: '', data: '' };
      return frame.type === 'broadcast' ? frame.data : [];
    }),
};

/** The same from a server that joins what waits, a line each. */
const lines: Dialect = {
  ...plain,
  tally: (buffer, start, end) => {
    const frame = buffer.subarray(start, end);
    let deliveries = 0;
    for (let at = 0; at >= 0; at = frame.indexOf(NEWLINE, at + 1)) deliveries++;
    return { deliveries, acks: 0, refused: 0 };
  },
};

/** Engine.IO 4 over WebSocket alone: `0` open, `40` join, `42` event, `2` and `3` ping and pong. */
const socketio: Dialect = {
  url: (server, { room, name }) => roomUrl(server, '/socket.io/', { EIO: '4', transport: 'websocket', room, name }),
  protocols: () => [],
  greets: true,
  greet: (frame) => (frame.startsWith('0{') ? '40' : frame.startsWith('40') || undefined),
  message: (_, text) => `42["msg",{"type":"msg","data":${JSON.stringify(text)}}]`,
  resumes: false,
  // The server pings.
  heartbeat: undefined,
  answer: (buffer, start, end) => (end - start === 1 && buffer[start] === 0x32 ? '3' : undefined),
  tally: (buffer, start) => (buffer[start] === 0x34 && buffer[start + 1] === 0x32 ? ONE : NOTHING),
  texts: (text) => {
    if (!text.startsWith('42')) return [];
    const [, frame]: [string, { data: string }] = JSON.parse(text.slice(2));
    return [frame.data];
  },
};

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { parley, plain, lines, socketio };
