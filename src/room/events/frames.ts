/** Stored events as the frames that tell of them: live, replayed and in history. */

import type { EventFrame, Item } from '../../protocol/events/registry.ts';
import type { AckFrame } from '../../protocol/frames.ts';
import type { LoggedEvent } from '../log/types.ts';

/**
 * The event as everyone but the sending session gets it.
 * @param text of a message or edit: what was sent when live, the present text in a replay
 * @param epoch of the log; carried by the frame with seq 1
 */
export function toEventFrame(event: LoggedEvent, text: string, epoch: string): EventFrame {
  const { seq, name: from, member: fromId, ts, ref, state } = event;
  const first = seq === 1 ? { epoch } : {};
  switch (event.kind) {
    case 'msg':
      return {
        type: 'broadcast',
        seq,
        from,
        fromId,
        data: text,
        ts,
        ...(ref === null ? {} : { re: ref }),
        ...(state?.edited === undefined ? {} : { edited: state.edited }),
        ...(state?.gone ? { gone: true } : {}),
        ...first,
      };
    case 'edit':
      return { type: 'edit', seq, ref: ref ?? 0, from, fromId, data: text, ts };
    case 'delete':
      return { type: 'delete', seq, ref: ref ?? 0, from, fromId, data: '', ts };
    case 'react':
      return {
        type: 'react',
        seq,
        ref: ref ?? 0,
        from,
        fromId,
        data: event.data,
        ...(state?.off ? { off: true } : {}),
        ts,
      };
    case 'set':
      return { type: 'set', seq, from, fromId, data: JSON.parse(event.data), ts, ...first };
    case 'mod': {
      const name = state?.name === undefined ? {} : { name: state.name };
      return { type: 'mod', seq, from, fromId, data: { ...JSON.parse(event.data), ...name }, ts, ...first };
    }
  }
}

/** "Stored", for the session that sent the event. An act of moderation is told whole: whose name it was done to, the room knows. */
export function toAck(event: LoggedEvent, id: string, epoch: string): AckFrame {
  const told = event.kind === 'mod' ? { event: toEventFrame(event, '', epoch) } : {};
  return { type: 'ack', id, seq: event.seq, ts: event.ts, ...told, ...(event.seq === 1 ? { epoch } : {}) };
}

/** A message as history shows it; `id` only for the session that sent it. */
export function toItem(event: LoggedEvent, session: { member: string; session: string }): Item {
  const { seq, cid, name: from, member: fromId, data, ts, ref, state } = event;
  const own = fromId === session.member && event.session === session.session;
  return {
    seq,
    ...(own && cid !== null ? { id: cid } : {}),
    from,
    fromId,
    data,
    ts,
    ...(ref === null ? {} : { re: ref }),
    ...(state?.edited === undefined ? {} : { edited: state.edited }),
    ...(state?.gone ? { gone: true } : {}),
    ...(state?.reacts ? { reacts: state.reacts } : {}),
  };
}
