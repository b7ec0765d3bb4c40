/** What was refused, or has to wait: why, and what can be done about it. */

import type { Change, Link, Outgoing, RoomClient } from '../../client/index.ts';
import { MoreIcon } from '../parts/more-icon.tsx';
import { edit } from '../state/actions.ts';
import type { Room } from '../state/room.ts';
import { copyText } from '../state/toast.ts';
import { reason, words } from '../words/index.ts';
import { more } from '../words/more.ts';
import type { EditChange } from './rows.ts';

/** A message that wasn't sent. */
export function Failure({ outgoing, client }: { outgoing: Outgoing; client: RoomClient | undefined }) {
  const { value: also } = more;
  const { id, data, error } = outgoing;
  return (
    <div class="failure">
      <p role="alert">
        <MoreIcon name="warn" />
        {also.notSent(error ? reason(error) : '')}
      </p>
      <button type="button" onClick={() => client?.retry(id)}>
        {also.retry}
      </button>
      <CopyButton text={data} />
      <button type="button" onClick={() => client?.discard(id)}>
        {also.discard}
      </button>
    </div>
  );
}

/** A change of a message that wasn't stored: the message shows as it is for the others. */
export function ChangeFailure({ change, client }: { change: Change; client: RoomClient | undefined }) {
  const { value: also } = more;
  const { id, type, error } = change;
  return (
    <div class="failure">
      <p role="alert">
        <MoreIcon name="warn" />
        {also.notChanged[type](error ? reason(error) : '')}
      </p>
      <button type="button" onClick={() => client?.retry(id)}>
        {also.retry}
      </button>
      <button type="button" onClick={() => client?.discard(id)}>
        {also.dismiss}
      </button>
    </div>
  );
}

/** What waits to be sent: for what, and what can be done with it meanwhile. Nothing where it is about to go out. */
export function Waiting({ room, pending }: { room: Room; pending: Outgoing | EditChange }) {
  const { value: also } = more;
  const { id, data, error, first } = pending;
  const { value: client } = room.client;
  const link = room.state.value?.link;
  const why = whyItWaits(link, error);
  if (why === undefined) return null;
  const isEdit = 'type' in pending && pending.type === 'edit';
  return (
    <div class="failure waiting">
      <p>{why}</p>
      {!isEdit && !first && link?.status !== 'stopped' && (
        <button type="button" onClick={() => edit(room, id)}>
          {also.edit}
        </button>
      )}
      <CopyButton text={data} />
      {/* The room may have what went out, and will tell. */}
      {(!first || error || link?.status === 'stopped') && (
        <button type="button" onClick={() => client?.discard(id)}>
          {isEdit ? also.undo : also.discard}
        </button>
      )}
    </div>
  );
}

/** Why what waits can't go out now; `undefined` if it can. */
function whyItWaits(link: Link | undefined, error: Outgoing['error']): string | undefined {
  const { value: also } = more;
  switch (link?.status) {
    case 'stopped':
      return also.notSent(also.ends[link.code] ?? (link.reason || also.ended));
    case 'live':
      return error && also.triesAgain(reason(error));
    case 'connecting':
      return link.attempt > 1 ? also.waitsForLine : undefined;
    case 'waiting':
      return also.waitsForLine;
    default:
      return undefined;
  }
}

function CopyButton({ text }: { text: string }) {
  return (
    <button type="button" onClick={() => copyText(text, words.value.textCopied)}>
      {words.value.copy}
    </button>
  );
}
