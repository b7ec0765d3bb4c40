/** The dialog that shows a message with its neighbours if it is too far up to scroll to. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../../../client/index.ts';
import { request } from '../../../../client/questions/request.ts';
import { muted } from '../../../state/muted.ts';
import type { Room } from '../../../state/room.ts';
import { limitMarks } from '../../../text/combining-marks.ts';
import { closeOverlay } from '../../../ui/close-overlay.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Face, Name } from '../../../ui/person.tsx';
import { common } from '../../../words/common.first.ts';
import { dayAndTime } from '../../../words/short-format.ts';
import { contextDialog } from '../overlays.ts';
import { HiddenMessage } from '../row/hidden-message.tsx';
import { MessageText } from '../row/message-text.tsx';
import { linesBelow } from '../tools/item-kinds.ts';
import { words } from '../words.ts';

/** The number of messages shown before the message `seq`, and the number shown in total. */
const BEFORE = 8;
const SHOWN = 20;

interface ContextProps {
  room: Room;
  seq: number;
  /** Returns to where the message was found. */
  back?: (() => void) | undefined;
}

function ContextDialog({ room, seq, back }: ContextProps) {
  const { value: commonTexts } = common;
  const { value: texts } = words;
  const [found, setFound] = useState<readonly Message[] | 'failed'>();
  useEffect(() => {
    const after = Math.max(0, seq - BEFORE - 1);
    const client = room.client.peek();
    if (client)
      request(client, { type: 'history', after, limit: SHOWN }).then((reply) =>
        setFound(reply.ok && reply.frame.type === 'history' ? reply.frame.data : 'failed'),
      );
  }, [room, seq]);
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('.called')?.scrollIntoView({ block: 'center' });
  }, [found]);
  return (
    <Dialog label={texts.contextTitle} onClose={closeOverlay} onBack={back}>
      {found === undefined && <p>{texts.loadingOlder}</p>}
      {found === 'failed' && <p role="alert">{commonTexts.needsConnection}</p>}
      {Array.isArray(found) && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable element must be reachable by keyboard (WCAG 2.1.1)
        <ol class="context around" ref={list} tabIndex={0} aria-label={texts.contextTitle}>
          {found.map((message) => (
            <li key={message.seq} class={message.seq === seq ? 'called' : ''}>
              <Face id={message.fromId} name={message.from} small />
              <div>
                <Name name={message.from} />{' '}
                <time dateTime={new Date(message.ts).toISOString()}>{dayAndTime(message.ts)}</time>
                <ContextText message={message} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}

function ContextText({ message }: { message: Message }) {
  const { data, from, fromId, gone } = message;
  const [isShown, setShown] = useState(false);
  const { value: commonTexts } = common;
  if (gone) return <p class="gone">{commonTexts.deleted}</p>;
  if (muted.value.has(fromId) && !isShown) return <HiddenMessage show={() => setShown(true)} />;
  return (
    <>
      <MessageText text={data} author={from} />
      {linesBelow(message).map((line) => (
        <p key={line} dir="auto">
          {limitMarks(line)}
        </p>
      ))}
    </>
  );
}

contextDialog.view.value = ContextDialog;
