/** A position within one life of a room's log. */

export interface Position {
  /** Identifies one life of the log, from its first event until the log is deleted. '' before the first event. */
  readonly epoch: string;
  readonly seq: number;
}
