/** Computes the position of a pop-up. Pure. */

import type { Spot } from './spot.ts';

/** Kept free around it. CSS pixels. */
const EDGE_PX = 8;

/** Where a box of this size stands: above the spot or below it, wherever there is room, its edge in line with the spot's outer one. */
export function placeBeside(
  at: Spot,
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
