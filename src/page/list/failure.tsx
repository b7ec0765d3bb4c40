/** What was refused: why, and what can be done about it. */

import { useState } from 'preact/hooks';
import type { Change, Outgoing, RoomClient } from '../../client/index.ts';
import { Icon } from '../parts/icon.tsx';
import { words } from '../words/index.ts';

/** A message that wasn't sent. */
export function Failure({ outgoing, client }: { outgoing: Outgoing; client: RoomClient | undefined }) {
  const [copied, setCopied] = useState(false);
  const { value: say } = words;
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
        <Icon name="warn" />
        {say.notSent(error ? reason(error) : '')}
      </p>
      <button type="button" onClick={() => client?.retry(id)}>
        {say.retry}
      </button>
      <button type="button" onClick={copy}>
        {copied ? say.copied : say.copy}
      </button>
      <button type="button" onClick={() => client?.discard(id)}>
        {say.discard}
      </button>
    </div>
  );
}

/** A change of a message that wasn't stored: the message shows as it is for the others. */
export function ChangeFailure({ change, client }: { change: Change; client: RoomClient | undefined }) {
  const { value: say } = words;
  const { id, type, error } = change;
  return (
    <div class="failure">
      <p role="alert">
        <Icon name="warn" />
        {say.notChanged[type](error ? reason(error) : '')}
      </p>
      <button type="button" onClick={() => client?.retry(id)}>
        {say.retry}
      </button>
      <button type="button" onClick={() => client?.discard(id)}>
        {say.dismiss}
      </button>
    </div>
  );
}

/** Why, in the reader's language, or else in the server's words. */
export function reason({ code, text }: { code: string; text: string }): string {
  return words.value.refusals[code] ?? text;
}
