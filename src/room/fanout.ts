/** Who gets what: each stored event to everyone but the session that sent it, which gets an `ack` in its place. */

import { BATCH_BYTES, BATCH_FRAMES } from '../protocol/limits.ts';
import { utf8Bytes } from '../protocol/text.ts';
import type { Connection } from './connection.ts';
import { toAck, toEventFrame } from './frames.ts';
import type { Admitted } from './intake.ts';
import type { LoggedEvent } from './log.ts';

/**
 * Sends stored events to all connections, in order. Each frame is serialised once, however many receive it.
 * @returns the connections that could not be sent to; the others are not affected
 */
export function publish(admitted: readonly Admitted[], connections: Iterable<Connection>, epoch: string): Connection[] {
  const frames = admitted.map(({ event }) => JSON.stringify(toEventFrame(event, epoch)));
  const shared = packed(frames);
  const senders = new Set(admitted.map(({ event }) => sessionKey(event.member, event.session)));
  const failed: Connection[] = [];
  for (const connection of connections) {
    const sent = senders.has(sessionKey(connection.memberId, connection.session));
    const own = sent ? ownFrames(admitted, frames, connection, epoch) : frames;
    // Base clients know no batch.
    const texts = connection.v1 ? (sent ? packed(own) : shared) : own;
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
  return admitted.flatMap(({ event, cleaned }, index) => {
    if (event.member !== memberId || event.session !== session) return frames[index] ?? [];
    if (event.cid === null) return [];
    const ack = toAck(event, event.cid, epoch);
    return JSON.stringify(cleaned ? { ...ack, data: event.data } : ack);
  });
}

function sessionKey(member: string, session: string): string {
  return `${member} ${session}`;
}

/** The frames of a replay: others' events, and for the session's own the `ack` with the event in it. */
export function replayFrames(
  events: readonly LoggedEvent[],
  { memberId, session }: { memberId: string; session: string },
  epoch: string,
): string[] {
  return events.map((event) => {
    const frame = toEventFrame(event, epoch);
    const own = event.member === memberId && event.session === session && event.cid !== null;
    return JSON.stringify(own ? { ...toAck(event, event.cid ?? '', epoch), event: frame } : frame);
  });
}
