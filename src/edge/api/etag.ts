/** A position as an entity tag (RFC 9110 §8.8.3): `"EPOCH-SEQ"`. An export carries it; a client that ends the room gives it back. */

import type { Position } from '../../protocol/position.ts';

export function toTag({ epoch, seq }: Position): string {
  return `"${epoch}-${seq}"`;
}

/** The positions that a header `If-Match` names. Tags that no export has are left out: weak ones, `*`. */
export function positionsOf(ifMatch: string): Position[] {
  return [...ifMatch.matchAll(/(?<!W\/)"([\w-]{0,64})-(\d{1,15})"/g)].map(([, epoch = '', seq]) => ({
    epoch,
    seq: Number(seq),
  }));
}
