/** Who gets what: each stored event to everyone but the session that sent it, which gets an `ack` in its place. */

import { BATCH_BYTES, BATCH_FRAMES } from '../protocol/limits.ts';
import { utf8Bytes } from '../protocol/text.ts';
import type { Connection } from './connection.ts';
import { toAck, toEventFrame } from './frames.ts';
import type { Admitted } from './intake.ts';
import type { EventLog, LoggedEvent } from './log.ts';

/**
 * Sends stored events to all connections, in order. Each frame is serialised once, however many receive it.
 * @returns the connections that could not be sent to; the others are not affected
 */
export function publish(admitted: readonly Admitted[], connections: Iterable<Connection>, epoch: string): Connection[] {
  const frames = admitted.map(({ event, text }) => JSON.stringify(toEventFrame(event, text, epoch)));
  const shared = packed(frames);
  const senders = new Set(admitted.map(({ event }) => sessionKey(event.member, event.session)));
  const failed: Connection[] = [];
  for (const connection of connections) {
    const sent = senders.has(sessionKey(connection.memberId, connection.session));
    const own = sent ? ownFrames(admitted, frames, connection, epoch) : frames;
    const texts = connection.v1 ? (sent ? packed(own) : shared) : baseFrames(admitted, own);
    if (!texts.every((text) => connection.send(text))) failed.push(connection);
  }
  return failed;
}

/** Frames as a v1 client gets them: one by itself, several in batches. */
export function packed(frames: readonly string[]): string[] {
  if (frames.length <= 1) return [...frames];
  const batches: string[][] = [];
  let bytes = 0;
  for (const frame of frames) {
    const size = utf8Bytes(frame) + 1;
    const batch = batches.at(-1);
    if (batch && batch.length < BATCH_FRAMES && bytes + size <= BATCH_BYTES - BATCH_WRAPPING) {
      batch.push(frame);
      bytes += size;
    } else {
      batches.push([frame]);
      bytes = size;
    }
  }
  return batches.map((batch) => (batch.length === 1 ? batch.join() : `{"type":"batch","data":[${batch.join(',')}]}`));
}

/** Bytes of `{"type":"batch","data":[]}`. */
const BATCH_WRAPPING = 26;

function ownFrames(
  admitted: readonly Admitted[],
  frames: readonly string[],
  { memberId, session }: Connection,
  epoch: string,
): string[] {
  return admitted.map(({ event, text, cleaned }, index) => {
    if (event.member !== memberId || event.session !== session) return frames[index] ?? '';
    if (event.cid === null) return '';
    const ack = toAck(event, event.cid, epoch);
    return JSON.stringify(cleaned ? { ...ack, data: text } : ack);
  });
}

/** Base clients know messages only, one a frame. */
function baseFrames(admitted: readonly Admitted[], frames: readonly string[]): string[] {
  return frames.filter((frame, index) => frame !== '' && admitted[index]?.event.kind === 'msg');
}

function sessionKey(member: string, session: string): string {
  return `${member} ${session}`;
}

/**
 * The frames of a replay: others' events, and for the session's own the `ack` with the event in it.
 * @param log where the present text of edited messages is
 */
export function replayFrames(
  events: readonly LoggedEvent[],
  { memberId, session }: { memberId: string; session: string },
  log: EventLog,
): string[] {
  return events.map((event) => {
    const text = event.kind === 'edit' && event.ref !== null ? (log.get(event.ref)?.data ?? '') : event.data;
    const frame = toEventFrame(event, text, log.epoch);
    const own = event.member === memberId && event.session === session && event.cid !== null;
    return JSON.stringify(own ? { ...toAck(event, event.cid ?? '', log.epoch), event: frame } : frame);
  });
}
