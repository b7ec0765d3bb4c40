/** The requests that commands make to the room. A command that fails stays in the field, with the reason. */

import type { ChangeResult } from '../../../client/index.ts';
import type { ModRequest } from '../../../protocol/events/mod.ts';
import type { Settings } from '../../../protocol/shared.ts';
import type { Room } from '../../state/room.ts';
import { moreCommon } from '../../words/common.ts';
import { reason } from '../../words/reason.ts';
import { notDone } from '../moderation/refusals.ts';
import type { Outcome } from './command.ts';
import { words } from './words.ts';

/** @param result `undefined` without a client to ask with */
export function requested(result: ChangeResult | undefined, kind: 'set' | 'mod'): Outcome {
  if (result?.ok) return { ok: true, asked: result };
  return { ok: false, why: result ? notDone(kind, reason(result)) : moreCommon.peek().offline };
}

export function moderate({ client }: Room, request: ModRequest): Outcome {
  return requested(client.peek()?.moderate(request), 'mod');
}

export function changeSettings(room: Room, settings: Partial<Pick<Settings, 'topic' | 'slow'>>): Outcome {
  const now = room.state.peek()?.settings;
  const { topic = now?.topic, slow = now?.slow } = settings;
  if (topic === now?.topic && slow === now?.slow) return unchanged();
  return requested(room.client.peek()?.set(settings), 'set');
}

/** A setting that has the wanted value already is not set again: the room would tell everybody of it. */
export function unchanged(): Outcome {
  return { ok: false, why: words.peek().isSoAlready };
}
