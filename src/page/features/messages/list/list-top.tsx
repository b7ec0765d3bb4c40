/** The part of the list above its rows. */

import type { VNode } from 'preact';
import type { RoomState } from '../../../../client/room-state/state.ts';
import { firstWords } from '../words.first.ts';
import { late } from './late-parts.ts';
import { isUnanswered } from './placement.ts';
import type { Rows } from './rows.ts';

/** Renders as part of the list, not on its own, because both must agree about where the room begins. */
export function listTop(name: string, state: RoomState | undefined, { rows, more }: Rows): VNode {
  const { value: texts } = firstWords;
  const { value: lateTexts } = late.value?.words ?? {};
  const isEntering = !state || (!state.self && isUnanswered(state.link));
  // A client that has just been welcomed doesn't know yet how much history the room has.
  const begins = !isEntering && state.self && !state.hasOlder && !more.above;
  return (
    <div class="top">
      {isEntering && rows.length === 0 && <p class="wait">{texts.entering}</p>}
      {state?.loadingOlder && <p class="wait">{lateTexts?.loadingOlder}</p>}
      {begins && (
        <p class="begins">
          <strong>{texts.roomBegins(name)}</strong>
          {state.messages.length === 0 && state.outbox.length === 0 && <span>{lateTexts?.empty}</span>}
        </p>
      )}
    </div>
  );
}
