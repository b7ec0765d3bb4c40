/** Who gets what: each stored event to everyone but the session that sent it, which gets an `ack` in its place. */

import { traitsOf } from '../../protocol/events/traits.ts';
import { type Instead, JoinedFrames } from '../delivery/joined.ts';
import { toAck, toEventFrame } from '../events/frames.ts';
import type { Connection } from '../presence/connection.ts';
import type { Admitted } from './stages.ts';

/**
 * Sends stored events to all connections, in order. Each frame and each ack is serialised once, however many receive it.
 * Those who sent nothing among these events share one text; for the others the text is put together from its pieces.
 * @param send gives a connection its texts; a connection that can't be sent to is the caller's matter
 */
export function publish(
  admitted: readonly Admitted[],
  connections: Iterable<Connection>,
  epoch: string,
  send: (connection: Connection, texts: readonly string[]) => void,
): void {
  const frames = admitted.map(({ event, text }) => JSON.stringify(toEventFrame(event, text, epoch)));
  // In a quiet room there is one frame, and nothing to join.
  const joined = frames.length > 1 ? new JoinedFrames(frames) : undefined;
  const messages = baseTexts(admitted, frames);
  const acks = acksBySender(admitted, epoch);
  for (const connection of connections) {
    const own = acks.get(connection.memberId)?.get(connection.session);
    if (connection.v1) send(connection, own ? (joined?.with(own) ?? textsOf(own)) : (joined?.shared ?? frames));
    else send(connection, own ? baseTexts(admitted, replaced(frames, own)) : messages);
  }
}

/** By member and session: an `ack` in the place of each own event, nothing where it came without an id. */
function acksBySender(admitted: readonly Admitted[], epoch: string): Map<string, Map<string, Instead[]>> {
  const members = new Map<string, Map<string, Instead[]>>();
  for (const [index, { event, text, cleaned }] of admitted.entries()) {
    const { member, session, cid } = event;
    const ack = cid === null ? undefined : toAck(event, cid, epoch);
    const own: Instead = { index, text: ack && JSON.stringify(cleaned ? { ...ack, data: text } : ack) };
    const sessions = members.get(member) ?? new Map<string, Instead[]>();
    if (sessions.size === 0) members.set(member, sessions);
    const earlier = sessions.get(session);
    if (earlier) earlier.push(own);
    else sessions.set(session, [own]);
  }
  return members;
}

function textsOf(own: readonly Instead[]): string[] {
  return own.flatMap(({ text }) => text ?? []);
}

function replaced(frames: readonly string[], own: readonly Instead[]): (string | undefined)[] {
  const result: (string | undefined)[] = [...frames];
  for (const { index, text } of own) result[index] = text;
  return result;
}

/** Base clients get one frame at a time, and only of kinds that they know. */
function baseTexts(admitted: readonly Admitted[], frames: readonly (string | undefined)[]): string[] {
  return admitted.flatMap(({ event }, index) => (traitsOf(event.kind).base === 'same' && frames[index]) || []);
}
