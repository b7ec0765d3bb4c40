/** The one-line quote above a reply. A click goes to the original. */

import type { Message } from '../../../../client/index.ts';
import { hueOf } from '../../../state/hue-in-open-room.ts';
import { muted } from '../../../state/muted.ts';
import { limitMarks } from '../../../text/combining-marks.ts';
import { plainText } from '../../../text/plain.ts';
import { Name } from '../../../ui/person.tsx';
import { common } from '../../../words/common.first.ts';
import { firstWords } from '../words.first.ts';

interface QuoteProps {
  /** `undefined` if the message isn't loaded. */
  message: Message | undefined;
  go: () => void;
}

export function ReplyQuote({ message, go }: QuoteProps) {
  const { value: texts } = common;
  return (
    <button type="button" class="quote" onClick={go} title={texts.goToOriginal}>
      <span class="sr">{texts.inReplyTo} </span>
      <QuotedLine message={message} />
    </button>
  );
}

/** Enough for the widest line. */
const SHOWN_CHARS = 200;

export function QuotedLine({ message }: { message: Message | undefined }) {
  const { value: texts } = firstWords;
  if (message && muted.value.has(message.fromId) && !message.gone)
    return <span class="quoted-text gone">{common.value.mutedMessage}</span>;
  if (!message) return <span class="quoted-text">{texts.earlierMessage}</span>;
  return (
    <>
      <span class="quoted-author hued" style={{ '--h': hueOf(message.fromId) }}>
        <Name name={message.from} />
      </span>{' '}
      <bdi class={message.gone ? 'quoted-text gone' : 'quoted-text'}>
        {message.gone
          ? common.value.deleted
          : limitMarks(plainText(message.data, common.value.spoiler).slice(0, SHOWN_CHARS).toWellFormed())}
      </bdi>
    </>
  );
}
