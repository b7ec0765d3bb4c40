/** A passphrase field whose text can be shown. */

import type { RefObject } from 'preact';
import { words } from './words.ts';

/** Long enough for any sentence. */
const LONGEST_CHARS = 256;

interface PassphraseFieldProps {
  field: RefObject<HTMLInputElement | null>;
  isSeen: boolean;
  setSeen: (isSeen: boolean) => void;
  /** The id of the field, if its label is elsewhere. */
  id?: string;
  isNew?: boolean;
  autofocus?: boolean;
  describedBy?: string;
  isInvalid?: boolean;
  onInput?: () => void;
}

export function PassphraseField({ field, isSeen, setSeen, id, isNew = false, ...others }: PassphraseFieldProps) {
  const { value: texts } = words;
  const { autofocus = false, describedBy, isInvalid = false, onInput = () => {} } = others;
  const type = isSeen ? ({ type: 'text' } as const) : ({ type: 'password' } as const);
  return (
    <span class="passphrase">
      <input
        {...type}
        id={id}
        ref={field}
        class="field"
        placeholder={texts.passphrase}
        aria-label={id === undefined ? texts.passphrase : undefined}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        maxLength={LONGEST_CHARS}
        autofocus={autofocus}
        autocomplete={isNew ? 'new-password' : 'off'}
        autocapitalize="none"
        spellcheck={false}
        dir="auto"
        onInput={onInput}
      />
      <button type="button" class="link" onClick={() => setSeen(!isSeen)}>
        {isSeen ? texts.hidePassphrase : texts.showPassphrase}
      </button>
    </span>
  );
}
