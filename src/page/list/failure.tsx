/** What was refused: why, and what can be done about it. */

import { useState } from 'preact/hooks';
import type { Change, Outgoing, RoomClient } from '../../client/index.ts';
import { MoreIcon } from '../parts/more-icon.tsx';
import { reason, words } from '../words/index.ts';
import { more } from '../words/more.ts';

/** A message that wasn't sent. */
export function Failure({ outgoing, client }: { outgoing: Outgoing; client: RoomClient | undefined }) {
  const [copied, setCopied] = useState(false);
  const { value: say } = words;
  const { value: also } = more;
  const { id, data, error } = outgoing;
  const copy = (): void => {
    navigator.clipboard?.writeText(data).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div class="failure">
      <p role="alert">
        <MoreIcon name="warn" />
        {also.notSent(error ? reason(error) : '')}
      </p>
      <button type="button" onClick={() => client?.retry(id)}>
        {also.retry}
      </button>
      <button type="button" onClick={copy}>
        {copied ? also.copied : say.copy}
      </button>
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

/** A message that will be sent again. */
export function Waits({ error }: { error: NonNullable<Outgoing['error']> }) {
  return <p class="mark">{more.value.triesAgain(reason(error))}</p>;
}
