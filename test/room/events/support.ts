/** Input for testing the module of a kind by itself. */

import type { Kind } from '../../../src/protocol/events/traits.ts';
import { STATE_CODEC } from '../../../src/room/access/state-codec.ts';
import type { NewEvent, Stored } from '../../../src/room/events/body.ts';
import type { Meeting } from '../../../src/room/events/contract.ts';
import type { Present } from '../../../src/room/events/present.ts';
import { changed } from '../../../src/room/events/stored-event.ts';

export const ANA = '~ana000000000';
export const BO = '~bo0000000000';
export const LIMITS = { frameBytes: 16_384, textChars: 20, rate: 0, burst: 1 };
export const NOW = 1_800_000_000_000;

/** The fields of a new event other than kind, `ref` and body. */
export const BY = { member: ANA, sessionTag: 'ana', clientEventId: 'c', name: 'Ana' };

export function message(seq: number, more: Partial<Stored<'msg'>> = {}): Stored<'msg'> {
  return { ...BY, seq, ts: NOW, kind: 'msg', ref: null, body: { text: `text ${seq}`, state: null }, ...more };
}

/** A room with these events, in ascending order. */
export function present(events: readonly Stored[]): Present {
  return {
    epoch: 'epoch',
    head: events.at(-1)?.seq ?? 0,
    headTs: events.at(-1)?.ts ?? 0,
    state: STATE_CODEC.empty,
    get: (seq) => events.find((event) => event.seq === seq),
    recent: () => events,
    authors: () => events.map(({ member: id, name }) => ({ id, name })),
  };
}

/** What a module is given about a room with these events, in which every member is a guest. */
export function meeting<K extends Kind>(events: readonly Stored[], more: Partial<Meeting<K>> = {}): Meeting<K> {
  return {
    ...{
      present: present(events),
      state: STATE_CODEC.empty,
      rank: 'guest',
      ts: NOW + 1,
      text: '',
      prepared: undefined,
    },
    ...{ admins: new Set<string>(), maxDays: 0, nameOf: () => undefined, changed },
    ...more,
  };
}

/** A request by Ana, as a new event. */
export function asked<K extends Kind>(kind: K, ref: number | null, body: NewEvent<K>['body'], member = ANA) {
  return { ...BY, member, kind, ref, body };
}
