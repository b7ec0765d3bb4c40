import { accept, hold, letPass, said } from '../state/toast.ts';

/** Always in the document: a live region must be there before it speaks. */
export function Toast() {
  const { text, offer } = said.value;
  return (
    <p class="toast" role="status">
      {text}
      {offer && (
        <button
          type="button"
          onClick={() => accept(offer)}
          onPointerEnter={hold}
          onPointerLeave={letPass}
          onFocus={hold}
          onBlur={letPass}
        >
          {offer.label}
        </button>
      )}
    </p>
  );
}
