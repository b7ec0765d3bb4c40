/** Finds messages of the room by what stands in them. A hit is shown where it stands. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../client/index.ts';
import { goToMessage } from '../list/shown.ts';
import type { Room } from '../state/room.ts';
import { marked, snippet } from '../state/snippet.ts';
import { limitMarks } from '../text/marks.ts';
import { plainText } from '../text/plain.ts';
import { dayAndTime } from '../words/format.ts';
import { words } from '../words/index.ts';
import { more } from '../words/more.ts';
import { Dialog } from './dialog.tsx';
import { closeOverlay } from './overlay.ts';
import { Face, Name } from './person.tsx';

/** Between the last key and the question. */
const PAUSE_MS = 250;
/** More is asked for when less than this is left below. CSS pixels. */
const NEAR_PX = 200;

interface Found {
  query: string;
  hits: readonly Message[];
  /** Ask on from here; 0 if there is nothing more. */
  before: number;
  failed: boolean;
}

export function SearchDialog({ room }: { room: Room }) {
  const { value: also } = more;
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found>();
  const list = useRef<HTMLOListElement>(null);
  /** What was asked last: an answer to anything else is late. */
  const asked = useRef('');
  const ask = async (text: string, sofar?: Found): Promise<void> => {
    const turn = `${text} ${sofar?.before ?? ''}`;
    if (asked.current === turn) return;
    asked.current = turn;
    const reply = await room.client.peek()?.search(text, sofar?.before);
    if (asked.current !== turn) return;
    const hits = sofar?.hits ?? [];
    if (!reply?.ok) return setFound({ query: text, hits, before: 0, failed: true });
    const { data, before } = reply.frame;
    setFound({ query: text, hits: [...hits, ...data], before, failed: false });
  };
  useEffect(() => {
    const text = query.trim();
    if (text === '') {
      asked.current = '';
      return setFound(undefined);
    }
    const timer = setTimeout(() => ask(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query]);
  const goOn = (): void => {
    const { current } = list;
    if (!found || found.before === 0 || !current) return;
    if (current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_PX) ask(found.query, found);
  };
  // A page may be short, or empty: one asks on until the list is full.
  useEffect(goOn, [found]);
  return (
    <Dialog label={also.searchTitle(room.name)} onClose={closeOverlay} kind="finder">
      <input
        class="field"
        type="search"
        autofocus
        autocomplete="off"
        dir="auto"
        placeholder={also.searchFor}
        aria-label={also.searchFor}
        onInput={(event) => {
          if (!event.isComposing) setQuery(event.currentTarget.value);
        }}
        onCompositionEnd={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      <p class="none" role="status">
        {found?.failed && words.value.needsConnection}
        {found && !found.failed && also.hits(found.hits.length, found.before > 0)}
      </p>
      <ol class="context hits" ref={list} onScroll={goOn}>
        {found?.hits.map((message) => (
          <li key={message.seq}>
            <Face id={message.fromId} name={message.from} small />
            <button
              type="button"
              class="hit"
              onClick={() => {
                closeOverlay();
                goToMessage(message.seq);
              }}
            >
              <Name name={message.from} />{' '}
              <time dateTime={new Date(message.ts).toISOString()}>{dayAndTime(message.ts)}</time>
              <span class="hit-text" dir="auto">
                {marked(limitMarks(snippet(plainText(message.data), found.query)), found.query).map(
                  ({ text, hit }, key) => (hit ? <mark key={key}>{text}</mark> : text),
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
