/** How an event is stored as a row of the table `event`. */

import type { Kind } from '../../protocol/events/traits.ts';
import type { LoggedEvent, MessageState } from './types.ts';

export type Row = {
  seq: number;
  kind: Kind;
  ref: number | null;
  member: string;
  sid: string;
  cid: string | null;
  name: string;
  ts: number;
  data: string;
  state: string | null;
};

/** @throws if a column doesn't hold a value of the type that was stored */
export function toEvent({ sid, state: json, ...row }: Row): LoggedEvent {
  const state: MessageState | null = json === null ? null : JSON.parse(json);
  const isState =
    state === null || (typeof state === 'object' && Object.values(state.reacts ?? {}).every(Array.isArray));
  if (typeof row.seq !== 'number' || typeof row.ts !== 'number' || typeof row.data !== 'string' || !isState)
    throw new Error(`event ${row.seq} is damaged`);
  return { ...row, session: sid, state };
}

/** In the order of the columns in statements.ts. */
export function toColumns(event: LoggedEvent): SqlStorageValue[] {
  const { seq, kind, ref, member, session, cid, name, ts, data, state } = event;
  return [seq, kind, ref, member, session, cid, name, ts, data, state && JSON.stringify(state)];
}
