/** Why something that was asked for is not done, as the one who asked is told. */

import type { ErrorCode } from '../protocol/codes.ts';

export interface Refusal {
  kind: 'refused';
  code: ErrorCode;
  /** What was wrong and what is allowed, for a person. */
  why: string;
  /** When the same may be asked again. */
  retryAfterMs?: number;
}

export function refuse(code: ErrorCode, why: string): Refusal {
  return { kind: 'refused', code, why };
}
