/** The moderation log of a room, kept up to date while it is shown. */

import { useComputed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { request } from '../../../client/questions/request.ts';
import type { AuditFrame, Restricted } from '../../../protocol/frames.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import { toast } from '../../ui/toast.ts';
import type { Entry } from './audit-entry.tsx';
import { whenAnswered } from './refusals.ts';

/** The loaded part of the log, newest first, with the members who are banned or silenced now. */
export interface Audit {
  entries: readonly Entry[];
  /** The `seq` before which older entries can be loaded; 0 if there are none. */
  before: number;
  bans: readonly Restricted[];
  mutes: readonly Restricted[];
}

interface AuditState {
  /** `undefined` until it is loaded. */
  audit: Audit | 'failed' | undefined;
  loadOlder: (audit: Audit) => Promise<void>;
  /** Lifts a member's ban or silence. Their entry goes at once, and returns if the room refuses. */
  release: (action: 'unban' | 'unmute', who: string) => void;
}

/** Loads the log of `room`, and new entries as they are made. */
export function useAudit(room: Room): AuditState {
  const [audit, setAudit] = useState<Audit | 'failed'>();
  const loadOlder = async ({ entries, before }: Audit): Promise<void> => {
    const older = await ask(room, before);
    if (older) setAudit({ ...older, entries: [...entries, ...older.data] });
  };
  const loadNewest = async (): Promise<void> => {
    const newest = await ask(room);
    setAudit((known) => (newest ? withNewest(known, newest) : (known ?? 'failed')));
  };
  // Shows new actions as they happen: the reader's own and those of other moderators.
  const lastAct = useComputed(() => room.state.value?.notices.findLast(({ mod, set }) => mod ?? set)?.key).value;
  useEffect(() => {
    loadNewest();
  }, [room, lastAct]);
  const release = (action: 'unban' | 'unmute', who: string): void => {
    whenAnswered(room, submitTo(room, 'mod', { action, who }), (why) => {
      if (why === undefined) return;
      toast(why);
      loadNewest();
    });
    const without = (list: readonly Restricted[]) => list.filter(({ id }) => id !== who);
    setAudit((known) => {
      if (typeof known !== 'object') return known;
      return action === 'unban' ? { ...known, bans: without(known.bans) } : { ...known, mutes: without(known.mutes) };
    });
  };
  return { audit, loadOlder, release };
}

/** @param before asks for the entries before this `seq`. Without it, the newest ones */
async function ask(room: Room, before?: number): Promise<AuditFrame | undefined> {
  const client = room.client.peek();
  const reply = client && (await request(client, { type: 'audit', ...(before === undefined ? {} : { before }) }));
  return reply?.ok && reply.frame.type === 'audit' ? reply.frame : undefined;
}

/** Adds newer entries above those that are known, unless there may be others between them. */
function withNewest(known: Audit | 'failed' | undefined, newest: AuditFrame): Audit {
  const all = { ...newest, entries: newest.data };
  if (typeof known !== 'object') return all;
  const last = known.entries.findIndex(({ seq }) => seq === newest.data.at(-1)?.seq);
  return last < 0 ? all : { ...all, before: known.before, entries: [...newest.data, ...known.entries.slice(last + 1)] };
}
