/**
 * Connects the room in the address while the script that draws the page is still loading. What the room sends meanwhile
 * is in the state of the client, which the page shows from the start.
 */

import { CoreClient } from '../../client/core-client.ts';
import { type OpenRoom, openTab } from '../../client/open-tab.ts';
import { routeOf } from '../../protocol/room-path.ts';
import { store } from './local-storage.ts';
import { keyOf, takeKey } from './room-keys.ts';

/**
 * A page that takes longer may never start: its script may be missing or fail. Nobody should be in a room that they
 * don't see. Milliseconds.
 */
const PATIENCE_MS = 20_000;

/** The room that was connected early, until the page takes it over. */
let early: OpenRoom<CoreClient> | undefined;

/**
 * Connects the room in the address, if it names one. Call it once, before the page starts.
 * @returns resolves once everything stored about the room is read and its connection is opening
 */
export async function connectEarly(): Promise<void> {
  const route = routeOf(location.pathname);
  if (route.kind !== 'room') return;
  takeKey(route.room);
  early = connectRoom(route.room, store.get('name'));
  setTimeout(() => {
    early?.close();
    early = undefined;
  }, PATIENCE_MS);
  await early.client.opened;
}

/**
 * Opens and connects a room, or takes over its early connection.
 * @param room normalised
 * @param name of the person; without one the server assigns a name
 */
export function connectRoom(room: string, name: string | undefined): OpenRoom<CoreClient> {
  let open = early;
  if (open?.client.state.room === room) early = undefined;
  else {
    open = openTab({ url: location.origin, room, key: keyOf(room), name }, (options) => new CoreClient(options));
    open.client.connect();
  }
  return open;
}
