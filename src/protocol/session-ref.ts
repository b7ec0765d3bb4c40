/** A member's session, as the room identifies it. */

export interface SessionRef {
  readonly memberId: string;
  /** A public hash of the session secret. It identifies the session but can't resume it. */
  readonly sessionTag: string;
}
