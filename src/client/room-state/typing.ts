/** The members who are typing. */

import type { TypingFrame } from '../../protocol/frames.ts';
import type { StateDraft } from './state-draft.ts';

/** Twice the interval at which a client that is still typing repeats the signal. */
const TYPING_SHOWN_MS = 6_000;

export function applyTyping(draft: StateDraft, { from, fromId }: TypingFrame, { nowMs }: { nowMs: number }): void {
  const until = nowMs + TYPING_SHOWN_MS;
  draft.set({ typing: new Map(draft.state.typing).set(fromId, { name: from, until }) });
}

/** A member sent an event or left, so it is no longer typing. */
export function stopTyping(draft: StateDraft, id: string): void {
  if (!draft.state.typing.has(id)) return;
  const typing = new Map(draft.state.typing);
  typing.delete(id);
  draft.set({ typing });
}
