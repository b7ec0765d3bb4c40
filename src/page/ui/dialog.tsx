/** A modal dialog. The browser traps the focus, closes the dialog on Esc, and restores the focus. */

import type { ComponentChildren } from 'preact';
import { useModal } from './modal.ts';
import { MoreIcon as Icon } from './more-icon.tsx';
import { ToastOver } from './toast-over.tsx';
import { words } from './words.ts';

interface DialogProps {
  label: string;
  onClose: () => void;
  /** Goes back to where the dialog was opened from. */
  onBack?: (() => void) | undefined;
  /** An additional class. */
  kind?: string;
  children: ComponentChildren;
}

/** Open for as long as it is rendered. */
export function Dialog({ label, onClose, onBack, kind = '', children }: DialogProps) {
  const modal = useModal(onClose);
  return (
    <dialog {...modal} class={kind} aria-label={label}>
      <div class="sheet">
        <header>
          {onBack && (
            <button type="button" class="tool" aria-label={words.value.back} title={words.value.back} onClick={onBack}>
              <Icon name="back" />
            </button>
          )}
          <h2>{label}</h2>
          <button type="button" class="tool" aria-label={words.value.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
      <ToastOver />
    </dialog>
  );
}
