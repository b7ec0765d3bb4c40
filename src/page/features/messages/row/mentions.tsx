/** Highlights the mentions in a message's text. */

import type { ComponentChild } from 'preact';
import { namesIn, ownNames } from '../../../state/mentionable.ts';
import type { RoomPeople } from '../../../state/people.ts';
import { hasAt } from '../../../text/mention-signs.ts';
import { splitMentions } from '../../../text/mentions.ts';

/** Draws plain text in a room with the mentions of members who are present. */
export function mentionsIn(here: RoomPeople, selfName: string | undefined): (text: string) => ComponentChild {
  const mine = ownNames(selfName);
  const names = namesIn(here);
  return (text) =>
    hasAt(text)
      ? splitMentions(text, names, mine).map((stretch, key) =>
          stretch.name === undefined ? (
            stretch.text
          ) : (
            <bdi key={key} class={mine.includes(stretch.name) ? 'at mine' : 'at'}>
              {stretch.text}
            </bdi>
          ),
        )
      : text;
}
