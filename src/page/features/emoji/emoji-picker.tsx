/** The emoji picker: a search field, recent emoji, and all emoji by group. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { isTouch } from '../../ui/enter-key.ts';
import { common } from '../../words/common.first.ts';
import { allEmoji, loadEmoji } from './emoji-data.ts';
import { recent, used } from './recent-emoji.ts';
import { type Emoji, emojiAmong, searchEmoji } from './search-emoji.ts';
import { chooseTone, TONES, tone, toned } from './skin-tone.ts';
import { isDrawn } from './supported.ts';
import { words } from './words.ts';

/** The maximum number of search results. */
const FOUND = 72;
/** The emoji on which the choice of skin tone is shown. */
const HAND = '✋';

/** @param pick receives the chosen emoji in the chosen skin tone */
export function EmojiPicker({ pick }: { pick: (emoji: string) => void }) {
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState('smileys');
  const grids = useRef<HTMLDivElement>(null);
  const { value: commonTexts } = common;
  const { value: texts } = words;
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    loadEmoji().then(() => setMissing(allEmoji.peek() === undefined));
  }, []);
  const { value: all = [] } = allEmoji;
  const isAsked = query !== '';
  const shown = isAsked
    ? searchEmoji(all, query, { limit: FOUND, recent: recent.peek(), isDrawn })
    : all.filter((one) => one.group === group && isDrawn(one.char));
  const before = isAsked ? [] : emojiAmong(all, recent.peek()).filter(({ char }) => isDrawn(char));
  const choose = (char: string): void => {
    used(char);
    pick(toned(char, tone.peek()));
  };
  return (
    // On a touch screen, the keyboard would cover the emoji. Focus on the picker keeps it away from the field.
    <div class="picker" tabIndex={-1} autofocus={isTouch()}>
      <input
        class="field"
        type="search"
        autofocus={!isTouch()}
        placeholder={texts.searchEmoji}
        aria-label={texts.searchEmoji}
        onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          const [first] = shown;
          if (event.key === 'Enter' && isAsked && first) choose(first.char);
          else if (event.key === 'ArrowDown') grids.current?.querySelector('button')?.focus();
          else return;
          event.preventDefault();
        }}
      />
      <GroupSelect group={group} disabled={isAsked} choose={setGroup} />
      <ToneSelect />
      <div class="grids" ref={grids}>
        <Grid label={texts.recentEmoji} all={before} choose={choose} />
        <Grid label={commonTexts.emoji} all={shown} choose={choose} />
        <p class="none" role="status">
          {allEmoji.value ? shown.length === 0 && texts.noEmoji : isMissing && commonTexts.needsConnection}
        </p>
      </div>
    </div>
  );
}

interface GroupProps {
  group: string;
  disabled: boolean;
  choose: (group: string) => void;
}

function GroupSelect({ group, disabled, choose }: GroupProps) {
  const { value: texts } = words;
  return (
    <select
      class="field"
      aria-label={texts.emojiGroup}
      value={group}
      disabled={disabled}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      {Object.entries(texts.emojiGroups).map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}

function ToneSelect() {
  const { value: texts } = words;
  return (
    <select
      class="field emoji tone"
      aria-label={texts.skinTone}
      title={texts.skinTone}
      value={TONES.indexOf(tone.value)}
      onChange={({ currentTarget }) => chooseTone(TONES[Number(currentTarget.value)] ?? '')}
    >
      {TONES.map((value, index) => (
        <option key={value} value={index}>
          {HAND + value} {texts.skinTones[index]}
        </option>
      ))}
    </select>
  );
}

function Grid({ label, all, choose }: { label: string; all: readonly Emoji[]; choose: (char: string) => void }) {
  if (all.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: these buttons belong to no form
    <div class="grid" role="group" aria-label={label} onKeyDown={onGridKey}>
      {all.map(({ char, name, codes }) => (
        <button
          key={char}
          type="button"
          class="emoji"
          aria-label={name}
          title={codes[0] ? `${name} :${codes[0]}:` : name}
          onClick={() => choose(char)}
        >
          {toned(char, tone.value)}
        </button>
      ))}
    </div>
  );
}

/** Moves through the emoji with the arrow keys as they appear on the screen, across the borders of the grids. */
function onGridKey(event: KeyboardEvent & { currentTarget: HTMLDivElement }): void {
  const buttons = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])];
  const at = event.target instanceof HTMLButtonElement ? buttons.indexOf(event.target) : 0;
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
  const next: Record<string, () => HTMLButtonElement | undefined> = {
    ArrowRight: () => buttons[at + forward],
    ArrowLeft: () => buttons[at - forward],
    ArrowDown: () => inNextRow(buttons.slice(at)),
    ArrowUp: () => inNextRow(buttons.slice(0, at + 1).reverse()),
  };
  const step = next[event.key];
  if (!step) return;
  event.preventDefault();
  step()?.focus();
}

/** The button in the next row that is nearest to the first of `buttons`. */
function inNextRow([from, ...others]: readonly HTMLButtonElement[]): HTMLButtonElement | undefined {
  if (!from) return undefined;
  const top = others.find(({ offsetTop }) => offsetTop !== from.offsetTop)?.offsetTop;
  const away = ({ offsetLeft }: HTMLButtonElement): number => Math.abs(offsetLeft - from.offsetLeft);
  return others.filter(({ offsetTop }) => offsetTop === top).sort((a, b) => away(a) - away(b))[0];
}
