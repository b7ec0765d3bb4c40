/** The dialog that lists who reacted with which emoji. */

import { messageIn } from '../../state/message-in.ts';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Name } from '../../ui/person.tsx';
import { namesOf } from '../members/names.ts';
import { reactionsDialog } from './overlays.ts';
import { firstWords } from './words.first.ts';

function ReactionsDialog({ room, seq }: { room: Room; seq: number }) {
  const reacts = Object.entries(messageIn(room, seq)?.reacts ?? {});
  return (
    <Dialog label={firstWords.value.reactions} onClose={closeOverlay}>
      <ul class="reaction-list">
        {reacts.map(([emoji, ids]) => (
          <li key={emoji}>
            <span class="emoji">{emoji}</span>
            <ul>
              {namesOf(room, ids).map((name, index) => (
                <li key={ids[index]}>
                  <Name name={name} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

reactionsDialog.view.value = ReactionsDialog;
