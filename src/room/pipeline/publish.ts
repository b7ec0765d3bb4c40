/** Publishing: what a flush stored, as the batch that everybody is sent. */

import { traitsOf } from '../../protocol/events/traits.ts';
import { JoinedFrames } from '../delivery/joined.ts';
import type { Batch, Instead } from '../delivery/types.ts';
import { toAck, toEventFrame } from '../events/frames.ts';
import type { Admitted } from './stages.ts';

/**
 * The batch of some stored events, in order: each to everyone but the session that sent it, which gets an `ack` in its place.
 * Each frame and each ack is serialised once, however many receive it. Receivers that sent none of the events share one text;
 * for the others the text is put together from its pieces.
 */
export function batchOf(admitted: readonly Admitted[], epoch: string): Batch {
  const frames = admitted.map(({ event, text }) => JSON.stringify(toEventFrame(event, text, epoch)));
  // In a quiet room there is one frame, and nothing to join.
  const joined = frames.length > 1 ? new JoinedFrames(frames) : undefined;
  const acks = acksBySender(admitted, epoch);
  let messages: readonly string[] | undefined;
  return {
    shared: joined?.shared ?? frames,
    own: ({ memberId, session }) => acks.get(memberId)?.get(session),
    with: (own) => joined?.with(own) ?? textsOf(own),
    base(own) {
      if (own) return baseTexts(admitted, replaced(frames, own));
      messages ??= baseTexts(admitted, frames);
      return messages;
    },
  };
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
