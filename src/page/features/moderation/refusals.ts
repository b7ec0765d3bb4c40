/** Reports the outcome of settings and moderation actions, which have no row of their own. */

import { effect } from '@preact/signals';
import type { Change, ChangeResult } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { rooms } from '../../state/rooms.ts';
import { toast } from '../../ui/toast.ts';
import { reason, whyNotQueued } from '../../words/reason.ts';
import { words } from './words.ts';

/** Receives the reason for a refusal, or `undefined` if the change was made. */
type OnAnswer = (why: string | undefined) => void;

/** Listeners for the outcome of a change, by its id. All other outcomes are shown in a toast. */
const asking = new Map<string, OnAnswer>();

export function startTellingRefusals(): void {
  effect(() => {
    for (const { state, client } of rooms.value)
      for (const change of state.value?.changes ?? []) {
        const { id, type, status } = change;
        if (status !== 'failed' || (type !== 'set' && type !== 'mod')) continue;
        (asking.get(id) ?? toast)(notDone(type, whyRefused(change)));
        client.peek()?.discard(id);
      }
  });
}

/** Says that a setting wasn't changed, or that a moderation action failed. `why` is the end of the sentence. */
export function notDone(type: 'set' | 'mod', why: string): string {
  return words.peek().notChanged[type](why);
}

/** Why the room refused the change, in words for readers. The room's own text is for programmers. */
function whyRefused({ type, error }: Change): string {
  const { refusedActs, badAct } = words.peek();
  if (type === 'mod' && error?.code === 'bad_request') return badAct;
  return error ? (refusedActs[error.code] ?? reason(error)) : '';
}

/**
 * Calls `onAnswer` once with the outcome of a change that was just requested. Without a connection, that takes until there
 * is one.
 * @returns the function that cancels this. A refusal is shown in a toast from then on
 */
export function whenAnswered(room: Room, result: ChangeResult | undefined, onAnswer: OnAnswer): () => void {
  const client = room.client.peek();
  if (!client || !result?.ok) {
    onAnswer(whyNotQueued(result?.ok ? undefined : result));
    return () => {};
  }
  const { id } = result;
  const tell: OnAnswer = (why) => {
    end();
    onAnswer(why);
  };
  // A refused change stays in the state until its refusal has been reported.
  const unsubscribe = client.on('state', () => {
    if (!client.state.changes.some((change) => change.id === id)) tell(undefined);
  });
  const end = (): void => {
    asking.delete(id);
    unsubscribe();
  };
  asking.set(id, tell);
  return end;
}
