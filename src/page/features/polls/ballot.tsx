/** A poll with its result: radio buttons to vote with, or check boxes if several options may be chosen. */

import { useComputed } from '@preact/signals';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { limitMarks } from '../../text/combining-marks.ts';
import { plainText } from '../../text/plain.ts';
import { Icon } from '../../ui/icon.tsx';
import { useOwnSilencedUntil } from '../../ui/use-own-silenced-until.ts';
import { common } from '../../words/common.first.ts';
import type { PollItem } from './poll-item.ts';
import { choiceWith, vote } from './voting.ts';
import { words } from './words.ts';

/** The state of a poll that isn't stored yet. */
const UNSTORED = { counts: [], voters: 0, mine: [], closed: undefined };

export function Ballot({ room, poll }: { room: Room; poll: PollItem }) {
  const { value: texts } = words;
  const { value: isOutside } = useComputed(() => isOut(room));
  const isSilenced = useOwnSilencedUntil(room) !== undefined;
  const stored = 'seq' in poll ? poll : undefined;
  const { counts, voters, mine = [], closed } = stored ?? UNSTORED;
  const open = stored && closed === undefined && !isOutside && !isSilenced ? stored : undefined;
  return (
    <fieldset aria-label={plainText(poll.data, common.value.spoiler)}>
      <ul class="poll" onKeyDown={onOptionKey}>
        {poll.options.map((text, option) => {
          const isMine = mine.includes(option);
          const { [option]: count = 0 } = counts;
          const percent = Math.round((100 * count) / (voters || 1));
          const standing = texts.standing(count, percent, isMine);
          return (
            <li key={option} class={isMine ? 'mine' : undefined}>
              {open ? (
                <Choice room={room} poll={open} option={option} standing={standing} />
              ) : (
                <>
                  {isMine && <Icon name="check" />}
                  <bdi>{limitMarks(text)}</bdi>
                </>
              )}
              {/* A screen reader reads the same from the bar. */}
              <span class="tally" aria-hidden="true">
                {count} · {percent}%
              </span>
              {/* biome-ignore lint/a11y/useSemanticElements: a native meter can't be drawn with borders, which prints show */}
              <span
                class="poll-bar"
                role="meter"
                aria-label={text}
                aria-valuenow={percent}
                aria-valuetext={standing}
                style={{ '--share': `${percent}%` }}
              />
            </li>
          );
        })}
      </ul>
      <p class="poll-foot">
        <span>
          {[closed !== undefined && texts.closed, stored && texts.voters(voters), poll.many && texts.several]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {open && mine.length > 0 && (
          <button type="button" class="link" onClick={() => vote(room, open.seq, () => [])}>
            {texts.takeBack}
          </button>
        )}
      </p>
    </fieldset>
  );
}

interface ChoiceProps {
  room: Room;
  poll: Extract<PollItem, { seq: number }>;
  option: number;
  /** The votes for the option, as text. */
  standing: string;
}

function Choice({ room, poll, option, standing }: ChoiceProps) {
  const { seq, mine = [], many = false } = poll;
  const isMine = mine.includes(option);
  const toggle = (): void => vote(room, seq, (now) => choiceWith(now, option));
  return (
    <label>
      <input
        type={many ? 'checkbox' : 'radio'}
        name={`poll-${seq}`}
        checked={isMine}
        aria-description={standing}
        onChange={toggle}
        // A selected radio button fires no change event. Pressing it again takes the vote back.
        onClick={() => !many && isMine && toggle()}
      />
      <bdi>{limitMarks(poll.options[option] ?? '')}</bdi>
    </label>
  );
}

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * Moves to another option with the arrow keys. The default of radio buttons would also select it, which would be a vote
 * for each option passed.
 */
function onOptionKey(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const { [event.key]: step } = STEPS;
  const { target } = event;
  if (step === undefined || !(target instanceof HTMLInputElement)) return;
  const inputs = [...event.currentTarget.querySelectorAll('input')];
  inputs.at((inputs.indexOf(target) + step) % inputs.length)?.focus();
  event.preventDefault();
}
