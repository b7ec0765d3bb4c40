/** Composes requests for events of all kinds. Only messages are needed at once, so a page can load the rest later. */

import type { ModRequest } from '../../protocol/events/mod.ts';
import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import { SLOW_SECONDS, TOPIC_CHARS } from '../../protocol/limits.ts';
import { oneEmoji } from '../../protocol/one-emoji.ts';
import { cleanTopic, codePoints } from '../../protocol/text.ts';
import { messageAt } from '../room-state/messages.ts';
import type { SettingsChange } from '../room-state/state.ts';
import { messageText, NO_MESSAGE, refuse, type TextCode } from './checks.ts';
import type { Intent } from './content.ts';
import type { ComposeEvent, Refused, VisibleState } from './contract.ts';
import { composeMessage } from './msg.ts';

/**
 * The room validates the options. `cleanOptions` (protocol/events/poll-options.ts) can check them beforehand.
 * @param asked.many a member may choose several options
 */
const poll: ComposeEvent<'poll', { text: string; options: string[]; many?: boolean }, TextCode> = (
  { text, options, many },
  { limits },
) => {
  const data = messageText(text, limits);
  return typeof data === 'string' ? { type: 'poll', data, options, ...(many && { many }) } : data;
};

const edit: ComposeEvent<'edit', { ref: number; text: string }, TextCode | 'not_found' | 'forbidden'> = (
  { ref, text },
  shown,
) => {
  const data = messageText(text, shown.limits);
  if (typeof data !== 'string') return data;
  const author = messageAt(shown.messages, ref)?.fromId;
  if (author !== undefined && author !== shown.self?.id)
    return refuse('forbidden', 'Only the author of a message may edit it.');
  return noTarget(shown, ref) ?? { type: 'edit', ref, data, refEpoch: shown.epoch };
};

const remove: ComposeEvent<'delete', { ref: number }, 'not_found'> = ({ ref }, shown) =>
  noTarget(shown, ref) ?? { type: 'delete', ref, refEpoch: shown.epoch };

/** @param asked.on whether to add the reaction rather than remove it */
const react: ComposeEvent<'react', { ref: number; emoji: string; on: boolean }, 'not_found' | 'bad_request'> = (
  { ref, emoji, on },
  shown,
) => {
  const data = oneEmoji(emoji);
  if (data === undefined) return refuse('bad_request', 'A reaction must be a single emoji.');
  return noTarget(shown, ref) ?? { type: 'react', ref, data, refEpoch: shown.epoch, ...(on ? {} : { off: true }) };
};

/** @param asked.choice options by their positions from 0. An empty list takes the vote back */
const vote: ComposeEvent<'vote', { ref: number; choice: number[] }> = ({ ref, choice }, { epoch }) => ({
  type: 'vote',
  ref,
  choice,
  refEpoch: epoch,
});

const close: ComposeEvent<'close', { ref: number }> = ({ ref }, { epoch }) => ({ type: 'close', ref, refEpoch: epoch });

const set: ComposeEvent<'set', SettingsChange, 'too_large' | 'bad_request'> = (change) => {
  const { slow = 0, locked = false, key } = change;
  const topic = cleanTopic(change.topic ?? '');
  if (codePoints(topic) > TOPIC_CHARS)
    return refuse('too_large', `A topic can have at most ${TOPIC_CHARS} characters.`);
  if (!(Number.isInteger(slow) && slow >= 0 && slow <= SLOW_SECONDS))
    return refuse('bad_request', `Slow mode must be 0 to ${SLOW_SECONDS} seconds.`);
  if (locked !== (key !== undefined))
    return refuse('bad_request', 'Send "locked":true and a "key" together, or neither of them.');
  return { type: 'set', data: { ...change, ...(change.topic === undefined ? {} : { topic }) } };
};

const mod: ComposeEvent<'mod', ModRequest> = (data) => ({ type: 'mod', data });

/** A missing kind is a compile error. */
const COMPOSERS = { msg: composeMessage, poll, edit, delete: remove, react, vote, close, set, mod };

type Compose<K extends Kind> = (typeof COMPOSERS)[K];
// COMPOSERS as `compose` sees it: a map in which TypeScript can look up a generic kind.
type Composers = { readonly [K in Kind]: (asked: Asked[K], shown: VisibleState) => Intent | Refused<Code[K]> };

/** The input from which an event of each kind is composed. */
export type Asked = { [K in Kind]: Parameters<Compose<K>>[0] };
/** The codes of refusals before anything is queued. */
type Code = { [K in Kind]: Extract<ReturnType<Compose<K>>, Refused>['code'] };

/** The result of a request: queued under an id, or refused before it was queued. */
export type Submitted<K extends Kind> = { ok: true; id: string } | Refused<Code[K]>;
export type SendResult = Submitted<ListedKind>;
/** `on_its_way`: the message may be stored by now, and can be edited once it is acknowledged. */
export type ChangeResult = Submitted<Kind> | Refused<'on_its_way'>;

/** Returns what to queue for a request, or why no server would accept it. */
export function compose<K extends Kind>(kind: K, asked: Asked[K], shown: VisibleState): Intent | Refused<Code[K]> {
  const composers: Composers = COMPOSERS;
  return composers[kind](asked, shown);
}

/** Why the message `ref` can't be changed. For a message that isn't loaded, only the room can tell. */
function noTarget(shown: VisibleState, ref: number): Refused<'not_found'> | undefined {
  const { epoch, head } = shown;
  const possible = epoch !== '' && Number.isInteger(ref) && ref >= 1 && ref <= head;
  if (possible && !messageAt(shown.messages, ref)?.gone) return undefined;
  return refuse('not_found', NO_MESSAGE);
}
