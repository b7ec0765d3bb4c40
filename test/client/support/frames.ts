/** Frames as a server would send them. Tests state only the fields that matter to them. */

import type { BroadcastFrame, MsgItem } from '../../../src/protocol/events/msg.ts';
import type { Item } from '../../../src/protocol/events/registry.ts';
import type {
  AckFrame,
  BatchFrame,
  CountFrame,
  HistoryFrame,
  ServerFrame,
  SingleFrame,
  SystemFrame,
  WelcomeFrame,
  WhoFrame,
} from '../../../src/protocol/frames.ts';

export const TS = 1_700_000_000_000;
export const SELF = { id: '~me', name: 'Me', role: 'guest' } as const;
export const ANA = { id: 'ana', name: 'Ana', role: 'member' } as const;
export const BO = { id: 'bo', name: 'Bo', role: 'member' } as const;

export function welcome(data: Partial<WelcomeFrame['data']> = {}): WelcomeFrame {
  return {
    type: 'welcome',
    ts: TS,
    data: {
      v: 1,
      build: 'test',
      self: SELF,
      room: 'den',
      epoch: data.seq === 0 ? '' : 'e1',
      seq: 0,
      floor: 1,
      recovered: false,
      who: [SELF],
      more: false,
      count: 1,
      heartbeat: { intervalMs: 25_000, timeoutMs: 95_000 },
      limits: { frameBytes: 16_384, textChars: 4_000, rate: 5, burst: 20 },
      settings: { topic: '', slow: 0, locked: false },
      ...data,
    },
  };
}

export function broadcast(seq: number, more: Partial<BroadcastFrame> = {}): BroadcastFrame {
  return { type: 'broadcast', seq, from: ANA.name, fromId: ANA.id, data: `text ${seq}`, ts: TS + seq, ...more };
}

export function ack(seq: number, id: string, more: Partial<AckFrame> = {}): AckFrame {
  return { type: 'ack', id, seq, ts: TS + seq, ...more };
}

/** A message as an item of a history. */
export function item(seq: number, more: Partial<MsgItem> = {}): MsgItem {
  return { seq, from: ANA.name, fromId: ANA.id, data: `text ${seq}`, ts: TS + seq, ...more };
}

export function history(data: Item[], more: Partial<HistoryFrame> = {}): HistoryFrame {
  return { type: 'history', data, first: data[0]?.seq ?? 0, last: data.at(-1)?.seq ?? 0, more: false, ...more };
}

export function batch(...data: SingleFrame[]): BatchFrame {
  return { type: 'batch', data };
}

/** The frames in `frame`, with a batch unpacked. */
export function unpacked(frame: ServerFrame): readonly SingleFrame[] {
  return frame.type === 'batch' ? frame.data : [frame];
}

export function system(event: SystemFrame['event'], more: Partial<SystemFrame> = {}): SystemFrame {
  return { type: 'system', event, who: [ANA], count: 2, data: `${event}!`, ts: TS, ...more };
}

export function count(members: number, more: Partial<CountFrame> = {}): CountFrame {
  return { type: 'system', event: 'count', count: members, data: `${members} here`, ts: TS, ...more };
}

/** A page of the member list with these ids. */
export function who(ids: readonly string[], more: Partial<WhoFrame> = {}): WhoFrame {
  const data = ids.map((id) => ({ id, name: id, role: 'member' as const }));
  return { type: 'who', id: 'w', after: '', data, count: ids.length, more: false, ...more };
}
