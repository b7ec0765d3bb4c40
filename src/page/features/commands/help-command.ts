/** The command /help. */

import { type Command, DONE } from './command.ts';
import { helpDialog } from './overlays.ts';
import { words } from './words.ts';

export const helpCommand: Command = {
  name: 'help',
  needs: 'nothing',
  words: () => words.value.commands.help,
  run() {
    helpDialog.open({});
    return DONE;
  },
};
