/** Loads a message into the list before the list goes to it. */

import type { Room } from '../../../state/room.ts';
import { toast } from '../../../ui/toast.ts';
import { contextDialog } from '../overlays.ts';
import { words } from '../words.ts';
import { loadToMessage } from './load-to-message.ts';
import { shownList } from './shown-list.ts';

/** After this time, the reader is told that messages are loading. */
const SLOW_MS = 300;
/** How long a message stays highlighted after the list has gone to it. */
const HIGHLIGHT_MS = 3_000;

let ending: ReturnType<typeof setTimeout> | undefined;

/**
 * Loads the messages up to `seq` while the list is on the screen.
 * @param back returns to where the message was found
 * @returns whether the list can go to the message. If not, the reader was told why or sees the message elsewhere
 */
export async function loadForReader(room: Room, seq: number, back?: () => void): Promise<boolean> {
  const log = shownList.peek();
  // The list's own notice about loading is out of sight, at the top.
  const slow = setTimeout(() => toast(words.peek().loadingOlder), SLOW_MS);
  const outcome = await loadToMessage(room, seq);
  clearTimeout(slow);
  if (shownList.peek() !== log) return false;
  if (outcome === 'missing') toast(words.peek().noSuchMessage);
  if (outcome === 'too far') contextDialog.open({ room, seq, back });
  return outcome === 'loaded';
}

/** Highlights a message for a moment. */
export function highlightMessage({ view }: Room, seq: number): void {
  view.highlight(seq);
  clearTimeout(ending);
  ending = setTimeout(() => view.highlight(undefined), HIGHLIGHT_MS);
}
