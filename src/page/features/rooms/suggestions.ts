/** Completes room names after `#`. */

import { rooms } from '../../state/rooms.ts';
import { matching } from '../../text/matching.ts';
import { MOST_SUGGESTIONS, type SuggestionSource } from '../composer/completion/source.ts';

export const roomSuggestions: SuggestionSource = {
  kind: 'room',
  patterns: [/(?<![\p{L}\p{N}#&/])[#＃]([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*)$/u],
  suggest: (query) =>
    matching(rooms.value, query, MOST_SUGGESTIONS, ({ name }) => name).map(({ name }) => ({
      key: name,
      text: `#${name}`,
      label: `#${name}`,
    })),
};
