/** The toast while a dialog is open: what stands behind it is neither seen nor read aloud. */

import { offered } from './offer.ts';
import { said } from './toast.ts';
import { Said } from './toast.tsx';

export function ToastOver() {
  return (
    (said.value || offered.value) && (
      <p class="toast" role="alert">
        <Said />
      </p>
    )
  );
}
