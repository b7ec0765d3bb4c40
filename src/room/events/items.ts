/** What all kinds of items share: how changes apply, how their state is stored, and how history shows them. */

import type { ItemBase } from '../../protocol/events/parts.ts';
import { isListed, type Kind, type ListedKind, traitsOf } from '../../protocol/events/traits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import type { SessionRef } from '../../protocol/session-ref.ts';
import type { ItemState, Stored } from './body.ts';
import type { ItemChange } from './contract.ts';
import type { Present } from './present.ts';

interface ItemBody {
  readonly text: string;
  readonly state: ItemState | null;
}

/** The item that an event would change, in its current state. */
export function targetOf(kind: Kind, ref: number | null, present: Pick<Present, 'get'>): Stored<ListedKind> | Refusal {
  const target = ref === null ? undefined : present.get(ref);
  if (!target || !isListed(target) || target.body.state?.gone || !traitsOf(target.kind).takes.includes(kind))
    return refuse('not_found', '"ref" must be the seq of a stored message that has not been deleted.');
  return target;
}

/** The text and state of an item after a change. A deleted item keeps nothing. */
export function changedBody({ text, state }: ItemBody, change: ItemChange): ItemBody {
  if ('gone' in change) return { text: '', state: change };
  if ('text' in change) return { text: change.text, state: { ...state, edited: change.edited } };
  const { reacts: _, ...rest } = state ?? {};
  return { text, state: change.reacts === undefined ? rest : { ...rest, reacts: change.reacts } };
}

export function encodeState(state: ItemState | null): string | null {
  return state && JSON.stringify(state);
}

/** @throws if the JSON is not the state of an item */
export function decodeState<S extends ItemState>(json: string | null): S | null {
  if (json === null) return null;
  const state: S | null = JSON.parse(json);
  if (state !== null && !(typeof state === 'object' && Object.values(state.reacts ?? {}).every(Array.isArray)))
    throw new Error('the state of an item is missing');
  return state;
}

/**
 * The common fields of an item in history.
 * @param asker the requesting session, which gets the `id` of its own items
 */
export function itemFields(
  { seq, name, member, sessionTag, clientEventId, ts, ref }: Stored<ListedKind>,
  { text, state }: ItemBody,
  asker?: SessionRef,
): ItemBase {
  const isOwn = asker !== undefined && member === asker.memberId && sessionTag === asker.sessionTag;
  return {
    seq,
    ...(isOwn && clientEventId !== null ? { id: clientEventId } : {}),
    from: name,
    fromId: member,
    data: text,
    ts,
    ...(ref === null ? {} : { re: ref }),
    ...(state?.edited === undefined ? {} : { edited: state.edited }),
    ...(state?.gone ? { gone: true } : {}),
    ...(state?.reacts ? { reacts: state.reacts } : {}),
  };
}
