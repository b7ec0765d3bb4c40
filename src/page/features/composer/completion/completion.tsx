/** The list of suggestions for the token at the caret, above the field. */

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import type { Room } from '../../../state/room.ts';
import { Face, Name } from '../../../ui/person.tsx';
import { typeOver } from '../insert-text.ts';
import { words } from '../words.ts';
import { CompletionModel } from './completion-model.ts';
import type { Suggestion } from './source.ts';
import { SOURCES } from './sources.ts';

const LIST_ID = 'completion';

interface CompletionProps {
  room: Room;
  /** The composer's field. It is set before any event arrives. */
  field: RefObject<HTMLTextAreaElement | null>;
}

export function Completion({ room, field: ref }: CompletionProps) {
  const model = useMemo(
    () =>
      new CompletionModel(room, SOURCES, ({ text, from, to }) => {
        if (ref.current) typeOver(ref.current, text, from, to);
      }),
    [room, ref],
  );
  const { value: suggestions } = model.suggestions;
  const { value: active } = model.active;
  useEffect(() => (ref.current ? complete(model, ref.current) : undefined), [model, ref]);
  useLayoutEffect(
    () => (ref.current && suggestions.length > 0 ? describe(ref.current, active) : undefined),
    [suggestions, active],
  );

  if (suggestions.length === 0) return null;
  return (
    <div class="completion" role="listbox" id={LIST_ID} aria-label={words.value.suggestions}>
      {suggestions.map((suggestion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the active one
        // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the field
        <div
          key={suggestion.key}
          id={`${LIST_ID}-${index}`}
          role="option"
          aria-selected={index === active}
          // Focus must stay in the field.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => model.choose(suggestion)}
        >
          <Label suggestion={suggestion} />
        </div>
      ))}
    </div>
  );
}

function Label({ suggestion: { face, label, detail } }: { suggestion: Suggestion }) {
  return (
    <>
      {face && ('id' in face ? <Face id={face.id} name={face.name} small /> : <span class="emoji">{face.emoji}</span>)}
      <Name name={label} />
      {detail && <small>{detail}</small>}
    </>
  );
}

/** Reports what happens in the field to the model. @returns the function that stops this */
function complete(model: CompletionModel, field: HTMLTextAreaElement): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const caret = (): number | undefined =>
    field.selectionStart === field.selectionEnd ? field.selectionStart : undefined;
  const read = (): void => model.read(field.value, caret());
  field.addEventListener(
    'input',
    (event) => {
      if (!(event instanceof InputEvent)) read();
      else if (!event.isComposing) model.readTyped(field.value, caret(), event.data);
    },
    { signal },
  );
  field.addEventListener('compositionend', read, { signal });
  field.addEventListener('click', read, { signal });
  // The page fires `change` when it fills the field (composer.tsx). `blur` means that the field has lost focus.
  for (const event of ['change', 'blur']) field.addEventListener(event, () => model.close(), { signal });
  field.addEventListener(
    'keydown',
    (event) => {
      if (!model.key(event)) return;
      event.preventDefault();
      // The same key must not make the composer send or cancel.
      event.stopImmediatePropagation();
    },
    { signal, capture: true },
  );
  read();
  return () => ended.abort();
}

/**
 * Tells assistive technology on the field that suggestions are shown, and which one is active. A field of several lines
 * can't be a combobox (ARIA in HTML).
 * @returns the function that removes these attributes
 */
function describe(field: HTMLTextAreaElement, active: number): () => void {
  const attributes = {
    'aria-haspopup': 'listbox',
    'aria-autocomplete': 'list',
    'aria-controls': LIST_ID,
    'aria-activedescendant': `${LIST_ID}-${active}`,
  };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
  document.getElementById(`${LIST_ID}-${active}`)?.scrollIntoView({ block: 'nearest' });
  return () => {
    for (const name of Object.keys(attributes)) field.removeAttribute(name);
  };
}
