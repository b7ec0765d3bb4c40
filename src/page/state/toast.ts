/** One short line that says that something worked, or why not. */

import { signal } from '@preact/signals';

/** Long enough to read a sentence. */
const SHOWN_MS = 4_000;
/** Long enough to find a button. */
const OFFERED_MS = 10_000;

/** What can be done about what is said, once. */
export interface Offer {
  label: string;
  act(): void;
  /** The time for it is over. */
  gone(): void;
}

/** What is being said. Empty for nothing. */
export const said = signal<{ text: string; offer?: Offer | undefined }>({ text: '' });

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says `text` for a moment, or offers to do something. */
export function toast(text: string, offer?: Offer): void {
  const { offer: before } = said.peek();
  said.value = { text, offer };
  before?.gone();
  letPass();
}

/** Does what is offered. */
export function accept({ act }: Offer): void {
  said.value = { text: '' };
  act();
}

/** Lets it be said as long as the pointer or focus is on it. */
export function hold(): void {
  clearTimeout(timer);
}

/** Lets it pass. */
export function letPass(): void {
  clearTimeout(timer);
  const { text, offer } = said.peek();
  if (text) timer = setTimeout(() => toast(''), offer ? OFFERED_MS : SHOWN_MS);
}
