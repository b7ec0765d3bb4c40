/** Completes command names after a slash at the start of the text. */

import { matching } from '../../text/matching.ts';
import type { SuggestionSource } from '../composer/completion/source.ts';
import { usageOf } from './command.ts';
import { commandsFor } from './commands.ts';

export const commandSuggestions: SuggestionSource = {
  kind: 'command',
  patterns: [/^[/／]([a-zａ-ｚ]{0,32})$/i],
  suggest(query, room) {
    // All commands are shown, because there is no better place to look through them.
    const commands = commandsFor(room);
    return matching(commands, query, commands.length, ({ name }) => name).map((command) => ({
      key: command.name,
      text: `/${command.name}`,
      label: usageOf(command),
      detail: command.words().does,
    }));
  },
};
