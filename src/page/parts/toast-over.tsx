/** The toast while a dialog is open: what stands behind it is neither seen nor read aloud. */

import { said } from '../state/toast.ts';

export function ToastOver() {
  return (
    said.value && (
      <p class="toast" role="alert">
        {said.value}
      </p>
    )
  );
}
