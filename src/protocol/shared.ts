/** Types that several frames share. */

export type Role = 'owner' | 'moderator' | 'member' | 'guest';

/** Whether members with this role moderate the room. A room of any size names them when they join or leave, and clients mark them. */
export function isModerating(role: Role | undefined): role is 'owner' | 'moderator' {
  return role === 'owner' || role === 'moderator';
}

/** A role that a member with a key can be given. A guest stays a guest. */
export type GivenRole = Exclude<Role, 'guest'>;

/** A member as other members see it. */
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
  /** Events per second that a member may send, which is also the burst after a pause; 0 means no limit. */
  rate: number;
  burst: number;
}

export interface Heartbeat {
  intervalMs: number;
  timeoutMs: number;
}

export interface Settings {
  topic: string;
  /** Seconds between two messages of a member in slow mode; 0 means off. */
  slow: number;
  /** Only members who have the key or a role may enter. */
  locked: boolean;
  /** Days for which events are retained; absent or 0 means the deployment's default. */
  retentionDays?: number;
}
