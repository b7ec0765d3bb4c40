/** Who reacted with what. */

import { namesOf } from '../state/names.ts';
import type { Room } from '../state/room.ts';
import { Name } from './person.tsx';

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
