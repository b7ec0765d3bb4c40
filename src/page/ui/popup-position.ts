/** Computes the position of a pop-up. Pure. */

import type { PopupAnchor } from './popup-anchor.ts';

/** The margin to the edges of the window, in CSS pixels. */
const EDGE_PX = 8;

/**
 * The position of a pop-up of this size: above the anchor or below it, wherever there is space, aligned with the anchor's
 * outer edge.
 */
export function positionBeside(
  at: PopupAnchor,
  box: { width: number; height: number },
  view: { width: number; height: number },
): { top: number; left: number } {
  const above = at.top - EDGE_PX - box.height;
  const below = at.bottom + EDGE_PX;
  const fitsBelow = below + box.height <= view.height - EDGE_PX;
  const top = fitsBelow ? below : Math.max(EDGE_PX, above);
  const isLeft = at.left + at.right < view.width;
  const left = isLeft ? Math.min(at.left, view.width - EDGE_PX - box.width) : at.right - box.width;
  return {
    top: Math.max(EDGE_PX, Math.min(top, view.height - EDGE_PX - box.height)),
    left: Math.max(EDGE_PX, Math.min(left, view.width - EDGE_PX - box.width)),
  };
}
