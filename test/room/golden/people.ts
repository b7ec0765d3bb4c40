/** The members in the scripts. Their ids are the same in each run. */

import type { WelcomeFrame } from '../../../src/protocol/frames.ts';
import type { Client } from './transcript.ts';

export const OLIVIA = { id: 'olivia0000000000', name: 'Olivia', session: 'desk00000000' };
export const MO = { id: 'mo00000000000000', name: 'Mo', session: 'phone0000000' };
export const BEA = { id: '~bea000000000', name: 'Bea', kind: 'base' } as const;
/** Listed in ADMINS (vitest.config.ts). */
export const ADMIN = { id: 'admin00000000000', name: 'Ada' };
/** A guest connects through the edge, which derives its id from the session secret. */
export const GUS = { sid: 'gus-0123456789abcdefghij', name: 'Gus' };
/** A member that is never connected. */
export const NOBODY = '~nobody000000';

export function welcomeOf({ peer }: Client): WelcomeFrame['data'] {
  const frame = peer.frames.find(({ type }) => type === 'welcome');
  if (frame?.type !== 'welcome') throw new Error('the first frame is not a welcome');
  return frame.data;
}

export function mod(id: string, data: object): object {
  return { type: 'mod', id, data };
}
