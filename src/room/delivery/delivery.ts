/**
 * Sends to many receivers, and reports which of them failed or are too slow. It never closes a connection, because one
 * failure must not keep the others from getting their frames.
 */

import { beyondTotal } from './backlog.ts';
import type { Batch, Casualties, Holder } from './types.ts';

/** Gives a batch to each receiver. */
export function deliver<H extends Holder>(batch: Batch, to: Iterable<H>, now: number): Casualties<H> {
  return each(to, now, ({ sink }) => sink.take(batch));
}

/** Sends each receiver the text that `textFor` returns for it, if any. */
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

/**
 * @param send sends to one holder and returns whether the runtime accepted the text; `undefined` if it had none to send
 */
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
