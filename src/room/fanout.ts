/** Who gets what: each stored event to everyone but the session that sent it, which gets an `ack` in its place. */

import { BATCH_BYTES, BATCH_FRAMES } from '../protocol/limits.ts';
import { utf8Bytes } from '../protocol/text.ts';
import type { Connection } from './connection.ts';
import { toAck, toEventFrame } from './frames.ts';
import type { Admitted } from './intake.ts';

/** One frame as text, with its size in bytes of UTF-8: measured once, however many receive it. */
export interface Sized {
  text: string;
  bytes: number;
}

/**
 * Sends stored events to all connections, in order. Each frame is serialised once, however many receive it; those who
 * sent nothing among these events share one text.
 * @param send gives a connection its texts; a connection that can't be sent to is the caller's matter
 */
export function publish(
  admitted: readonly Admitted[],
  connections: Iterable<Connection>,
  epoch: string,
  send: (connection: Connection, texts: readonly string[]) => void,
): void {
  const frames = admitted.map(({ event, text }) => sized(JSON.stringify(toEventFrame(event, text, epoch))));
  const shared = pack(frames);
  const sharedByBase = baseFrames(admitted, frames);
  const senders = new Map<string, Set<string>>();
  for (const { event } of admitted) {
    const sessions = senders.get(event.member);
    if (sessions) sessions.add(event.session);
    else senders.set(event.member, new Set([event.session]));
  }
  for (const connection of connections) {
    const sent = senders.get(connection.memberId)?.has(connection.session) ?? false;
    if (!sent) send(connection, connection.v1 ? shared : sharedByBase);
    else {
      const own = ownFrames(admitted, frames, connection, epoch);
      send(connection, connection.v1 ? pack(own.filter((frame) => frame !== undefined)) : baseFrames(admitted, own));
    }
  }
}

/** Frames as a v1 client gets them: one by itself, several in batches. */
export function pack(frames: readonly Sized[]): string[] {
  const [first] = frames;
  if (first === undefined) return [];
  if (frames.length === 1) return [first.text];
  const batches: string[] = [];
  let from = 0;
  while (from < frames.length) {
    let to = from;
    let bytes = BATCH_WRAPPING;
    for (; to < frames.length && to - from < BATCH_FRAMES; to++) {
      const size = (frames[to]?.bytes ?? 0) + 1;
      if (to > from && bytes + size > BATCH_BYTES) break;
      bytes += size;
    }
    batches.push(joined(frames, from, to));
    from = to;
  }
  return batches;
}

function joined(frames: readonly Sized[], from: number, to: number): string {
  const texts = frames.slice(from, to).map(({ text }) => text);
  return texts.length === 1 ? texts.join() : `{"type":"batch","data":[${texts.join(',')}]}`;
}

export function sized(text: string): Sized {
  return { text, bytes: utf8Bytes(text) };
}

/** Bytes of `{"type":"batch","data":[]}`. */
const BATCH_WRAPPING = 26;

/**
 * The frames as the session sees them that sent some of the events: an `ack` in the place of each of its own, nothing
 * where it gave no id.
 */
function ownFrames(
  admitted: readonly Admitted[],
  frames: readonly Sized[],
  { memberId, session }: Connection,
  epoch: string,
): (Sized | undefined)[] {
  return admitted.map(({ event, text, cleaned }, index) => {
    if (event.member !== memberId || event.session !== session) return frames[index];
    if (event.cid === null) return undefined;
    const ack = toAck(event, event.cid, epoch);
    return sized(JSON.stringify(cleaned ? { ...ack, data: text } : ack));
  });
}

/** Base clients know messages only, one a frame. */
function baseFrames(admitted: readonly Admitted[], frames: readonly (Sized | undefined)[]): string[] {
  return frames.flatMap((frame, index) => (frame && admitted[index]?.event.kind === 'msg' ? frame.text : []));
}
