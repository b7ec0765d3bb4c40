/** Puts the page into a state directly. For the gallery and tests alone. */

import { type ReadonlySignal, Signal } from '@preact/signals';

/** Sets a signal that otherwise only its owner sets. */
export function put<T>(signal: ReadonlySignal<T>, value: T): void {
  const settable: unknown = signal;
  if (!(settable instanceof Signal)) throw new TypeError('Only a signal has a value to set.');
  settable.value = value;
}
