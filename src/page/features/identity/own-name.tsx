/** The reader's own name, editable in place. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { splitName } from '../../state/member-appearance.ts';
import { myName } from '../../state/rooms.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { Name } from '../../ui/person.tsx';
import { NameForm } from './name-form.tsx';
import { words } from './words.ts';

/** @param shown the name as the room has it, which may carry the suffix of a look-alike */
export function OwnName({ shown }: { shown: string | undefined }) {
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const { value: texts } = words;
  useLayoutEffect(() => {
    if (wasEditing.current && !editing) opener.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const name = shown ?? myName.value;
  if (editing) return <NameForm name={myName.value ?? splitName(name ?? '').plain} done={() => setEditing(false)} />;
  return (
    <button type="button" class="own-name" ref={opener} onClick={() => setEditing(true)} title={texts.changeName}>
      {name === undefined ? texts.yourName : <Name name={name} />}
      <Icon name="edit" />
      <span class="sr">{texts.changeName}</span>
    </button>
  );
}
