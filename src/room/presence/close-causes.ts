/** The causes of ended connections in the terms of diagnostics, whichever side closed. */

import { CLOSE, type CloseName } from '../../protocol/codes.ts';
import type { EndCause } from '../../protocol/diagnostics.ts';

/** How a connection ended. */
export interface End {
  cause: EndCause;
  /** The close code, whichever side sent it; `null` where the runtime doesn't report it. */
  code: number | null;
}

/** How a connection ended that the client closed, by its close code. */
export function endOfClient(code: number): End {
  // 1001 means that the page was left or reloaded, 1005 that there was no code. Codes from 3000 on are the client's
  // own.
  if (code === 1000 || code === 1001 || code === 1005) return { cause: 'clean', code };
  if (code === 1006 || code === CLOSE.dropping) return { cause: 'lost', code };
  return { cause: code >= 3000 && code <= 4999 ? 'clean' : 'error', code };
}

/** How a connection ended that the room closed, by the name of its close code. */
export function endOfRoom(name: CloseName): End {
  return { cause: CAUSES[name] ?? 'server', code: CLOSE[name] };
}

const CAUSES: Partial<Record<CloseName, EndCause>> = {
  heartbeat: 'heartbeat',
  slow_consumer: 'slow',
  overloaded: 'overloaded',
  rate_limited: 'overloaded',
  abuse: 'abuse',
  replaced: 'replaced',
  kicked: 'kicked',
  banned: 'banned',
  too_large: 'bad_input',
  unsupported_data: 'bad_input',
};
