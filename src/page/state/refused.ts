/** Tells of settings and acts of moderation that the room refused: there is no row where it would stand. */

import { effect } from '@preact/signals';
import { more } from '../words/more.ts';
import { rooms } from './rooms.ts';
import { toast } from './toast.ts';

export function startTellingRefusals(): void {
  effect(() => {
    for (const { state, client } of rooms.value)
      for (const { id, type, status, error } of state.value?.changes ?? []) {
        if (status !== 'failed' || (type !== 'set' && type !== 'mod')) continue;
        const { notChanged, refusedActs } = more.peek();
        toast(notChanged[type](error ? (refusedActs[error.code] ?? error.text) : ''));
        client.peek()?.discard(id);
      }
  });
}
