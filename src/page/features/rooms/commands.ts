/** The command /topic. */

import type { Command } from '../commands/command.ts';
import { changeSettings } from '../commands/requests.ts';
import { words } from './words.ts';

export const roomCommands: readonly Command[] = [
  {
    name: 'topic',
    needs: 'text',
    words: () => words.value.commands.topic,
    run: (room, text) => changeSettings(room, { topic: text === '-' ? '' : text }),
  },
];
