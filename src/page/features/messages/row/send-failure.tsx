/** The reason and the buttons under a message that was refused or is waiting. */

import { useComputed } from '@preact/signals';
import type { Link, Outgoing } from '../../../../client/index.ts';
import { retry } from '../../../../client/outbox/retry-failed.ts';
import { sendsAtMs } from '../../../state/posting-limits.ts';
import type { Room } from '../../../state/room.ts';
import { isOut } from '../../../state/room-access.ts';
import { copyText } from '../../../ui/copy-text.ts';
import { MoreIcon } from '../../../ui/more-icon.tsx';
import { useSecondsTo } from '../../../ui/seconds.ts';
import { useOwnSilencedUntil } from '../../../ui/use-own-silenced-until.ts';
import { words as uiWords } from '../../../ui/words.ts';
import { moreCommon } from '../../../words/common.ts';
import { reason } from '../../../words/reason.ts';
import { edit, editable } from '../../composer/editing.ts';
import { mayTakeBack, takeBack } from '../../composer/restore-message.ts';
import { whyEnded } from '../../connection/ended.tsx';
import type { EditChange, MessageChange } from '../list/rows.ts';
import { textOf } from '../tools/item-kinds.ts';
import { words } from '../words.ts';
import { refusedText } from './refused-changes.ts';

/** Permanent refusals: retrying the same message would be refused again. */
const LASTING: ReadonlySet<string> = new Set(['too_large', 'bad_text', 'not_found', 'forbidden']);

interface Refused {
  /** The reason, as the end of a sentence. In the past tense if it no longer holds. */
  why: string;
  /** Whether retrying can't succeed: the refusal is permanent, or the reader is silenced or outside the room. */
  isFutile: boolean;
}

function useRefused(room: Room, error: Outgoing['error']): Refused {
  const isSilenced = useOwnSilencedUntil(room) !== undefined;
  const { value: isOutside } = useComputed(() => isOut(room));
  if (!error) return { why: '', isFutile: isOutside };
  const { code } = error;
  const holds = isOutside || (code === 'muted' && isSilenced);
  const over = holds ? undefined : words.value.refusalsOver[code];
  return { why: over ?? reason(error), isFutile: holds || LASTING.has(code) };
}

/** The reason and the buttons under a message that was refused. */
export function Failure({ outgoing, room }: { outgoing: Outgoing; room: Room }) {
  const { value: texts } = words;
  const { id, error } = outgoing;
  const { value: client } = room.client;
  const { why, isFutile } = useRefused(room, error);
  return (
    <div class="failure">
      <p role="alert">
        <MoreIcon name="warn" />
        {texts.notSent(why)}
      </p>
      {!isFutile && (
        <button type="button" onClick={() => client && retry(client, id)}>
          {texts.retry}
        </button>
      )}
      <TakeBack room={room} outgoing={outgoing} label={texts.takeBack} />
      <CopyButton text={textOf(outgoing)} />
      <button type="button" onClick={() => client?.discard(id)}>
        {texts.discard}
      </button>
    </div>
  );
}

/** The reason and the buttons under a message whose change was refused. The message shows its stored text. */
export function ChangeFailure({ change, room }: { change: MessageChange; room: Room }) {
  const { value: texts } = words;
  const { id, type, error } = change;
  const { value: client } = room.client;
  const { why, isFutile } = useRefused(room, error);
  return (
    <div class="failure">
      <p role="alert">
        <MoreIcon name="warn" />
        {refusedText(type, why, error?.code ?? '')}
      </p>
      {!isFutile && (
        <button type="button" onClick={() => client && retry(client, id)}>
          {texts.retry}
        </button>
      )}
      <button type="button" onClick={() => client?.discard(id)}>
        {uiWords.value.dismiss}
      </button>
    </div>
  );
}

/** The reason and the buttons under a message that is waiting. Empty if it is about to be sent. */
export function Waiting({ room, pending }: { room: Room; pending: Outgoing | EditChange }) {
  const { value: texts } = words;
  const { id, data, error, first } = pending;
  const { value: client } = room.client;
  const link = room.state.value?.link;
  const isEdit = pending.type === 'edit';
  const text = pending.type === 'edit' ? data : textOf(pending);
  const { value: atMs } = useComputed(() => {
    const { value: state } = room.state;
    if (state?.link.status !== 'live') return undefined;
    return isEdit ? error?.retryAtMs : sendsAtMs(state, id);
  });
  const why = whyItWaits(link, error);
  if (why === undefined && atMs === undefined) return null;
  return (
    <div class="failure waiting">
      <p>{atMs === undefined ? why : <Countdown atMs={atMs} error={error} />}</p>
      {!isEdit && <TakeBack room={room} outgoing={pending} label={texts.edit} />}
      {!isEdit && editable(room, id) !== undefined && (
        <button type="button" onClick={() => edit(room, id)}>
          {texts.edit}
        </button>
      )}
      <CopyButton text={text} />
      {/* The room may already have a sent message, and will say so. */}
      {(!first || error || isOut(room)) && (
        <button type="button" onClick={() => client?.discard(id)}>
          {isEdit ? uiWords.value.undo : texts.discard}
        </button>
      )}
    </div>
  );
}

/** Why a waiting message can't be sent now; `undefined` if it can. */
function whyItWaits(link: Link | undefined, error: Outgoing['error']): string | undefined {
  const { value: texts } = words;
  switch (link?.status) {
    case 'stopped':
      return texts.notSent(whyEnded(link));
    case 'live':
      return error && texts.sendsLater(error.code);
    case 'connecting':
      return link.attempt > 1 ? moreCommon.value.waitsForLine : undefined;
    case 'waiting':
      return moreCommon.value.waitsForLine;
    default:
      return undefined;
  }
}

/** Why the message waits, and how long. */
function Countdown({ atMs, error }: { atMs: number; error: Outgoing['error'] }) {
  const seconds = useSecondsTo(atMs);
  return <>{words.value.sendsLater(error?.code, seconds)}</>;
}

/** Returns the text to the composer, if the composer is available. */
function TakeBack({ room, outgoing, label }: { room: Room; outgoing: Outgoing; label: string }) {
  if (!useComputed(() => mayTakeBack(room, outgoing)).value) return null;
  return (
    <button type="button" onClick={() => takeBack(room, outgoing)}>
      {label}
    </button>
  );
}

function CopyButton({ text }: { text: string }) {
  return (
    <button type="button" onClick={() => copyText(text, uiWords.value.textCopied)}>
      {words.value.copy}
    </button>
  );
}
