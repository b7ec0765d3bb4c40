/**
 * Overlays: dialogs, menus and pop-ups, at most one at a time. A feature declares its own in its `overlays.ts`, from where they
 * are opened. The views are fetched when the first is wanted: each fills the slot of its overlay, and the page's overlays.ts
 * lists them. That of a menu that is opened often comes with the late part.
 */

import { signal } from '@preact/signals';
import { type Attributes, type ComponentChild, type ComponentType, h } from 'preact';
import { type Slot, slot } from '../state/slot.ts';

export class Overlay<Props extends object = object> {
  /** Shows it. Filled by the module of the view. */
  readonly view: Slot<ComponentType<Props>> = slot();
  /** It could do nothing outside the room on the screen, and closes when its reader is sent out of that. */
  readonly needsRoom: boolean;

  constructor({ needsRoom = false } = {}) {
    this.needsRoom = needsRoom;
  }

  /** Opens it in place of any other. One that is open keeps its state, unless it is given another `key`. */
  open(props: Props & Attributes): void {
    opened.value = { overlay: this, props, draw: () => this.view.value && h(this.view.value, props) };
  }
}

/** What lies over the page. */
export interface Opened {
  overlay: Pick<Overlay, 'needsRoom'>;
  props: object;
  /** `undefined` until the view is here. Tracks that. */
  draw(): ComponentChild;
}

export const opened = signal<Opened | undefined>(undefined);

let fetching: () => Promise<unknown> = () => Promise.resolve();

/** Says how the views are fetched. `fetch` resolves once they are here, or can't be now; it may be called again. */
export function fetchViewsBy(fetch: () => Promise<unknown>): void {
  fetching = fetch;
}

/** Fetches the views, and what comes with them. */
export function fetchViews(): Promise<unknown> {
  return fetching();
}
