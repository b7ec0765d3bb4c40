/** The undo button of a toast. Loaded with the late part. */

import { signal } from '@preact/signals';
import { said } from './toast.ts';

/** Long enough to find the button. */
const OFFERED_MS = 10_000;

/** An action that can be undone once. */
export interface Offer {
  text: string;
  label: string;
  act(): void;
  /** Called when the time for the offer is over. */
  gone(): void;
}

/** The current offer. It is separate from the toast's text, because another message must not end it. */
export const offered = signal<Offer | undefined>(undefined);

let offering: ReturnType<typeof setTimeout> | undefined;

/** Shows an offer for a while, in place of the one before it. */
export function showOffer(next: Offer): void {
  endOffer();
  said.value = '';
  offered.value = next;
  startOfferTimer();
}

/** Ends the current offer. */
export function endOffer(): void {
  clearTimeout(offering);
  const { value: before } = offered;
  offered.value = undefined;
  before?.gone();
}

/** Accepts the offer. */
export function acceptOffer({ act }: Offer): void {
  clearTimeout(offering);
  offered.value = undefined;
  act();
}

/** Keeps the offer as long as the pointer or focus is on it. */
export function keepOffer(): void {
  clearTimeout(offering);
}

/** Starts the time after which the offer ends. */
export function startOfferTimer(): void {
  clearTimeout(offering);
  if (offered.peek()) offering = setTimeout(endOffer, OFFERED_MS);
}
