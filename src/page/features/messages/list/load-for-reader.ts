/** Loads a message into the list before the list goes to it. */

import type { Room } from '../../../state/room.ts';
import { toast } from '../../../ui/toast.ts';
import type { Hits } from '../../search/search.ts';
import { contextDialog } from '../overlays.ts';
import { words } from '../words.ts';
import { loadToMessage } from './load-to-message.ts';
import { shownList } from './shown-list.ts';

/** What takes longer than this to be found is told of. */
const SLOW_MS = 300;
/** How long a message that was gone to stays marked. */
const LIT_MS = 3_000;

let lighting: ReturnType<typeof setTimeout> | undefined;

/**
 * Loads what it takes, while the list is on the screen.
 * @param from the search that found it
 * @returns whether the message can be gone to; if not, the reader was told why, or sees it elsewhere
 */
export async function loadForReader(room: Room, seq: number, from?: Hits): Promise<boolean> {
  const log = shownList.peek();
  // What is being loaded stands out of sight, at the top.
  const slow = setTimeout(() => toast(words.peek().loadingOlder), SLOW_MS);
  const found = await loadToMessage(room, seq);
  clearTimeout(slow);
  if (!found || shownList.peek() !== log) return false;
  if (found === 'missing') toast(words.peek().noSuchMessage);
  if (found === 'too far') contextDialog.open({ room, seq, from });
  return found !== 'missing' && found !== 'too far';
}

/** Marks a message for a moment. */
export function highlightMessage({ lit }: Room, seq: number): void {
  lit.value = seq;
  clearTimeout(lighting);
  lighting = setTimeout(() => {
    lit.value = undefined;
  }, LIT_MS);
}
