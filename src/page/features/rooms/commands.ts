/** /topic */

import { more } from '../../words/more.ts';
import type { Command } from '../commands/command.ts';
import { changeSettings } from '../commands/requests.ts';

export const roomCommands: readonly Command[] = [
  {
    name: 'topic',
    needs: 'text',
    words: () => more.value.commands.topic,
    run: (room, text) => changeSettings(room, { topic: text === '-' ? '' : text }),
  },
];
