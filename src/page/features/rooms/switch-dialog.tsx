/** The room switcher: finds a room by a few letters, or opens a new one by its full name. */

import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { roomPath } from '../../../protocol/room-path.ts';
import { currentRoom, rooms } from '../../state/rooms.ts';
import { go } from '../../state/route.ts';
import { unreadLabel } from '../../state/unread.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { common } from '../../words/common.first.ts';
import { switchDialog } from './overlays.ts';
import { roomsFor } from './switching.ts';
import { type TypedRoom, typedRoom } from './typed-room.ts';
import { words } from './words.ts';

const LIST_ID = 'switch-rooms';

interface Choice {
  room: string;
  /** Whether this browser doesn't know the room yet. */
  isNew: boolean;
  /** "3", "50+", or '' if everything has been read. */
  unread: string;
  calls: number;
}

function SwitchDialog() {
  const { value: texts } = words;
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const typed = typedRoom(query);
  const choices = choicesFor(query, typed);
  const active = Math.min(at, choices.length - 1);

  const open = (choice: Choice | undefined): void => {
    if (!choice) return;
    closeOverlay();
    go(roomPath(choice.room));
  };
  const move = (to: number): void => {
    setAt(to);
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return;
    const { length } = choices;
    if (event.key === 'Enter') open(choices[active]);
    else if (event.key === 'ArrowDown' && length > 0) move((active + 1) % length);
    else if (event.key === 'ArrowUp' && length > 0) move((active + length - 1) % length);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label={texts.switchTitle} onClose={closeOverlay} kind="finder">
      <input
        class="field"
        role="combobox"
        autofocus
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        dir="auto"
        enterkeyhint="go"
        placeholder={texts.switchTo}
        aria-label={texts.switchTo}
        aria-expanded={choices.length > 0}
        aria-controls={LIST_ID}
        aria-autocomplete="list"
        aria-activedescendant={choices.length > 0 ? `${LIST_ID}-${active}` : undefined}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ChoiceList choices={choices} active={active} list={list} open={open} />
      <p class="problem" role="status">
        {!typed.ok && choices.length === 0 && texts.roomProblems[typed.problem]}
      </p>
    </Dialog>
  );
}

interface ListProps {
  choices: readonly Choice[];
  /** The index of the choice that Enter opens. */
  active: number;
  list: RefObject<HTMLDivElement | null>;
  open: (choice: Choice) => void;
}

function ChoiceList({ choices, active, list, open }: ListProps) {
  return (
    <div class="switch-list" role="listbox" id={LIST_ID} aria-label={common.value.rooms} ref={list}>
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
        <div
          key={choice.room}
          id={`${LIST_ID}-${index}`}
          role="option"
          class={choice.unread ? 'has-unread' : ''}
          aria-selected={index === active}
          // Focus must stay in the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => open(choice)}
        >
          <Entry choice={choice} />
        </div>
      ))}
    </div>
  );
}

function Entry({ choice: { room, isNew, unread, calls } }: { choice: Choice }) {
  const { value: texts } = words;
  return (
    <>
      {isNew ? <Icon name="plus" /> : <span class="hash">#</span>}
      <bdi class="room-name">{isNew ? texts.openRoom(room) : room}</bdi>
      {room === currentRoom.value?.name && <small>{texts.openNow}</small>}
      {calls > 0 && (
        <span class="count called">
          <span aria-hidden="true">@{Math.min(calls, 99)}</span>
          <span class="sr">{texts.calledYou(calls)}</span>
        </span>
      )}
      {unread && (
        <span class="count">
          <span aria-hidden="true">{unread}</span>
          <span class="sr">{common.value.unread(unread)}</span>
        </span>
      )}
    </>
  );
}

/**
 * The known rooms that match, and the typed room if it isn't one of them. The open room is only offered if a query
 * matches it.
 */
function choicesFor(query: string, typed: TypedRoom): Choice[] {
  const known = rooms.value.map(({ name, record, unread }) => ({ name, lookedMs: record.lookedMs, ...unread.value }));
  const others = query.trim() === '' ? known.filter(({ name }) => name !== currentRoom.value?.name) : known;
  const found = roomsFor(others, typed.ok ? typed.room : query.trim()).map(({ name, count, calls, more }) => ({
    room: name,
    isNew: false,
    unread: unreadLabel({ count, more }),
    calls,
  }));
  const isKnown = typed.ok && known.some(({ name }) => name === typed.room);
  return typed.ok && !isKnown ? [...found, { room: typed.room, isNew: true, unread: '', calls: 0 }] : found;
}

switchDialog.view.value = SwitchDialog;
