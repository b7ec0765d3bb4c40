/** A position as it is stored: of a read mark, or of the message that a draft replies to. */

import type { Position } from '../../protocol/position.ts';

/** `undefined` if `fields` aren't those of a position. */
export function positionIn(fields: Map<string, unknown> | undefined): Position | undefined {
  const [epoch, seq] = [fields?.get('epoch'), fields?.get('seq')];
  return typeof epoch === 'string' && typeof seq === 'number' ? { epoch, seq } : undefined;
}
