/**
 * `GET /api/rooms/NAME/export?format=jsonl|text`: streams the current log. The `ETag` identifies the state in which it
 * ends.
 */

import type { Context } from 'hono';
import { refuse } from '../../protocol/refusal.ts';
import { download } from '../http.ts';
import { refuseHttp } from '../refusal.ts';
import { exportOf, FORMATS } from './export-stream.ts';
import type { RoomCall } from './room.ts';

export async function exportRoom(c: Context<RoomCall>): Promise<Response> {
  const { name, room } = c.var;
  const wanted = c.req.query('format') ?? 'jsonl';
  const format = FORMATS.find((known) => known === wanted);
  if (!format) return refuseHttp(refuse('bad_request', `"format" must be ${FORMATS.join(' or ')}.`));
  const { body, tag } = await exportOf(room, format);
  return format === 'jsonl'
    ? download(body, 'application/jsonl', `${name}.jsonl`, tag)
    : download(body, 'text/plain', `${name}.txt`, tag);
}
