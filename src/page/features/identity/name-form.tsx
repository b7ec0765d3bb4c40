/** The form in which readers change their name. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MEMBER_NAME_CHARS } from '../../../protocol/limits.ts';
import { cleanName } from '../../../protocol/names.ts';
import { whyReserved } from '../../../protocol/reserved-names.ts';
import { rename } from '../../state/change-rooms.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { words as uiWords } from '../../ui/words.ts';
import { moreCommon } from '../../words/common.ts';
import { words } from './words.ts';

export function NameForm({ name, done }: { name: string; done: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [isRefused, setRefused] = useState(false);
  const { value: texts } = words;
  useLayoutEffect(() => field.current?.select(), []);
  const save = (): void => {
    const result = cleanName(field.current?.value ?? '', whyReserved);
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
        // Twice the limit, because cleaning a name composes decomposed letters.
        maxLength={MEMBER_NAME_CHARS * 2}
        placeholder={texts.yourName}
        aria-label={texts.yourName}
        aria-invalid={isRefused}
        aria-describedby="name-rule"
      />
      <button type="submit" class="tool" aria-label={moreCommon.value.savesEdit.button}>
        <Icon name="check" />
      </button>
      <button type="button" class="tool" aria-label={uiWords.value.cancel} onClick={done}>
        <Icon name="close" />
      </button>
      <p id="name-rule" class="problem" role="alert">
        {isRefused && texts.nameRule}
      </p>
    </form>
  );
}
