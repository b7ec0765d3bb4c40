/** A session of a member, as the room names it. */

export interface SessionRef {
  readonly memberId: string;
  /** A public hash of the session's secret: names the session without being able to resume it. */
  readonly sessionTag: string;
}
