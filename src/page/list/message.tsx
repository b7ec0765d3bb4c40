/** One message, stored or on its way. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Message, Outgoing, RoomClient } from '../../client/index.ts';
import { Icon } from '../parts/icon.tsx';
import { Face, Name } from '../parts/person.tsx';
import { hueOf } from '../state/person.ts';
import { MessageText } from '../text/view.tsx';
import { clockTime, fullTime } from '../words/format.ts';
import { words } from '../words/index.ts';

interface FrameProps {
  rowKey: string;
  author: { id: string; name: string };
  ts: number;
  first: boolean;
  kind?: string;
  children: ComponentChildren;
}

/** What stands around a text: who and when on the first of a group, only when, on the edge, on the others. */
function MessageFrame({ rowKey, author, ts, first, kind = '', children }: FrameProps) {
  const time = (
    <time dateTime={new Date(ts).toISOString()} title={fullTime(ts)}>
      {clockTime(ts)}
    </time>
  );
  return (
    <li data-key={rowKey}>
      <article class={`message ${first ? 'first' : ''} ${kind}`}>
        {first ? <Face id={author.id} name={author.name} /> : <span class="edge">{time}</span>}
        <div class="body">
          {first ? (
            <header class="author" style={{ '--h': hueOf(author.id) }}>
              <Name name={author.name} />
              {time}
            </header>
          ) : (
            <span class="sr">
              <bdi>{author.name}</bdi>:{' '}
            </span>
          )}
          {children}
        </div>
      </article>
    </li>
  );
}

interface MessageRowProps {
  message: Message;
  first: boolean;
  /** The last own one: says that it has arrived. */
  receipt: boolean;
}

/** A stored message. Renders again only when one of its properties, or the language, changed. */
export function MessageRow({ message, first, receipt }: MessageRowProps) {
  const { seq, from, fromId, data, ts, edited, gone } = message;
  const { value: say } = words;
  return (
    <MessageFrame rowKey={`m${seq}`} author={{ id: fromId, name: from }} ts={ts} first={first}>
      {gone ? <p class="gone">{say.deleted}</p> : <MessageText text={data} />}
      {edited !== undefined && !gone && (
        <span class="mark" title={fullTime(edited)}>
          {say.edited}
        </span>
      )}
      {receipt && (
        <span class="mark margin receipt" title={say.sent}>
          <Icon name="check" />
          <span class="sr">{say.sent}</span>
        </span>
      )}
    </MessageFrame>
  );
}

interface OutgoingRowProps {
  outgoing: Outgoing;
  first: boolean;
  authorId: string;
  authorName: string;
  client: RoomClient | undefined;
}

/** A message that isn't stored yet. */
export function OutgoingRow({ outgoing, first, authorId, authorName, client }: OutgoingRowProps) {
  const { id, data, createdMs, status } = outgoing;
  return (
    <MessageFrame
      rowKey={`o${id}`}
      author={{ id: authorId, name: authorName }}
      ts={createdMs}
      first={first}
      kind={status}
    >
      <MessageText text={data} />
      {status === 'failed' ? (
        <Failure outgoing={outgoing} client={client} />
      ) : (
        <>
          <span class="mark margin pending" title={words.value.sending}>
            <Icon name="clock" />
            <span class="sr">{words.value.sending}</span>
          </span>
          {outgoing.error && <p class="mark">{words.value.triesAgain(reason(outgoing.error))}</p>}
        </>
      )}
    </MessageFrame>
  );
}

function Failure({ outgoing, client }: { outgoing: Outgoing; client: RoomClient | undefined }) {
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

function reason({ code, text }: { code: string; text: string }): string {
  return words.value.refusals[code] ?? text;
}
