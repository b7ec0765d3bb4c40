/** Loads older messages until a given one is loaded. */

import { loadOlder } from '../../../../client/questions/questions.ts';
import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';

/** The maximum number of pages to load. A message further up is shown in a dialog, with the messages around it. */
const PAGES = 10;
/** The server allows four pages at once, then one a second. */
const PAUSE_MS = 1_200;

export type LoadOutcome = 'loaded' | 'too far' | 'missing';

/** Loads the messages up to `seq`, unless this takes more than `pages` pages. */
export async function loadToMessage(room: Room, seq: number, pages = PAGES): Promise<LoadOutcome> {
  for (let page = 0; page < pages; page++) {
    const state = room.state.value;
    if (!state || seq > state.head || seq < 1) return 'missing';
    const oldest = state.messages[0]?.seq ?? state.head + 1;
    if (seq >= oldest || !state.hasOlder) return messageIn(room, seq) ? 'loaded' : 'missing';
    const client = room.client.value;
    if (!client || state.link.status !== 'live') return 'too far';
    await loadOlder(client);
    room.catchUp();
    if (room.state.value?.messages[0]?.seq === oldest) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return 'too far';
}
