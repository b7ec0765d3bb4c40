/** The commands /lock and /unlock. */

import type { Command } from '../commands/command.ts';
import { requested, unchanged } from '../commands/requests.ts';
import { lock, unlock } from './lock-room.ts';
import { passphraseProblem } from './passphrase.ts';
import { words } from './words.ts';

export const lockCommands: readonly Command[] = [
  {
    name: 'lock',
    needs: 'text',
    right: 'lock',
    words: () => words.value.commands.lock,
    async run(room, text) {
      const problem = passphraseProblem(text, room.name);
      if (problem) return { ok: false, why: words.peek().passphraseProblem(problem) };
      return requested(await lock(room, text), 'set');
    },
  },
  {
    name: 'unlock',
    needs: 'nothing',
    right: 'lock',
    words: () => words.value.commands.unlock,
    run: (room) => (room.state.peek()?.settings.locked === false ? unchanged() : requested(unlock(room), 'set')),
  },
];
