/** Publishing: what a flush stored, as the batch that everybody is sent. */

import { traitsOf } from '../../protocol/events/traits.ts';
import { JoinedFrames } from '../delivery/batch-text.ts';
import type { Batch, Instead } from '../delivery/types.ts';
import type { Stored } from '../events/body.ts';
import { ackOf, frameOf, liveTexts } from '../events/frames.ts';
import { moduleOf } from '../events/registry.ts';
import type { Admitted } from './stages.ts';

/**
 * The batch of some stored events, in order: each to everyone but the session that sent it, which gets an `ack` in its place.
 * Each frame and each ack is serialised once, however many receive it. Receivers that sent none of the events share one text;
 * for the others the text is put together from its pieces.
 */
export function batchOf(admitted: readonly Admitted[], epoch: string): Batch {
  const frames = admitted.map(({ event, text }) => JSON.stringify(frameOf(event, liveTexts(text), epoch)));
  // In a quiet room there is one frame, and nothing to join.
  const joined = frames.length > 1 ? new JoinedFrames(frames) : undefined;
  const acks = acksBySender(admitted, epoch);
  let base: BaseTexts | undefined;
  return {
    shared: joined?.shared ?? frames,
    own: ({ memberId, sessionTag }) => acks.get(memberId)?.get(sessionTag),
    with: (own) => joined?.with(own) ?? textsOf(own),
    base(own) {
      base ??= new BaseTexts(admitted, frames);
      return own ? base.with(own) : base.shared;
    },
  };
}

/** By member and session: an `ack` in the place of each own event, nothing where it came without an id. */
function acksBySender(admitted: readonly Admitted[], epoch: string): Map<string, Map<string, Instead[]>> {
  const members = new Map<string, Map<string, Instead[]>>();
  for (const [index, { event, text, cleaned }] of admitted.entries()) {
    const { member, sessionTag, clientEventId } = event;
    const ack = clientEventId === null ? undefined : ackOf(event, clientEventId, epoch);
    const own: Instead = { index, text: ack && JSON.stringify(cleaned ? { ...ack, data: text } : ack) };
    const sessions = members.get(member) ?? new Map<string, Instead[]>();
    if (sessions.size === 0) members.set(member, sessions);
    const earlier = sessions.get(sessionTag);
    if (earlier) earlier.push(own);
    else sessions.set(sessionTag, [own]);
  }
  return members;
}

function textsOf(own: readonly Instead[]): string[] {
  return own.flatMap(({ text }) => text ?? []);
}

/** What base clients get: one frame at a time, and only of kinds that they know. Made when the first of them takes the batch. */
class BaseTexts {
  readonly shared: readonly string[];
  readonly #texts: readonly (string | undefined)[];

  constructor(admitted: readonly Admitted[], frames: readonly string[]) {
    this.#texts = admitted.map(({ event }, index) => baseText(event, frames[index]));
    this.shared = this.#texts.filter((text) => text !== undefined);
  }

  with(own: readonly Instead[]): readonly string[] {
    const texts = [...this.#texts];
    for (const { index, text } of own) texts[index] = text;
    return texts.filter((text) => text !== undefined);
  }
}

/** @param frame the event as others get it */
function baseText(event: Stored, frame: string | undefined): string | undefined {
  switch (traitsOf(event.kind).base) {
    case 'same':
      return frame;
    case 'own':
      return JSON.stringify(moduleOf(event.kind).base?.(event));
    case 'none':
      return undefined;
  }
}
