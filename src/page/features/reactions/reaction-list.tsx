/** Who reacted with what. */

import type { Room } from '../../state/room.ts';
import { Name } from '../../ui/person.tsx';
import { namesOf } from '../members/names.ts';

export function ReactionList({ room, seq }: { room: Room; seq: number }) {
  const reacts = Object.entries(room.message(seq)?.reacts ?? {});
  return (
    <ul class="reaction-list">
      {reacts.map(([emoji, ids]) => (
        <li key={emoji}>
          <span class="emoji">{emoji}</span>
          <ul>
            {namesOf(room, ids).map((name, index) => (
              <li key={ids[index]}>
                <Name name={name} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
