/** What the token at the caret may become, in a list above the field. */

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { peopleIn } from '../../state/people.ts';
import type { Room } from '../../state/room.ts';
import { rooms } from '../../state/rooms.ts';
import { Face, Name } from '../../ui/person.tsx';
import { words } from '../../words/index.ts';
import { more } from '../../words/more.ts';
import { usageOf } from '../commands/command.ts';
import { commandsFor } from '../commands/commands.ts';
import { emojiOf, searchEmoji } from '../emoji/emoji.ts';
import { emojiGroups, loadEmoji } from '../emoji/emoji-data.ts';
import { recent, used } from '../emoji/recent-emoji.ts';
import { tone, toned } from '../emoji/skin-tone.ts';
import { isDrawn } from '../emoji/supported.ts';
import { closedCode, matching, mentionOf, type Token, tokenAt } from './complete.ts';
import { typeOver } from './insert-text.ts';

/** Rows of the list. */
const SHOWN = 8;

interface Option {
  key: string;
  /** What takes the token's place. */
  text: string;
  face?: { id: string; name: string } | { emoji: string };
  label: string;
  detail?: string;
  /** The emoji that is used by choosing it, without its skin tone. */
  emoji?: string;
}

const LIST_ID = 'completion';

interface CompletionProps {
  room: Room;
  /** The composer's: there by the time that anything happens. */
  field: RefObject<HTMLTextAreaElement | null>;
}

export function Completion({ room, field: ref }: CompletionProps) {
  const [token, setToken] = useState<Token>();
  const [at, setAt] = useState(0);
  const { value: also } = more;
  const options = token ? optionsFor(token, room) : [];
  const isOpen = options.length > 0;
  const now = useRef({ token, options, at, isOpen });
  now.current = { token, options, at: Math.min(at, options.length - 1), isOpen };

  const choose = (option: Option | undefined): void => {
    const { current: field } = ref;
    if (!token || !option || !field) return;
    setToken(undefined);
    if (option.emoji) used(option.emoji);
    typeOver(field, `${option.text} `, token.from, token.to);
  };

  useEffect(() => {
    const { current: field } = ref;
    if (!field) return;
    const read = (): void => {
      const isCaret = field.selectionStart === field.selectionEnd;
      const next = isCaret ? tokenAt(field.value, field.selectionStart) : undefined;
      if (next?.kind === 'emoji' || field.value.includes(':')) loadEmoji();
      setToken(next);
      setAt(0);
    };
    const onInput = (event: Event): void => {
      if (event instanceof InputEvent && event.isComposing) return;
      const closed = event instanceof InputEvent && event.data === ':' && closedCode(field.value, field.selectionStart);
      const emoji = closed ? emojiOf(emojiGroups.peek() ?? [], closed.code) : undefined;
      if (!closed || !emoji) return read();
      used(emoji);
      typeOver(field, toned(emoji, tone.peek()), closed.from, field.selectionStart);
    };
    const onKey = (event: KeyboardEvent): void => {
      const { isOpen, options, at, token } = now.current;
      if (!isOpen || event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey)
        return;
      if (event.key === 'ArrowDown') setAt((at + 1) % options.length);
      else if (event.key === 'ArrowUp') setAt((at + options.length - 1) % options.length);
      else if (event.key === 'Escape') setToken(undefined);
      // Nothing is left to complete: Enter sends.
      else if (event.key === 'Enter' && token && options[at]?.text === field.value.slice(token.from, token.to)) return;
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) chosen.current(options[at]);
      else return;
      event.preventDefault();
      // The composer must not send, nor cancel, by the same key.
      event.stopImmediatePropagation();
    };
    const ended = new AbortController();
    const { signal } = ended;
    field.addEventListener('input', onInput, { signal });
    field.addEventListener('compositionend', read, { signal });
    // When the page fills the field (composer.tsx), and when focus goes.
    for (const event of ['change', 'blur']) field.addEventListener(event, () => setToken(undefined), { signal });
    field.addEventListener('click', read, { signal });
    field.addEventListener('keydown', onKey, { signal, capture: true });
    read();
    return () => ended.abort();
  }, [ref]);
  const chosen = useRef(choose);
  chosen.current = choose;

  // Of many lines, so it can't be a combobox (ARIA in HTML): a text field that says what completes it, and what is active there.
  useLayoutEffect(() => {
    const { current: field } = ref;
    const attributes: Record<string, string> = isOpen
      ? {
          'aria-haspopup': 'listbox',
          'aria-autocomplete': 'list',
          'aria-controls': LIST_ID,
          'aria-activedescendant': `${LIST_ID}-${now.current.at}`,
        }
      : {};
    for (const [name, value] of Object.entries(attributes)) field?.setAttribute(name, value);
    document.getElementById(`${LIST_ID}-${now.current.at}`)?.scrollIntoView({ block: 'nearest' });
    return () => {
      for (const name of Object.keys(attributes)) field?.removeAttribute(name);
    };
  }, [isOpen, at, token]);

  if (!isOpen) return null;
  return (
    <div class="completion" role="listbox" id={LIST_ID} aria-label={also.suggestions}>
      {options.map(({ key, label, detail, face }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active one
        // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the field
        <div
          key={key}
          id={`${LIST_ID}-${index}`}
          role="option"
          aria-selected={index === now.current.at}
          // Focus must stay in the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(options[index])}
        >
          {face &&
            ('id' in face ? <Face id={face.id} name={face.name} small /> : <span class="emoji">{face.emoji}</span>)}
          <Name name={label} />
          {detail && <small>{detail}</small>}
        </div>
      ))}
    </div>
  );
}

function optionsFor({ kind, query }: Token, room: Room): Option[] {
  const { value: say } = words;
  switch (kind) {
    case 'member': {
      return matching(peopleIn(room.state.value), query, SHOWN, ({ name }) => name).map(({ id, name, role }) => ({
        key: id,
        text: mentionOf(name),
        face: { id, name },
        label: name,
        detail: say.roles[role],
      }));
    }
    case 'emoji':
      return searchEmoji(emojiGroups.value ?? [], query, { limit: SHOWN, recent: recent.peek(), isDrawn }).map(
        ({ char, name, codes }) => ({
          key: char,
          emoji: char,
          text: toned(char, tone.value),
          face: { emoji: toned(char, tone.value) },
          label: name,
          ...(codes[0] === undefined ? {} : { detail: `:${codes[0]}:` }),
        }),
      );
    case 'command': {
      // All of them: there is no better place to look through them.
      const commands = commandsFor(room);
      return matching(commands, query, commands.length, ({ name }) => name).map((command) => ({
        key: command.name,
        text: `/${command.name}`,
        label: usageOf(command),
        detail: command.words().does,
      }));
    }
    case 'room':
      return matching(rooms.value, query, SHOWN, ({ name }) => name).map(({ name }) => ({
        key: name,
        text: `#${name}`,
        label: `#${name}`,
      }));
  }
}
