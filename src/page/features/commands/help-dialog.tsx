/** The dialog that lists keyboard shortcuts and commands. */

import { currentRoom } from '../../state/rooms.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { moreCommon } from '../../words/common.ts';
import { usageOf } from './command.ts';
import { commandsFor } from './commands.ts';
import { helpDialog } from './overlays.ts';
import { words } from './words.ts';

function HelpDialog() {
  const { value: room } = currentRoom;
  const { value: texts } = words;
  return (
    <Dialog label={moreCommon.value.helpTitle} onClose={closeOverlay} kind="wide">
      <div class="help">
        <section>
          <h3>{texts.helpKeys}</h3>
          <dl>
            {texts.keys.map(([keys, does]) => (
              <div key={does}>
                <dt>
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>{texts.helpCommands}</h3>
          <dl>
            {commandsFor(room).map((command) => (
              <div key={command.name}>
                <dt>
                  <code>{usageOf(command)}</code>
                </dt>
                <dd>{command.words().does}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

helpDialog.view.value = HelpDialog;
