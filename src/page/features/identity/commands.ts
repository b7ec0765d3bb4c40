/** The command /name. */

import { cleanName } from '../../../protocol/names.ts';
import { whyReserved } from '../../../protocol/reserved-names.ts';
import { rename } from '../../state/change-rooms.ts';
import { type Command, DONE } from '../commands/command.ts';
import { words } from './words.ts';

export const identityCommands: readonly Command[] = [
  {
    name: 'name',
    needs: 'text',
    words: () => words.value.commands.name,
    run(_, text) {
      const result = cleanName(text, whyReserved);
      if (!result.ok) return { ok: false, why: words.peek().nameRule };
      rename(result.name);
      return DONE;
    },
  },
];
