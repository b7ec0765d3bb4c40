/** What events make of the loaded messages. */

import type { BroadcastFrame } from '../protocol/events/msg.ts';
import type { EventFrame } from '../protocol/events/registry.ts';
import { isGuest } from '../protocol/identity.ts';
import { applyMod, setRole, stopTyping } from './presence.ts';
import type { Message } from './state.ts';
import type { StateDraft } from './state-draft.ts';

/** The index of the message `seq`, or `undefined` if it isn't loaded. */
export function find(messages: readonly Message[], seq: number): number | undefined {
  const index = lowerBound(messages, seq);
  return messages[index]?.seq === seq ? index : undefined;
}

/** The index of the first message that isn't before `seq`; their number if all are. */
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

/**
 * Applies one event whose `seq` is counted already.
 * @param whose `own` for an event of this very session
 */
export function applyEvent(draft: StateDraft, event: EventFrame, whose: 'own' | 'others' = 'others'): void {
  // Who begins a room owns it, unless it is a guest (docs/protocol.md, "Roles").
  if (event.seq === 1 && !isGuest(event.fromId)) setRole(draft, event.fromId, 'owner');
  switch (event.type) {
    case 'broadcast':
      stopTyping(draft, event.fromId);
      draft.messages.splice(lowerBound(draft.state.messages, event.seq), 0, toMessage(event, whose));
      return;
    case 'edit':
      // A replay of an edit whose text is gone since, by deletion (which follows) or by age: nothing to show in its place.
      if (event.data === '') return;
      return change(draft, event.ref, (message) => ({ ...message, data: event.data, edited: event.ts }));
    case 'delete':
      return change(draft, event.ref, ({ reacts: _, edited: __, ...message }) => ({
        ...message,
        data: '',
        gone: true,
      }));
    case 'react':
      return change(draft, event.ref, (message) => react(message, event.data, event.fromId, event.off === true));
    case 'set': {
      // Only what settings are: an own one that is on its way has the key, too.
      const { topic, slow, locked, retentionDays } = { ...draft.state.settings, ...event.data };
      const kept = retentionDays === undefined ? {} : { retentionDays };
      return draft.set({ settings: { topic, slow, locked, ...kept } });
    }
    case 'mod':
      return applyMod(draft, event);
  }
}

function toMessage(frame: BroadcastFrame, whose: 'own' | 'others'): Message {
  const { type: _type, epoch: _epoch, ...message } = frame;
  return whose === 'own' ? { ...message, own: true } : message;
}

/** Changes the message `ref`, if it is loaded and not deleted: what is deleted stays so. */
function change(draft: StateDraft, ref: number, next: (message: Message) => Message): void {
  const index = find(draft.state.messages, ref);
  const message = index === undefined ? undefined : draft.state.messages[index];
  if (index !== undefined && message && !message.gone) draft.messages[index] = next(message);
}

function react(message: Message, emoji: string, memberId: string, off: boolean): Message {
  const { reacts = {}, ...rest } = message;
  const others = (Object.hasOwn(reacts, emoji) ? (reacts[emoji] ?? []) : []).filter((id) => id !== memberId);
  const ids = off ? others : [...others, memberId];
  const { [emoji]: _, ...kinds } = reacts;
  const next = ids.length === 0 ? kinds : { ...reacts, [emoji]: ids };
  return Object.keys(next).length === 0 ? rest : { ...rest, reacts: next };
}
