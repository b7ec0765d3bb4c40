/**
 * Overlays: dialogs, menus and pop-ups, at most one at a time. A feature declares its overlays in its `overlays.ts`,
 * through which other code opens them. The views are fetched when one is first needed. Each view fills the slot of its
 * overlay, and the page's overlays.ts lists them. The view of a menu that is opened often comes with the late part.
 */

import { signal } from '@preact/signals';
import { type Attributes, type ComponentChild, type ComponentType, h } from 'preact';
import { type Slot, slot } from '../state/slot.ts';

export class Overlay<Props extends object = object> {
  /** The view. Its own module fills this slot. */
  readonly view: Slot<ComponentType<Props>> = slot();
  /** Whether the overlay only works in the open room, and closes when the reader is removed from it. */
  readonly needsRoom: boolean;

  constructor({ needsRoom = false } = {}) {
    this.needsRoom = needsRoom;
  }

  /** Opens the overlay in place of any other. If it is open already, it keeps its state unless `key` differs. */
  open(props: Props & Attributes): void {
    opened.value = { overlay: this, props, draw: () => this.view.value && h(this.view.value, props) };
  }
}

/** The open overlay. */
export interface Opened {
  overlay: Pick<Overlay, 'needsRoom'>;
  props: object;
  /** Draws the view; `undefined` until the view has loaded, which is tracked. */
  draw(): ComponentChild;
}

export const opened = signal<Opened | undefined>(undefined);

let fetching: () => Promise<unknown> = () => Promise.resolve();

/**
 * Sets the function that fetches the views. It resolves once they have loaded, or if that fails. It may be called
 * again.
 */
export function fetchViewsBy(fetch: () => Promise<unknown>): void {
  fetching = fetch;
}

/** Fetches the views of all overlays, and what comes with them. */
export function fetchViews(): Promise<unknown> {
  return fetching();
}
