/** /name */

import { cleanName } from '../../../protocol/names.ts';
import { whyReserved } from '../../../protocol/reserved-names.ts';
import { rename } from '../../state/room-list.ts';
import { more } from '../../words/more.ts';
import { type Command, DONE } from '../commands/command.ts';

export const identityCommands: readonly Command[] = [
  {
    name: 'name',
    needs: 'text',
    words: () => more.value.commands.name,
    run(_, text) {
      const result = cleanName(text, whyReserved);
      if (!result.ok) return { ok: false, why: more.peek().nameRule };
      rename(result.name);
      return DONE;
    },
  },
];
