/** What a session gets when it comes back: exactly what it missed, or a fresh window. Never a partial list. */

import type { HistoryFrame } from '../protocol/frames.ts';
import { REPLAY_BYTES, REPLAY_EVENTS, WELCOME_HISTORY } from '../protocol/limits.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { packed } from './batch.ts';
import { replayFrames } from './fanout.ts';
import { toItem } from './frames.ts';
import type { EventLog, Page } from './log.ts';

export interface Position {
  /** The last `seq` up to which the session has everything. */
  since: number | undefined;
  epoch: string | undefined;
}

/** The frames that follow `welcome`. */
export interface CatchUp {
  recovered: boolean;
  frames: string[];
}

/** Decides how a session catches up, and prepares the frames. */
export function catchUp(log: EventLog, position: Position, self: { memberId: string; session: string }): CatchUp {
  const missed = replay(log, position, self);
  if (missed) return { recovered: true, frames: missed };
  if (log.head === 0) return { recovered: false, frames: [] };
  const page = log.latest(WELCOME_HISTORY);
  return { recovered: false, frames: [JSON.stringify(toHistory(page, self))] };
}

/** The exact range that the session missed, or `undefined` where it can't be given. */
function replay(
  log: EventLog,
  { since, epoch }: Position,
  self: { memberId: string; session: string },
): string[] | undefined {
  if (since === undefined || epoch !== log.epoch) return undefined;
  if (since > log.head || since < log.floor - 1 || log.head - since > REPLAY_EVENTS) return undefined;
  const frames = packed(replayFrames(log.range(since, log.head), self, log));
  const bytes = frames.reduce((sum, frame) => sum + utf8Bytes(frame), 0);
  return bytes <= REPLAY_BYTES ? frames : undefined;
}

/** A page of messages as the session that asked sees it. */
export function toHistory({ events, more }: Page, self: { memberId: string; session: string }): HistoryFrame {
  const data = events.map((event) => toItem(event, { member: self.memberId, session: self.session }));
  return { type: 'history', data, first: data[0]?.seq ?? 0, last: data.at(-1)?.seq ?? 0, more };
}
