/** The list of search results. */

import type { RefObject } from 'preact';
import type { Message } from '../../../client/index.ts';
import { muted } from '../../state/muted.ts';
import { limitMarks } from '../../text/combining-marks.ts';
import { plainText } from '../../text/plain.ts';
import { Face, Name } from '../../ui/person.tsx';
import { common } from '../../words/common.first.ts';
import { dayAndTime } from '../../words/short-format.ts';
import type { Search } from './search.ts';
import { marked, snippet } from './snippet.ts';

interface HitListProps {
  found: Search | undefined;
  list: RefObject<HTMLOListElement | null>;
  /** The hit that has focus at first: the one that was opened last. */
  seq: number | undefined;
  show: (seq: number) => void;
  onScroll: () => void;
}

export function HitList({ found, list, seq, show, onScroll }: HitListProps) {
  return (
    <ol class="context hits" ref={list} onScroll={onScroll}>
      {found?.hits.map((message) => (
        <li key={message.seq}>
          <Face id={message.fromId} name={message.from} small />
          <button type="button" class="hit" autofocus={message.seq === seq} onClick={() => show(message.seq)}>
            <Name name={message.from} />{' '}
            <time dateTime={new Date(message.ts).toISOString()}>{dayAndTime(message.ts)}</time>
            <span class="hit-text" dir="auto">
              <HitText message={message} query={found.query} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function HitText({ message, query }: { message: Message; query: string }) {
  if (muted.value.has(message.fromId)) return <>{common.value.mutedMessage}</>;
  const text = limitMarks(snippet(plainText(message.data, common.value.spoiler), query));
  return <>{marked(text, query).map(({ text, hit }, key) => (hit ? <mark key={key}>{text}</mark> : text))}</>;
}
