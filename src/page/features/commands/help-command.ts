/** /help */

import { overlay } from '../../state/overlay.ts';
import { more } from '../../words/more.ts';
import { type Command, DONE } from './command.ts';

export const helpCommand: Command = {
  name: 'help',
  needs: 'nothing',
  words: () => more.value.commands.help,
  run() {
    overlay.value = { kind: 'help' };
    return DONE;
  },
};
