/** /lock and /unlock */

import { more } from '../../words/more.ts';
import type { Command } from '../commands/command.ts';
import { requested, unchanged } from '../commands/requests.ts';
import { lock, unlock } from '../moderation/moderation.ts';
import { passphraseProblem } from './passphrase.ts';

export const lockCommands: readonly Command[] = [
  {
    name: 'lock',
    needs: 'text',
    right: 'lock',
    words: () => more.value.commands.lock,
    async run(room, text) {
      const problem = passphraseProblem(text, room.name);
      if (problem) return { ok: false, why: more.peek().passphraseProblem(problem) };
      return requested(await lock(room, text), 'set');
    },
  },
  {
    name: 'unlock',
    needs: 'nothing',
    right: 'lock',
    words: () => more.value.commands.unlock,
    run: (room) => (room.state.peek()?.settings.locked === false ? unchanged() : requested(unlock(room), 'set')),
  },
];
