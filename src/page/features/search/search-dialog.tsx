/** Finds messages of the room by what stands in them. A hit is shown where it stands. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { SEARCH_CHARS, SEARCH_TERMS } from '../../../protocol/limits.ts';
import { muted } from '../../state/muted.ts';
import type { Room } from '../../state/room.ts';
import { limitMarks } from '../../text/marks.ts';
import { plainText } from '../../text/plain.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Face, Name } from '../../ui/person.tsx';
import { common } from '../../words/common.first.ts';
import { dayAndTime } from '../../words/format.ts';
import { goToMessage } from '../messages/shown.ts';
import { searchDialog } from './overlays.ts';
import { type Hits, lookedThrough, runSearch, type Search } from './search.ts';
import { marked, snippet } from './snippet.ts';
import { words } from './words.ts';

/** Between the last key and the question. */
const PAUSE_MS = 250;
/** More is asked for when less than this is left below. CSS pixels. */
const NEAR_PX = 200;

/** `from`: where one was in it, and comes back to. */
function SearchDialog({ room, from }: { room: Room; from?: Hits | undefined }) {
  const { value: also } = words;
  const [query, setQuery] = useState(from?.search.query ?? '');
  const [found, setFound] = useState(from?.search);
  /** What was found before is not looked for again. */
  const known = useRef(from?.search.query);
  const list = useRef<HTMLOListElement>(null);
  const running = useRef<AbortController>(undefined);
  const isShort = (): boolean => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = list.current ?? {};
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  };
  const look = (text: string, from?: Search): void => {
    const client = room.client.peek();
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    if (!client) return setFound({ query: text, hits: [], before: 0, status: 'offline' });
    // Until the list is full. What was found is in it with the next frame.
    const wantsMore = (): Promise<boolean> => new Promise((resolve) => requestAnimationFrame(() => resolve(isShort())));
    runSearch({ client, query: text, from, signal, changed: setFound, wantsMore });
  };
  const stop = (): void => {
    running.current?.abort();
    setFound((now) => now && { ...now, status: 'paused' });
  };
  useEffect(() => {
    running.current?.abort();
    const text = query.trim();
    if (text === known.current) return;
    known.current = undefined;
    if (text === '') return setFound(undefined);
    const timer = setTimeout(() => look(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query]);
  useEffect(() => () => running.current?.abort(), []);
  useLayoutEffect(() => {
    if (from) list.current?.scrollTo({ top: from.top });
  }, []);
  const show = (seq: number): void => {
    const { scrollTop: top = 0 } = list.current ?? {};
    const here = found && {
      search: found.status === 'looking' ? { ...found, status: 'paused' as const } : found,
      seq,
      top,
    };
    closeOverlay();
    goToMessage(seq, here);
  };
  const goOn = (): void => {
    if (found && found.before > 0 && found.status !== 'looking') look(found.query, found);
  };
  return (
    <Dialog label={also.searchTitle(room.name)} onClose={closeOverlay} kind="finder">
      <input
        class="field"
        type="search"
        autofocus={from === undefined}
        defaultValue={from?.search.query ?? ''}
        autocomplete="off"
        dir="auto"
        placeholder={also.searchFor}
        aria-label={also.searchFor}
        onInput={(event) => {
          if (!event.isComposing) setQuery(event.currentTarget.value);
        }}
        onCompositionEnd={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      <div class="search-state">
        <p class="none" role="status">
          {found && outcomeOf(found)}
        </p>
        {found && found.before > 0 && (
          <progress
            max={100}
            value={lookedThrough(found, room.state.value?.head ?? 0)}
            aria-label={also.lookedThrough}
          />
        )}
        {found?.status === 'looking' && (
          <button type="button" class="link" onClick={stop}>
            {also.stopSearch}
          </button>
        )}
        {found && found.before > 0 && found.status !== 'looking' && (
          <button type="button" class="link" onClick={goOn}>
            {also.searchOn}
          </button>
        )}
      </div>
      <ol
        class="context hits"
        ref={list}
        onScroll={() => {
          if (isShort()) goOn();
        }}
      >
        {found?.hits.map((message) => (
          <li key={message.seq}>
            <Face id={message.fromId} name={message.from} small />
            <button type="button" class="hit" autofocus={message.seq === from?.seq} onClick={() => show(message.seq)}>
              <Name name={message.from} />{' '}
              <time dateTime={new Date(message.ts).toISOString()}>{dayAndTime(message.ts)}</time>
              <span class="hit-text" dir="auto">
                {muted.value.has(message.fromId)
                  ? common.value.mutedMessage
                  : marked(limitMarks(snippet(plainText(message.data), found.query)), found.query).map(
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

function outcomeOf({ status, hits }: Search): string {
  const { value: also } = words;
  if (status === 'offline') return common.value.needsConnection;
  if (status === 'refused') return also.searchRefused(SEARCH_CHARS, SEARCH_TERMS);
  return also.hits(hits.length, status);
}

searchDialog.view.value = SearchDialog;
