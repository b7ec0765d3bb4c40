/** Members as a room names them. */

import type { Role } from './roles.ts';

/** A member as other members see it. */
export interface Member {
  id: string;
  name: string;
}

/** A member as the member list shows it. */
export interface Person extends Member {
  role: Role;
}
