/** A poll in its row. The controls for voting are loaded late and take the same space, so that nothing moves. */

import { limitMarks } from '../../text/combining-marks.ts';
import type { ContentProps } from '../messages/row/content-props.ts';
import { longText } from '../messages/row/long-text.tsx';
import { late } from './late-parts.ts';

export function PollContent(props: ContentProps) {
  const { room, item } = props;
  const { value: parts } = late;
  if (item.type !== 'poll') return null;
  return (
    <>
      {longText(props)}
      {parts ? (
        <parts.Ballot room={room} poll={item} />
      ) : (
        <>
          <ul class="poll">
            {item.options.map((option) => (
              <li key={option}>
                <bdi>{limitMarks(option)}</bdi>
              </li>
            ))}
          </ul>
          <p class="poll-foot" />
        </>
      )}
    </>
  );
}
