import { said } from '../state/toast.ts';

/** Always in the document: a live region must be there before it speaks. */
export function Toast() {
  return (
    <p class="toast" role="status">
      {said.value}
    </p>
  );
}
