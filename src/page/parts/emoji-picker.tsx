/** Emoji by name: a field to search in, and all of them by group. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { type Emoji, searchEmoji } from '../emoji/emoji.ts';
import { emojiGroups, loadEmoji } from '../emoji/load.ts';
import { isTouch } from '../state/keys.ts';
import { words } from '../words/index.ts';
import { more } from '../words/more.ts';

/** Rows of the grid that a search fills at most. */
const FOUND = 72;

/** `pick` gets the emoji that was chosen. */
export function EmojiPicker({ pick }: { pick: (emoji: string) => void }) {
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const { value: say } = words;
  const { value: also } = more;
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    loadEmoji().then(() => setMissing(emojiGroups.peek() === undefined));
  }, []);
  const { value: groups } = emojiGroups;
  const shown: readonly Emoji[] = query ? searchEmoji(groups ?? [], query, FOUND) : (groups?.[group] ?? []);
  return (
    <div class="picker">
      <input
        class="field"
        type="search"
        // On a touch screen the keyboard would cover them all.
        autofocus={!isTouch()}
        placeholder={also.searchEmoji}
        aria-label={also.searchEmoji}
        onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          const [first] = shown;
          if (event.key === 'Enter' && query && first) pick(first.char);
          else if (event.key === 'ArrowDown') grid.current?.querySelector('button')?.focus();
          else return;
          event.preventDefault();
        }}
      />
      <select
        class="field"
        aria-label={also.emojiGroup}
        value={group}
        disabled={query !== ''}
        onChange={({ currentTarget }) => setGroup(Number(currentTarget.value))}
      >
        {also.emojiGroups.map((name, index) => (
          <option key={name} value={index}>
            {name}
          </option>
        ))}
      </select>
      {/* biome-ignore lint/a11y/useSemanticElements: it groups buttons of which no form is made */}
      <div class="grid" role="group" aria-label={say.emoji} ref={grid} onKeyDown={onGridKey}>
        {shown.map(({ char, name, codes }) => (
          <button
            key={char}
            type="button"
            class="emoji"
            aria-label={name}
            title={codes[0] ? `${name} :${codes[0]}:` : name}
            onClick={() => pick(char)}
          >
            {char}
          </button>
        ))}
      </div>
      <p class="none" role="status">
        {groups ? shown.length === 0 && also.noEmoji : isMissing && say.needsConnection}
      </p>
    </div>
  );
}

/** Arrow keys go through the grid as it stands on the screen. */
function onGridKey(event: KeyboardEvent & { currentTarget: HTMLDivElement }): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = event.target instanceof HTMLButtonElement ? buttons.indexOf(event.target) : 0;
  const top = buttons[0]?.offsetTop;
  const columns = Math.max(1, buttons.filter(({ offsetTop }) => offsetTop === top).length);
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
  const steps: Record<string, number> = {
    ArrowRight: forward,
    ArrowLeft: -forward,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
}
