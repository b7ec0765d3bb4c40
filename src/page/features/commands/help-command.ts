/** /help */

import { more } from '../../words/more.ts';
import { type Command, DONE } from './command.ts';
import { helpDialog } from './overlays.ts';

export const helpCommand: Command = {
  name: 'help',
  needs: 'nothing',
  words: () => more.value.commands.help,
  run() {
    helpDialog.open({});
    return DONE;
  },
};
