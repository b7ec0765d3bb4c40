/** A place in one life of a room's log. */

export interface Position {
  /** Names one life of the log, from its first event until it is deleted. '' before the first event. */
  readonly epoch: string;
  readonly seq: number;
}
