/** Sends to many, and says which of them failed or are too slow. It never closes: one that fails must not keep others from getting theirs. */

import { beyondTotal } from './backlog.ts';
import type { Batch, Casualties, Holder } from './types.ts';

/** Gives a batch to each. */
export function deliver<H extends Holder>(batch: Batch, to: Iterable<H>, now: number): Casualties<H> {
  return each(to, now, ({ sink }) => sink.take(batch));
}

/** Tells each the text that `textFor` gives for it, if any. */
export function tellEach<H extends Holder>(
  to: Iterable<H>,
  now: number,
  textFor: (holder: H) => string | undefined,
): Casualties<H> {
  return each(to, now, (holder) => {
    const text = textFor(holder);
    return text === undefined ? undefined : holder.sink.tell(text);
  });
}

/** @param send whether the runtime took what it was given; `undefined` if there was nothing to send */
function each<H extends Holder>(to: Iterable<H>, now: number, send: (holder: H) => boolean | undefined): Casualties<H> {
  const failed: H[] = [];
  const slow: H[] = [];
  const unsent = new Map<H, number>();
  for (const holder of to) {
    const { sink } = holder;
    const taken = send(holder);
    if (taken === undefined) continue;
    if (!taken) failed.push(holder);
    else if (sink.isSlow(now)) slow.push(holder);
    else if (sink.unsent) unsent.set(holder, sink.unsent);
  }
  slow.push(...beyondTotal(unsent));
  return { failed, slow };
}
