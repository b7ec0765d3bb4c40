/** The place of a pop-up on a wide screen: beside the element that opened it. */

/** The edges of that element, in CSS pixels of the window. */
export type PopupAnchor = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>;

/** The anchor at an element. For an element that isn't on the screen, the middle of the window. */
export function popupAnchorOf(element: Element | null | undefined): PopupAnchor {
  if (element?.isConnected) return element.getBoundingClientRect();
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  return { top: y, bottom: y, left: x, right: x };
}
