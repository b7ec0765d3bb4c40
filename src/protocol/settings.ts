/** What the owner of a room can set. */

export interface Settings {
  topic: string;
  /** Seconds between two messages of a member in slow mode; 0 means off. */
  slow: number;
  /** Only members who have the key or a role may enter. */
  locked: boolean;
  /** Days for which events are retained; absent or 0 means the deployment's default. */
  retentionDays?: number;
}
