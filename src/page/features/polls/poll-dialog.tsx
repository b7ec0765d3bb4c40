/** The form for a new poll. It always has one more field for an option, up to the maximum. */

import { useRef, useState } from 'preact/hooks';
import { MOST_OPTIONS } from '../../../protocol/events/poll-options.ts';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { words as uiWords } from '../../ui/words.ts';
import { type PollDraft, sendPoll } from './asking.ts';
import { pollDialog } from './overlays.ts';
import { words } from './words.ts';

const NEW: PollDraft = { question: '', options: [], many: false };

/** Unsent polls by room, so that closing the form by mistake loses nothing. */
const unsent = new Map<string, PollDraft>();

/** The fields for options: at least two, with a blank one at the end. */
function fieldsOf(options: readonly string[]): string[] {
  const last = options.findLastIndex((option) => option.trim() !== '');
  const length = Math.min(Math.max(last + 2, 2), MOST_OPTIONS);
  return Array.from({ length }, (_, index) => options[index] ?? '');
}

/** The poll to begin with: what a command contained, or else the unsent poll. */
function begin(room: Room, { question, options, many }: PollDraft): PollDraft {
  const kept = unsent.get(room.name) ?? NEW;
  const isBlank = question === '' && options.length === 0;
  const now = isBlank ? { ...kept, many: many || kept.many } : { question, options, many };
  unsent.set(room.name, now);
  return now;
}

function PollDialog({ room, draft = NEW }: { room: Room; draft?: PollDraft }) {
  const { value: texts } = words;
  const [now, setNow] = useState(() => begin(room, draft));
  const [problem, setProblem] = useState<string>();
  const change = (part: Partial<PollDraft>): void => {
    const next = { ...now, ...part };
    unsent.set(room.name, next);
    setNow(next);
    setProblem(undefined);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const why = sendPoll(room, now);
    setProblem(why);
    if (why !== undefined) return;
    unsent.delete(room.name);
    closeOverlay();
  };
  return (
    <Dialog label={texts.newPoll} onClose={closeOverlay}>
      <form class="poll-form stack" onSubmit={submit}>
        <PollFields draft={now} change={change} />
        <p class="means">{texts.secret}</p>
        <p class="problem" role="alert">
          {problem}
        </p>
        <div class="answers">
          <button type="button" class="plain" onClick={closeOverlay}>
            {uiWords.value.cancel}
          </button>
          <button type="submit" class="primary">
            {texts.start}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The question, its options, and whether several may be chosen. */
function PollFields({ draft, change }: { draft: PollDraft; change: (part: Partial<PollDraft>) => void }) {
  const { value: texts } = words;
  const list = useRef<HTMLOListElement>(null);
  const { question, options, many } = draft;
  const fields = fieldsOf(options);
  const focused = question === '' ? -1 : Math.min(options.length, fields.length - 1);
  /** Enter moves to the next option. In a blank option it sends the poll. */
  const goOn = (event: KeyboardEvent, index: number): void => {
    const next = list.current?.querySelectorAll('input')[index + 1];
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || !next || fields[index] === '') return;
    event.preventDefault();
    next.focus();
  };
  return (
    <>
      <label class="setting">
        {texts.question}
        <input
          class="field"
          dir="auto"
          autofocus={question === ''}
          autocomplete="off"
          enterkeyhint="next"
          value={question}
          onInput={({ currentTarget }) => change({ question: currentTarget.value })}
          onKeyDown={(event) => question !== '' && goOn(event, -1)}
        />
      </label>
      <fieldset class="choices">
        <legend>{texts.options}</legend>
        <ol ref={list}>
          {fields.map((option, index) => (
            <OptionField
              key={index}
              option={option}
              index={index}
              hasFocus={index === focused}
              change={(text) => change({ options: fields.with(index, text) })}
              onKeyDown={(event) => goOn(event, index)}
            />
          ))}
        </ol>
        <label>
          <input
            type="checkbox"
            checked={many}
            onChange={({ currentTarget }) => change({ many: currentTarget.checked })}
          />
          <span>{texts.allowSeveral}</span>
        </label>
      </fieldset>
    </>
  );
}

interface OptionProps {
  option: string;
  index: number;
  /** Whether the form opens with the focus here. */
  hasFocus: boolean;
  change: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function OptionField({ option, index, hasFocus, change, onKeyDown }: OptionProps) {
  const { value: texts } = words;
  return (
    <li>
      <input
        class="field"
        dir="auto"
        autofocus={hasFocus}
        autocomplete="off"
        enterkeyhint={option === '' ? 'done' : 'next'}
        aria-label={texts.option(index + 1)}
        placeholder={index < 2 ? texts.option(index + 1) : texts.addOption}
        value={option}
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </li>
  );
}

pollDialog.view.value = PollDialog;
