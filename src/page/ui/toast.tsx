/** The view of the toast. */

import { said } from './toast.ts';
import { acceptOffer, keepOffer, offered, startOfferTimer } from './toast-offer.ts';

/** Always in the document: a live region must be there before it speaks. */
export function Toast() {
  return (
    <p class="toast" role="status">
      <Said />
    </p>
  );
}

/** What is being said, and what is offered. */
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
