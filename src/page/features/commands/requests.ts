/** The requests that commands make to the room. A command that fails stays in the field, together with the reason. */

import type { ChangeResult } from '../../../client/index.ts';
import type { ModRequest } from '../../../protocol/events/mod.ts';
import type { Settings } from '../../../protocol/settings.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import { moreCommon } from '../../words/common.ts';
import { reason } from '../../words/reason.ts';
import { notDone } from '../moderation/refusals.ts';
import type { Outcome } from './command.ts';
import { words } from './words.ts';

/**
 * The outcome of a request.
 * @param result `undefined` if there was no client to ask
 */
export function requested(result: ChangeResult | undefined, kind: 'set' | 'mod'): Outcome {
  if (result?.ok) return { ok: true, asked: result };
  return { ok: false, why: result ? notDone(kind, reason(result)) : moreCommon.peek().offline };
}

export function moderate(room: Room, request: ModRequest): Outcome {
  return requested(submitTo(room, 'mod', request), 'mod');
}

export function changeSettings(room: Room, settings: Partial<Pick<Settings, 'topic' | 'slow'>>): Outcome {
  const now = room.state.peek()?.settings;
  const { topic = now?.topic, slow = now?.slow } = settings;
  if (topic === now?.topic && slow === now?.slow) return unchanged();
  return requested(submitTo(room, 'set', settings), 'set');
}

/**
 * The outcome of a command that would change nothing. It isn't sent, because the room would announce it to everybody.
 */
export function unchanged(): Outcome {
  return { ok: false, why: words.peek().isSoAlready };
}
