import { accept, hold, letPass, said } from '../state/toast.ts';

/** Always in the document: a live region must be there before it speaks. */
export function Toast() {
  return (
    <p class="toast" role="status">
      <Said />
    </p>
  );
}

/** What is being said, with what can be done about it. */
export function Said() {
  const { text, offer } = said.value;
  return (
    <>
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
    </>
  );
}
