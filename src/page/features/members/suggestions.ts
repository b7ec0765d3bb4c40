/** Completes member names after `@`. */

import { shownName } from '../../state/member-appearance.ts';
import { calls } from '../../state/mentionable.ts';
import { peopleIn } from '../../state/people.ts';
import { matching } from '../../text/matching.ts';
import { NO_CALL } from '../../text/mention-signs.ts';
import { common } from '../../words/common.first.ts';
import { MOST_SUGGESTIONS, type SuggestionSource } from '../composer/completion/source.ts';

export const memberSuggestions: SuggestionSource = {
  kind: 'member',
  patterns: [new RegExp(`(?<!${NO_CALL})[@＠]([^\\s@＠]{0,32})$`, 'v')],
  suggest: (query, room) =>
    matching(peopleIn(room.state.value), query, MOST_SUGGESTIONS, ({ name }) => `${shownName(name)} ${name}`).map(
      ({ id, name, role }) => ({
        key: id,
        text: mentionOf(name),
        face: { id, name },
        label: shownName(name),
        detail: common.value.roles[role],
      }),
    ),
};

/** The text that mentions somebody called `name`. Characters that would be read as markup get a backslash. */
export function mentionOf(name: string): string {
  const plain = `@${name}`;
  return calls({ data: plain }, [name], []) ? plain : plain.replace(/[*_`[]/g, '\\$&');
}
