/** The toast while a dialog is open: what stands behind it is neither seen nor read aloud. */

import { said } from '../state/toast.ts';
import { Said } from './toast.tsx';

export function ToastOver() {
  return (
    said.value.text && (
      <p class="toast" role="alert">
        <Said />
      </p>
    )
  );
}
