/** The undo button of a toast. Loaded with the late part. */

import { signal } from '@preact/signals';
import { said } from './toast.ts';

/** Long enough to find a button. */
const OFFERED_MS = 10_000;

/** Something that was done, and what can be done about it, once. */
export interface Offer {
  text: string;
  label: string;
  act(): void;
  /** The time for it is over. */
  gone(): void;
}

/** What is being offered, beside what is said: other news must not end it. */
export const offered = signal<Offer | undefined>(undefined);

let offering: ReturnType<typeof setTimeout> | undefined;

/** Offers something for a while, in place of what was offered before. */
export function showOffer(next: Offer): void {
  endOffer();
  said.value = '';
  offered.value = next;
  startOfferTimer();
}

/** The time for what is offered is over. */
export function endOffer(): void {
  clearTimeout(offering);
  const { value: before } = offered;
  offered.value = undefined;
  before?.gone();
}

/** Does what is offered. */
export function acceptOffer({ act }: Offer): void {
  clearTimeout(offering);
  offered.value = undefined;
  act();
}

/** Lets the offer stand as long as the pointer or focus is on it. */
export function keepOffer(): void {
  clearTimeout(offering);
}

/** Lets it pass. */
export function startOfferTimer(): void {
  clearTimeout(offering);
  if (offered.peek()) offering = setTimeout(endOffer, OFFERED_MS);
}
