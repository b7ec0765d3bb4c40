/** A hook that runs the search of the dialog, debounced, with stop and continue. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { search } from '../../../client/questions/questions.ts';
import type { Room } from '../../state/room.ts';
import { canGoOn, runSearch, type Search } from './search.ts';

/** The pause between the last key press and the search. */
const PAUSE_MS = 250;

interface Options {
  room: Room;
  query: string;
  /** A search that is shown again as it was. It isn't repeated while `query` stays the same. */
  earlier: Search | undefined;
  /** Whether the list has space for more hits. Called once the last hits are in the list. */
  hasRoom: () => boolean;
}

interface Searching {
  /** `undefined` if there is nothing to search for. */
  found: Search | undefined;
  stop: () => void;
  /** Does nothing while the search runs, or if everything was searched. */
  goOn: () => void;
}

export function useSearch({ room, query, earlier, hasRoom }: Options): Searching {
  const [found, setFound] = useState(earlier);
  const known = useRef(earlier?.query);
  const running = useRef<AbortController>(undefined);
  const look = (text: string, from?: Search): void => {
    const client = room.client.peek();
    running.current?.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    if (!client) return setFound({ query: text, hits: [], before: 0, status: 'offline' });
    // New hits are in the list by the next frame.
    const wantsMore = (): Promise<boolean> => new Promise((resolve) => requestAnimationFrame(() => resolve(hasRoom())));
    const asked = { search: (words: string, before?: number) => search(client, words, before) };
    runSearch({ client: asked, query: text, from, signal, changed: setFound, wantsMore });
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
  return {
    found,
    stop: () => {
      running.current?.abort();
      setFound((now) => now && { ...now, status: 'paused' });
    },
    goOn: () => {
      if (found && canGoOn(found)) look(found.query, found);
    },
  };
}
