/** One's own name, changed where it stands. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MEMBER_NAME_CHARS } from '../../protocol/limits.ts';
import { cleanName } from '../../protocol/names.ts';
import { splitName } from '../state/person.ts';
import { myName, rename } from '../state/rooms.ts';
import { words } from '../words/index.ts';
import { Icon } from './icon.tsx';
import { Name } from './person.tsx';

/** `shown`: the name as the room has it, which may carry the mark of a look-alike. */
export function OwnName({ shown }: { shown: string | undefined }) {
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const { value: say } = words;
  useLayoutEffect(() => {
    if (wasEditing.current && !editing) opener.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const name = shown ?? myName.value;
  if (editing) return <NameForm name={myName.value ?? splitName(name ?? '').plain} done={() => setEditing(false)} />;
  return (
    <button type="button" class="own-name" ref={opener} onClick={() => setEditing(true)} title={say.changeName}>
      {name === undefined ? say.yourName : <Name name={name} />}
      <Icon name="edit" />
      <span class="sr">{say.changeName}</span>
    </button>
  );
}

function NameForm({ name, done }: { name: string; done: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [isRefused, setRefused] = useState(false);
  const { value: say } = words;
  useLayoutEffect(() => field.current?.select(), []);
  const save = (): void => {
    const result = cleanName(field.current?.value ?? '');
    setRefused(!result.ok);
    if (!result.ok) return field.current?.focus();
    rename(result.name);
    done();
  };
  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        done();
      }}
    >
      <input
        ref={field}
        class="field"
        defaultValue={name}
        dir="auto"
        autocomplete="nickname"
        // Twice: decomposed letters become one when the name is cleaned.
        maxLength={MEMBER_NAME_CHARS * 2}
        aria-label={say.yourName}
        aria-invalid={isRefused}
        aria-describedby="name-rule"
      />
      <button type="submit" class="tool" aria-label={say.save}>
        <Icon name="check" />
      </button>
      <button type="button" class="tool" aria-label={say.cancel} onClick={done}>
        <Icon name="close" />
      </button>
      <p id="name-rule" class="problem" role="alert">
        {isRefused && say.nameRule}
      </p>
    </form>
  );
}
