/** What can be done by keys and by commands. */

import { COMMANDS } from '../state/commands.ts';
import { words } from '../words/index.ts';
import { Dialog } from './dialog.tsx';
import { closeOverlay } from './overlay.ts';

export function HelpDialog() {
  const { value: say } = words;
  return (
    <Dialog label={say.helpTitle} onClose={closeOverlay}>
      <div class="help">
        <h3>{say.helpKeys}</h3>
        <dl>
          {say.keys.map(([keys, does]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <h3>{say.helpCommands}</h3>
        <dl>
          {COMMANDS.map(({ name }) => (
            <div key={name}>
              <dt>
                <code>{`/${name} ${say.commands[name].takes}`.trim()}</code>
              </dt>
              <dd>{say.commands[name].does}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
