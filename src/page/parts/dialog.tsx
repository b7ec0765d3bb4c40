/** A modal dialog. The browser traps focus, closes it on Esc and gives focus back to what opened it. */

import type { ComponentChildren } from 'preact';
import { more as words } from '../words/more.ts';
import { useModal } from './modal.ts';
import { MoreIcon as Icon } from './more-icon.tsx';

interface DialogProps {
  label: string;
  onClose: () => void;
  /** How it looks, beside what all dialogs have. */
  kind?: string;
  children: ComponentChildren;
}

/** Open for as long as it is rendered. */
export function Dialog({ label, onClose, kind = '', children }: DialogProps) {
  const modal = useModal(onClose);
  return (
    <dialog {...modal} class={kind} aria-label={label}>
      <div class="sheet">
        <header>
          <h2>{label}</h2>
          <button type="button" class="tool" aria-label={words.value.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
