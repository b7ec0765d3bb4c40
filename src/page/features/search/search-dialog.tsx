/** The search dialog. A result opens at its place in the room. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { goToMessage } from '../messages/list/shown-list.ts';
import { HitList } from './hits.tsx';
import { searchDialog } from './overlays.ts';
import type { Hits } from './search.ts';
import { SearchState } from './search-state.tsx';
import { useSearch } from './use-search.ts';
import { words } from './words.ts';

/** More hits are loaded when less than this is left below. In CSS pixels. */
const NEAR_PX = 200;

/** @param from the reader's place in an earlier search, to return to */
function SearchDialog({ room, from }: { room: Room; from?: Hits | undefined }) {
  const { value: texts } = words;
  const [query, setQuery] = useState(from?.search.query ?? '');
  const list = useRef<HTMLOListElement>(null);
  const isNearEnd = (): boolean => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = list.current ?? {};
    return scrollHeight - scrollTop - clientHeight < NEAR_PX;
  };
  const { found, stop, goOn } = useSearch({ room, query, earlier: from?.search, hasRoom: isNearEnd });
  // Done here and not in the list, because a list can't be scrolled before the dialog around it is open.
  useLayoutEffect(() => {
    if (from) list.current?.scrollTo({ top: from.top });
  }, []);
  const show = (seq: number): void => {
    const { scrollTop: top = 0 } = list.current ?? {};
    const search = found?.status === 'looking' ? { ...found, status: 'paused' as const } : found;
    closeOverlay();
    goToMessage(seq, search && (() => searchDialog.open({ room, from: { search, seq, top } })));
  };
  return (
    <Dialog label={texts.searchTitle(room.name)} onClose={closeOverlay} kind="finder">
      <QueryField initial={from?.search.query} onQuery={setQuery} />
      <SearchState room={room} found={found} stop={stop} goOn={goOn} />
      <HitList
        found={found}
        list={list}
        seq={from?.seq}
        show={show}
        onScroll={() => {
          if (isNearEnd()) goOn();
        }}
      />
    </Dialog>
  );
}

/** Text that an input method is still composing is not searched for. */
function QueryField({ initial, onQuery }: { initial: string | undefined; onQuery: (query: string) => void }) {
  const { value: texts } = words;
  return (
    <input
      class="field"
      type="search"
      autofocus={initial === undefined}
      defaultValue={initial ?? ''}
      autocomplete="off"
      dir="auto"
      placeholder={texts.searchFor}
      aria-label={texts.searchFor}
      onInput={(event) => {
        if (!event.isComposing) onQuery(event.currentTarget.value);
      }}
      onCompositionEnd={({ currentTarget }) => onQuery(currentTarget.value)}
    />
  );
}

searchDialog.view.value = SearchDialog;
