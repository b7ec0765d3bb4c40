/** The loaded messages. */

import type { Message } from './state.ts';
import type { StateDraft } from './state-draft.ts';

/** The message with this `seq`, or `undefined` if it isn't loaded. */
export function messageAt(messages: readonly Message[], seq: number): Message | undefined {
  const message = messages[lowerBound(messages, seq)];
  return message?.seq === seq ? message : undefined;
}

/** The index of the first message whose `seq` is not less than `seq`; the number of messages if there is none. */
export function lowerBound(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.seq ?? seq) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Changes the message `ref`, if it is loaded and not deleted. A deleted message stays deleted. */
export function changeMessage(draft: StateDraft, ref: number, next: (message: Message) => Message): void {
  const { messages } = draft.state;
  const message = messageAt(messages, ref);
  if (message && !message.gone) draft.messages[lowerBound(messages, ref)] = next(message);
}
