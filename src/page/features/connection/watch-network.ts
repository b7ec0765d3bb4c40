/** Checks the connections when the network or the reader is back, and gives them up when there is no network. */

import { watchWake } from '../../../client/connection/wake.ts';
import { rooms } from '../../state/rooms.ts';

const clients = () => rooms.peek().flatMap(({ client }) => client.peek() ?? []);

export function watchNetwork(): void {
  watchWake(clients);
  // The network may have been lost before this part of the page was there.
  if (!navigator.onLine) for (const client of clients()) client.networkLost();
}
