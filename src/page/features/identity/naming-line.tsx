/** The line above the composer that asks a nameless reader for a name. It disappears once they choose or decline. */

import { useComputed } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Room } from '../../state/room.ts';
import { myName } from '../../state/rooms.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { Name } from '../../ui/person.tsx';
import { NameForm } from './name-form.tsx';
import { stayNameless } from './name-prompt.ts';
import { words } from './words.ts';

export function NamingLine({ room }: { room: Room }) {
  const { value: self } = useComputed(() => room.state.value?.self);
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const { value: texts } = words;
  useLayoutEffect(() => {
    // After the reader cancelled, focus returns to the button.
    if (wasEditing.current && !editing) opener.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  useLayoutEffect(
    () => () => {
      // The line disappears once the reader has a name, so focus moves to the composer.
      if (wasEditing.current && myName.peek() !== undefined) toField();
    },
    [],
  );
  // The line takes up its space from the first paint on. Otherwise all messages would move when it appears.
  if (!self) return <div class="restraint naming" />;
  return (
    <div class="restraint naming">
      {editing ? (
        <NameForm name="" done={() => setEditing(false)} />
      ) : (
        <>
          <p>
            {texts.youWriteAs} <Name name={self.name} />
          </p>
          <button type="button" class="link" ref={opener} onClick={() => setEditing(true)}>
            {texts.chooseName}
          </button>
          <button
            type="button"
            class="tool"
            aria-label={texts.stayNameless}
            title={texts.stayNameless}
            onClick={() => {
              stayNameless();
              toField();
            }}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  );
}

function toField(): void {
  document.querySelector<HTMLElement>('.composer textarea')?.focus();
}
