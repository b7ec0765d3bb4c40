/** The toast above an open dialog. Content behind a modal dialog is neither seen nor read aloud. */

import { said } from './toast.ts';
import { Said } from './toast.tsx';
import { offered } from './toast-offer.ts';

export function ToastOver() {
  return (
    (said.value || offered.value) && (
      <p class="toast" role="alert">
        <Said />
      </p>
    )
  );
}
