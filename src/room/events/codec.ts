/**
 * The log's codec: converts between events and columns. The state of the room has a codec of its own
 * (access/state-codec.ts).
 */

import { isKind, isListed, type Kind, type ListedKind } from '../../protocol/events/traits.ts';
import { STATE_CODEC } from '../access/state-codec.ts';
import type { Columns, LogCodec, Row } from '../log/types.ts';
import type { Stored } from './body.ts';
import { itemModuleOf, moduleOf } from './registry.ts';
import { stored } from './stored-event.ts';

export const EVENTS_CODEC: LogCodec<Stored> = { encode, decode, told, textOf, state: STATE_CODEC };

/** The columns of an event besides its envelope. */
function encode<K extends Kind>(event: Stored<K>): Columns {
  return moduleOf(event.kind).encode(event.body);
}

function told(event: Stored): Columns {
  return isListed(event) ? toldOfItem(event) : encode(event);
}

function toldOfItem<K extends ListedKind>(event: Stored<K>): Columns {
  return itemModuleOf(event.kind).told?.(event.body) ?? moduleOf(event.kind).encode(event.body);
}

/** @throws if a column has a value of the wrong type */
function decode(row: Row): Stored {
  if (!isKind(row.kind) || typeof row.seq !== 'number' || typeof row.ts !== 'number' || typeof row.data !== 'string')
    throw new Error(`event ${row.seq} is damaged`);
  return decodeAs(row.kind, row);
}

function decodeAs<K extends Kind>(kind: K, row: Row): Stored<K> {
  const { seq, ts, ref, member, sid: sessionTag, cid: clientEventId, name, data, state } = row;
  return stored(
    { kind, ref, member, sessionTag, clientEventId, name },
    seq,
    ts,
    moduleOf(kind).decode({ data, state }),
  );
}

/** The text of an item; '' for other kinds. */
function textOf(event: Stored): string {
  return isListed(event) ? textOfItem(event) : '';
}

function textOfItem<K extends ListedKind>(event: Stored<K>): string {
  return itemModuleOf(event.kind).textOf(event.body);
}
