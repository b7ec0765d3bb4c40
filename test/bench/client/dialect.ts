/** The protocol of each kind of server: how to send messages to it and how to count its answers. */

import { offer } from '../../../src/protocol/connect.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';

export type DialectName = 'parley' | 'plain' | 'lines' | 'socketio';

/** The contents of one frame, counted. */
export interface Tally {
  /** Messages from other members. */
  deliveries: number;
  /** The client's own messages that were acknowledged. */
  acks: number;
  /** The client's own messages that were refused. */
  refused: number;
}

export interface Seat {
  room: string;
  name: string;
  /** 32 characters. For Parley this is the session secret. */
  sid: string;
  /** The position from which to resume. */
  since?: number;
  epoch?: string;
}

export interface Dialect {
  /** The URL to connect to, from the server's `ws:` URL. */
  url(server: string, seat: Seat): URL;
  protocols(seat: Seat): readonly string[];
  /** Whether the server sends something before a client has joined. */
  greets: boolean;
  /** @returns the answer to a frame that arrives before the client has joined, or `true` once the client has joined */
  greet(frame: string): string | true | undefined;
  message(id: string, text: string): string;
  /** Whether a session can continue after its connection ended. */
  resumes: boolean;
  /** The text that keeps a quiet connection alive; `undefined` for a ping of the WebSocket protocol. */
  heartbeat: string | undefined;
  /** @returns the answer to send at once if the frame is a heartbeat of the server */
  answer(buffer: Buffer, start: number, end: number): string | undefined;
  /** Counts the contents of a frame without parsing it. */
  tally(buffer: Buffer, start: number, end: number): Tally;
  /** Parses a frame and returns the texts of messages from other members. */
  texts(frame: string): string[];
}

const NOTHING: Tally = Object.freeze({ deliveries: 0, acks: 0, refused: 0 });
const ONE: Tally = Object.freeze({ deliveries: 1, acks: 0, refused: 0 });

function roomUrl(server: string, path: string, query: Record<string, string>): URL {
  const url = new URL(path, server);
  url.search = new URLSearchParams(query).toString();
  return url;
}

/** In a JSON text quotes are escaped, so this only matches a field of a frame. */
const TYPE = Buffer.from('"type":"');
const NEWLINE = 0x0a;
/** The index of the first letter of the type in `{"type":"broadcast"`. */
const FIRST_OF_TYPE = 9;

/** The last counted frames. Most frames go to all members, and comparing bytes costs less than searching them. */
const recent: { bytes: Buffer; tally: Tally }[] = [];
const RECENT = 4;
/** For shorter frames, searching costs less than keeping a copy. */
const MIN_CACHED_BYTES = 1_024;

function tallyParley(buffer: Buffer, start: number, end: number): Tally {
  if (end - start < MIN_CACHED_BYTES) return search(buffer, start, end);
  for (const known of recent)
    if (known.bytes.length === end - start && known.bytes.compare(buffer, start, end) === 0) return known.tally;
  const tally = search(buffer, start, end);
  // A frame with acks of a member's own messages goes to no other member.
  if (tally.acks > 0) return tally;
  recent.unshift({ bytes: Buffer.from(buffer.subarray(start, end)), tally });
  if (recent.length > RECENT) recent.pop();
  return tally;
}

/** Counts broadcasts, acks and errors by their type, and ignores everything else. */
function search(buffer: Buffer, start: number, end: number): Tally {
  const tally = { deliveries: 0, acks: 0, refused: 0 };
  for (let at = buffer.indexOf(TYPE, start); at >= 0 && at < end; at = buffer.indexOf(TYPE, at + TYPE.length)) {
    // This is the event inside an ack, which repeats one of the client's own messages in a replay.
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

/** Plain JSON, as used by the Go rooms, `ws`, partyserver and the bare object. */
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

/** Plain JSON from a server that joins waiting messages, one on each line. */
const lines: Dialect = {
  ...plain,
  tally: (buffer, start, end) => {
    const frame = buffer.subarray(start, end);
    let deliveries = 0;
    for (let at = 0; at >= 0; at = frame.indexOf(NEWLINE, at + 1)) deliveries++;
    return { deliveries, acks: 0, refused: 0 };
  },
};

/** Engine.IO 4 over WebSocket only: `0` is open, `40` join, `42` an event, `2` and `3` are ping and pong. */
const socketio: Dialect = {
  url: (server, { room, name }) => roomUrl(server, '/socket.io/', { EIO: '4', transport: 'websocket', room, name }),
  protocols: () => [],
  greets: true,
  greet: (frame) => (frame.startsWith('0{') ? '40' : frame.startsWith('40') || undefined),
  message: (_, text) => `42["msg",{"type":"msg","data":${JSON.stringify(text)}}]`,
  resumes: false,
  // The server sends the pings.
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
