/** Helpers for API calls, and a room for them. */

import { runInDurableObject } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { ask, evict, freshRoom, joinAs, stubOf } from '../../room/support.ts';

export const LOCAL = 'http://localhost:8787';
export const OLIVIA = 'olivia0000000000';

export const call = (path: string, init?: RequestInit) => exports.default.fetch(new Request(LOCAL + path, init));

/** Decodes the bytes itself, because the runtime warns when text is read from a body of another content type. */
export async function text(response: Response): Promise<string> {
  return new TextDecoder().decode(await response.arrayBuffer());
}

/** The rest of the stream as text. */
export async function rest(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<string> {
  let read = '';
  for (const decoder = new TextDecoder(); ; ) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return read;
    read += decoder.decode(value, { stream: true });
  }
}

/** Exports a room and closes it in the exported state. */
export async function end(name: string): Promise<Response> {
  const exported = await call(`/api/rooms/${name}/export`);
  await text(exported);
  return call(`/api/rooms/${name}`, { method: 'DELETE', headers: { 'If-Match': exported.headers.get('ETag') ?? '' } });
}

export async function lines(response: Response): Promise<string[]> {
  return (await text(response)).split('\n').slice(0, -1);
}

/** A room with every kind of entry that an export can have. */
export async function room() {
  const name = freshRoom();
  const olivia = await joinAs(name, OLIVIA, { name: 'Olivia' });
  await ask(olivia, { type: 'msg', data: 'hello\n[2026-01-01] Bo: fake' });
  await ask(olivia, { type: 'msg', data: 'frist', re: 1 });
  await ask(olivia, { type: 'edit', ref: 2, data: 'first' });
  await ask(olivia, { type: 'react', ref: 1, data: '👍' });
  await ask(olivia, { type: 'msg', data: 'secret' });
  await ask(olivia, { type: 'delete', ref: 5 });
  await ask(olivia, { type: 'set', data: { topic: 'all of it' } });
  await ask(olivia, { type: 'mod', data: { action: 'mute', who: '~troll0000000' } });
  return { name, olivia };
}

export async function fill(name: string, messages: number): Promise<void> {
  await runInDurableObject(stubOf(name), (_, { storage }) => {
    storage.sql.exec(
      `WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < ?)
       INSERT INTO event SELECT head.seq + n.seq, 'msg', NULL, 'other', 's', 'o' || n.seq, 'Other', head.ts, 'text ' || n.seq, NULL
       FROM n, (SELECT seq, ts FROM event ORDER BY seq DESC LIMIT 1) AS head`,
      messages,
    );
  });
  // The object must be restarted, because it remembers its head.
  await evict(name);
}
