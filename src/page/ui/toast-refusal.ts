/** The toast about a change that wasn't queued. */

import type { ChangeResult } from '../../client/index.ts';
import { whyNotQueued } from '../words/reason.ts';
import { toast } from './toast.ts';

/** If a change will not be made, says why. */
export function toastRefusal(result: ChangeResult | undefined): void {
  if (!result?.ok) toast(whyNotQueued(result));
}
