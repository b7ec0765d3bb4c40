/** A message row, stored or still being sent. */

import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Message, Outgoing } from '../../../../client/index.ts';
import { isModerating, type Role } from '../../../../protocol/roles.ts';
import { hueOf } from '../../../state/hue-in-open-room.ts';
import { late as lateState } from '../../../state/late-parts.ts';
import { shownName } from '../../../state/member-appearance.ts';
import type { Room } from '../../../state/room.ts';
import { isOut } from '../../../state/room-access.ts';
import { hasAt } from '../../../text/mention-signs.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Face, Name } from '../../../ui/person.tsx';
import { common } from '../../../words/common.first.ts';
import { clockTime } from '../../../words/format.ts';
import { Reactions } from '../../reactions/reactions.tsx';
import type { EditChange, MessageChange } from '../list/rows.ts';
import { goToMessage } from '../list/shown-list.ts';
import { firstWords } from '../words.first.ts';
import { itemContent } from './item-content.tsx';
import { late } from './late-parts.ts';
import { ReplyQuote } from './reply-quote.tsx';

interface FrameProps {
  rowKey: string;
  author: { id: string; name: string; role?: Role | undefined };
  ts: number;
  first: boolean;
  /** Formats `ts` beside the name. */
  format?: ((ts: number) => string) | undefined;
  kind?: string;
}

/**
 * The frame around a message: author and time on the first message of a group, and only the time, in the margin, on the
 * others. A function and not a component, like everything in each row, because components cost memory, and time when
 * the room opens.
 */
function framed(children: ComponentChildren, props: FrameProps): VNode {
  const { rowKey, author, ts, first, format = clockTime, kind = '' } = props;
  const time = <time dateTime={new Date(ts).toISOString()}>{(first ? format : clockTime)(ts)}</time>;
  return (
    <li data-key={rowKey}>
      <article class={`message ${first ? 'first' : ''} ${kind}`} tabIndex={-1}>
        {first ? <Face id={author.id} name={author.name} /> : <span class="edge">{time}</span>}
        <div class="body">
          {first ? (
            <header class="author hued" style={{ '--h': hueOf(author.id) }}>
              <Name name={author.name} told />
              {isModerating(author.role) && <small class="role">{common.value.roles[author.role]}</small>}
              {time}
            </header>
          ) : (
            <span class="sr">
              <bdi>{shownName(author.name)}</bdi>:{' '}
            </span>
          )}
          {children}
        </div>
      </article>
    </li>
  );
}

interface MessageRowProps {
  room: Room;
  message: Message;
  first: boolean;
  /** Whether this is the reader's last message, which shows that it has arrived. */
  receipt: boolean;
  /** The message that this one replies to, if it is loaded. */
  quoted: Message | undefined;
  /** A refused change of the message. */
  failure: MessageChange | undefined;
  /** An edit of the message that isn't stored yet. */
  waiting: EditChange | undefined;
  /** The reader's id and name. */
  selfId: string | undefined;
  selfName: string | undefined;
  /** Whether the message is highlighted, because the reader went to it. */
  lit: boolean;
  /** Whether the reader has muted its author. */
  hidden: boolean;
  /** The author's role, if the author is present. */
  role: Role | undefined;
}

/** A stored message. It renders again only when one of its properties or the language changes. */
export function MessageRow(props: MessageRowProps) {
  const { room, message, first, receipt, quoted, failure, waiting, selfId, selfName, lit, hidden, role } = props;
  const { seq, from, fromId, data, ts, edited, gone, re, reacts } = message;
  const { value: texts } = firstWords;
  // Only the few rows that need the late part read it, so that no others render again when it loads.
  const parts = hidden || failure || waiting ? late.value : undefined;
  const [isShown, setShown] = useState(false);
  // Members change more often than mentions do, so the names are read once and not tracked.
  const here = hasAt(data) || re !== undefined ? room.state.peek() : undefined;
  const isCalled = here && lateState.value?.callsMe(message, here);
  const kind = `${lit ? 'lit' : ''} ${isCalled ? 'called' : ''}`;
  if (hidden && !isShown && !gone)
    return framed(parts ? <parts.HiddenMessage show={() => setShown(true)} /> : <p class="gone">{'\u00a0'}</p>, {
      rowKey: `m${seq}`,
      author: { id: fromId, name: from },
      ts,
      first,
      kind: 'hushed',
    });
  const content = (
    <>
      {re !== undefined && !gone && <ReplyQuote message={quoted} go={() => goToMessage(re)} />}
      {gone ? (
        <p class="gone">{common.value.deleted}</p>
      ) : (
        itemContent({
          room,
          item: message,
          text: data,
          author: from,
          plain: here && late.value?.mentionsIn(here, selfName),
          edited,
          waits: waiting !== undefined,
        })
      )}
      {reacts && <Reactions room={room} seq={seq} reacts={reacts} selfId={selfId} />}
      {failure && parts && <parts.ChangeFailure change={failure} room={room} />}
      {waiting && parts && <parts.Waiting room={room} pending={waiting} />}
      {waiting && <Pending room={room} />}
      {receipt && !waiting && !gone && (
        <span class="mark margin receipt" title={texts.sent}>
          <Icon name="check" />
          <span class="sr">{texts.sent}</span>
        </span>
      )}
    </>
  );
  return framed(content, { rowKey: `m${seq}`, author: { id: fromId, name: from, role }, ts, first, kind });
}

/** Shows that something is being sent, if that takes long and may still succeed. */
function Pending({ room }: { room: Room }) {
  const { value: texts } = firstWords;
  if (isOut(room)) return null;
  return (
    <span class="mark margin pending" title={texts.sending}>
      <Icon name="clock" />
      <span class="sr">{texts.sending}</span>
    </span>
  );
}

interface OutgoingRowProps {
  outgoing: Outgoing;
  first: boolean;
  quoted: Message | undefined;
  authorId: string;
  authorName: string;
  room: Room;
}

/** A message that isn't stored yet. */
export function OutgoingRow({ outgoing, first, quoted, authorId, authorName, room }: OutgoingRowProps) {
  const { id, data, createdMs, status, re } = outgoing;
  const { value: parts } = late;
  const content = (
    <>
      {re !== undefined && <ReplyQuote message={quoted} go={() => goToMessage(re)} />}
      {itemContent({ room, item: outgoing, text: data, author: authorName })}
      {status === 'failed'
        ? parts && <parts.Failure outgoing={outgoing} room={room} />
        : [<Pending key="mark" room={room} />, parts && <parts.Waiting key="why" room={room} pending={outgoing} />]}
    </>
  );
  const author = { id: authorId, name: authorName };
  // No day divider applies to unsent messages.
  return framed(content, { rowKey: `o${id}`, author, ts: createdMs, first, format: parts?.endTime, kind: status });
}
