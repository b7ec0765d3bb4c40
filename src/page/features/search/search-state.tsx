/** The progress of a search, with a button to stop or continue it. */

import { SEARCH_CHARS, SEARCH_TERMS } from '../../../protocol/limits.ts';
import type { Room } from '../../state/room.ts';
import { common } from '../../words/common.first.ts';
import { canGoOn, lookedThrough, type Search } from './search.ts';
import { words } from './words.ts';

interface SearchStateProps {
  room: Room;
  found: Search | undefined;
  stop: () => void;
  goOn: () => void;
}

export function SearchState({ room, found, stop, goOn }: SearchStateProps) {
  const { value: texts } = words;
  return (
    <div class="search-state">
      <p class="none" role="status">
        {found && outcomeOf(found)}
      </p>
      {found && found.before > 0 && (
        <progress
          max={100}
          value={lookedThrough(found, room.state.value?.head ?? 0)}
          aria-label={texts.lookedThrough}
        />
      )}
      {found?.status === 'looking' && (
        <button type="button" class="link" onClick={stop}>
          {texts.stopSearch}
        </button>
      )}
      {found && canGoOn(found) && (
        <button type="button" class="link" onClick={goOn}>
          {texts.searchOn}
        </button>
      )}
    </div>
  );
}

function outcomeOf({ status, hits }: Search): string {
  const { value: texts } = words;
  if (status === 'offline') return common.value.needsConnection;
  if (status === 'refused') return texts.searchRefused(SEARCH_CHARS, SEARCH_TERMS);
  return texts.hits(hits.length, status);
}
