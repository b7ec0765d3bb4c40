/** What frames of several kinds are made of. */

export type Role = 'owner' | 'moderator' | 'member' | 'guest';
/** What a member with a key can be made; a guest stays a guest. */
export type GivenRole = Exclude<Role, 'guest'>;

/** A member as others see it. */
export interface Member {
  id: string;
  name: string;
}

/** A member as the member list shows it. */
export interface Person extends Member {
  role: Role;
}

export interface Limits {
  frameBytes: number;
  textChars: number;
  /** Events a member may send per second, and at once after a pause; 0 means no limit. */
  rate: number;
  burst: number;
}

export interface Heartbeat {
  intervalMs: number;
  timeoutMs: number;
}

export interface Settings {
  topic: string;
  /** Seconds between two messages of one member; 0 means off. */
  slow: number;
  /** Only members who have the key, or a role, may come in. */
  locked: boolean;
  /** Days for which events are kept; absent or 0: as the deployment says. */
  retentionDays?: number;
}
