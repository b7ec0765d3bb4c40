/** Publishing: turns what a flush stored into the batch that everybody is sent. */

import { traitsOf } from '../../protocol/events/traits.ts';
import { JoinedFrames } from '../delivery/batch-text.ts';
import type { Batch, Instead } from '../delivery/types.ts';
import type { Stored } from '../events/body.ts';
import type { FrameContext } from '../events/contract.ts';
import { ackOf, frameOf, liveContext, senderFrameOf } from '../events/frames.ts';
import { moduleOf } from '../events/registry.ts';
import type { Admitted } from './stages.ts';

/** An admitted event with the context for its frames. */
interface LiveEvent extends Admitted {
  readonly context: FrameContext;
}

/**
 * The batch of some stored events, in order. Each goes to everyone but the session that sent it, which gets an `ack` in
 * its place. Each frame and each ack is serialised once, however many receive it. Receivers whose members sent none of
 * the events share one text, and for the others the text is assembled from its pieces.
 */
export function batchOf(admitted: readonly Admitted[], epoch: string): Batch {
  const live = admitted.map((one): LiveEvent => ({ ...one, context: liveContext(one) }));
  const frames = live.map(({ event, context }) => JSON.stringify(frameOf(event, context, epoch)));
  // In a quiet room there is one frame and nothing to join.
  const joined = frames.length > 1 ? new JoinedFrames(frames) : undefined;
  const senders = textsBySender(live, epoch);
  let base: BaseTexts | undefined;
  return {
    shared: joined?.shared ?? frames,
    own: ({ memberId, sessionTag }) => ownTexts(senders.get(memberId), sessionTag),
    with: (own) => joined?.with(own) ?? textsOf(own),
    base(own) {
      base ??= new BaseTexts(live, frames);
      return own ? base.with(own) : base.shared;
    },
  };
}

/** The texts for the sessions of an event's sender. */
interface SenderTexts {
  readonly index: number;
  readonly sessionTag: string;
  /** For the session that sent it; missing if the event had no id. */
  readonly ack: string | undefined;
  /** For the member's other sessions; `undefined` if they get what everybody gets. */
  readonly frame: string | undefined;
}

/** The texts by member, in the order of the events. */
function textsBySender(live: readonly LiveEvent[], epoch: string): Map<string, SenderTexts[]> {
  const members = new Map<string, SenderTexts[]>();
  for (const [index, { event, text, cleaned, context }] of live.entries()) {
    const { member, sessionTag, clientEventId } = event;
    const ack = clientEventId === null ? undefined : ackOf(event, clientEventId, context, epoch);
    const frame = senderFrameOf(event, context, epoch);
    const texts: SenderTexts = {
      index,
      sessionTag,
      ack: ack && JSON.stringify(cleaned ? { ...ack, data: text } : ack),
      frame: frame && JSON.stringify(frame),
    };
    const earlier = members.get(member);
    if (earlier) earlier.push(texts);
    else members.set(member, [texts]);
  }
  return members;
}

function ownTexts(texts: readonly SenderTexts[] | undefined, sessionTag: string): Instead[] | undefined {
  const own = texts?.flatMap(({ index, sessionTag: sender, ack, frame }): Instead | [] => {
    if (sender === sessionTag) return { index, text: ack };
    return frame === undefined ? [] : { index, text: frame };
  });
  return own?.length ? own : undefined;
}

function textsOf(own: readonly Instead[]): string[] {
  return own.flatMap(({ text }) => text ?? []);
}

/**
 * Texts for base clients: one frame each, and only for kinds that they know. Built when the first base client takes the
 * batch.
 */
class BaseTexts {
  readonly shared: readonly string[];
  readonly #texts: readonly (string | undefined)[];

  constructor(live: readonly LiveEvent[], frames: readonly string[]) {
    this.#texts = live.map(({ event, context }, index) => baseText(event, context, frames[index]));
    this.shared = this.#texts.filter((text) => text !== undefined);
  }

  with(own: readonly Instead[]): readonly string[] {
    const texts = [...this.#texts];
    for (const { index, text } of own) texts[index] = text;
    return texts.filter((text) => text !== undefined);
  }
}

/** @param frame the event as others get it */
function baseText(event: Stored, context: FrameContext, frame: string | undefined): string | undefined {
  switch (traitsOf(event.kind).base) {
    case 'same':
      return frame;
    case 'own':
      return JSON.stringify(moduleOf(event.kind).base?.(event, context));
    case 'none':
      return undefined;
  }
}
