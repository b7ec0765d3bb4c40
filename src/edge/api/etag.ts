/** The state of a room's log as an entity tag (RFC 9110 §8.8.3): `"EPOCH-SEQ"`. An export carries it; whoever ends the room gives it back. */

/** A state of a log: its epoch, `''` before the first event, and its newest event. */
export interface LogState {
  epoch: string;
  seq: number;
}

export function toTag({ epoch, seq }: LogState): string {
  return `"${epoch}-${seq}"`;
}

/** The states that a header `If-Match` names. Tags that no export has are left out: weak ones, `*`. */
export function statesOf(ifMatch: string): LogState[] {
  return [...ifMatch.matchAll(/(?<!W\/)"([\w-]{0,64})-(\d{1,15})"/g)].map(([, epoch = '', seq]) => ({
    epoch,
    seq: Number(seq),
  }));
}
