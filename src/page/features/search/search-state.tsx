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
  const { value: also } = words;
  return (
    <div class="search-state">
      <p class="none" role="status">
        {found && outcomeOf(found)}
      </p>
      {found && found.before > 0 && (
        <progress max={100} value={lookedThrough(found, room.state.value?.head ?? 0)} aria-label={also.lookedThrough} />
      )}
      {found?.status === 'looking' && (
        <button type="button" class="link" onClick={stop}>
          {also.stopSearch}
        </button>
      )}
      {found && canGoOn(found) && (
        <button type="button" class="link" onClick={goOn}>
          {also.searchOn}
        </button>
      )}
    </div>
  );
}

function outcomeOf({ status, hits }: Search): string {
  const { value: also } = words;
  if (status === 'offline') return common.value.needsConnection;
  if (status === 'refused') return also.searchRefused(SEARCH_CHARS, SEARCH_TERMS);
  return also.hits(hits.length, status);
}
