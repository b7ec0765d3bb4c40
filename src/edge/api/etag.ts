/**
 * A position as an entity tag (RFC 9110 §8.8.3): `"EPOCH-SEQ"`. An export carries it, and a client that closes the room
 * sends it back.
 */

import type { Position } from '../../protocol/position.ts';

export function toTag({ epoch, seq }: Position): string {
  return `"${epoch}-${seq}"`;
}

/** The positions in an `If-Match` header. Tags that no export has (weak ones, `*`) are left out. */
export function positionsOf(ifMatch: string): Position[] {
  return [...ifMatch.matchAll(/(?<!W\/)"([\w-]{0,64})-(\d{1,15})"/g)].map(([, epoch = '', seq]) => ({
    epoch,
    seq: Number(seq),
  }));
}
