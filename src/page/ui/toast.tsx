/** The view of the toast. */

import { said } from './toast.ts';
import { acceptOffer, keepOffer, offered, startOfferTimer } from './toast-offer.ts';

/** Always in the document, because a live region must exist before its text changes. */
export function Toast() {
  return (
    <p class="toast" role="status">
      <Said />
    </p>
  );
}

/** The text of the toast, and the current offer. */
export function Said() {
  const { value: offer } = offered;
  return (
    <>
      {[said.value, offer?.text].filter(Boolean).join(' · ')}
      {offer && (
        <button
          type="button"
          onClick={() => acceptOffer(offer)}
          onPointerEnter={keepOffer}
          onPointerLeave={startOfferTimer}
          onFocus={keepOffer}
          onBlur={startOfferTimer}
        >
          {offer.label}
        </button>
      )}
    </>
  );
}
