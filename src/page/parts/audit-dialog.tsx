/** What moderators did, and who is banned or silenced now. */

import { useEffect, useState } from 'preact/hooks';
import type { AuditFrame, Restricted } from '../../protocol/frames.ts';
import { moderate } from '../state/moderation.ts';
import { closeOverlay, overlay } from '../state/overlay.ts';
import type { Room } from '../state/room.ts';
import { dayAndTime, fullTime } from '../words/format.ts';
import { untilWhen } from '../words/holding.ts';
import { more } from '../words/more.ts';
import { endTime } from '../words/short-format.ts';
import { Dialog } from './dialog.tsx';
import { Name } from './person.tsx';

type Entry = AuditFrame['data'][number];

interface Audit {
  entries: readonly Entry[];
  before: number;
  bans: readonly Restricted[];
  mutes: readonly Restricted[];
}

export function AuditDialog({ room }: { room: Room }) {
  const { value: also } = more;
  const [audit, setAudit] = useState<Audit | 'failed'>();
  const load = async (sofar?: Audit): Promise<void> => {
    const reply = await room.client.peek()?.request({ type: 'audit', ...(sofar ? { before: sofar.before } : {}) });
    if (!reply?.ok || reply.frame.type !== 'audit') return setAudit(sofar ?? 'failed');
    const { data, before, bans, mutes } = reply.frame;
    setAudit({ entries: [...(sofar?.entries ?? []), ...data], before, bans, mutes });
  };
  useEffect(() => {
    load();
  }, [room]);
  const release = async (action: 'unban' | 'unmute', who: string): Promise<void> => {
    moderate(room, { action, who });
    if (typeof audit !== 'object') return;
    const without = (list: readonly Restricted[]) => list.filter(({ id }) => id !== who);
    setAudit(action === 'unban' ? { ...audit, bans: without(audit.bans) } : { ...audit, mutes: without(audit.mutes) });
  };
  return (
    <Dialog
      label={also.auditTitle}
      onClose={closeOverlay}
      onBack={() => {
        overlay.value = { kind: 'settings', room, isBack: true };
      }}
    >
      {audit === undefined && <p>{more.value.loadingOlder}</p>}
      {audit === 'failed' && <p role="alert">{more.value.needsConnection}</p>}
      {typeof audit === 'object' && (
        <div class="stack">
          <Restrained title={also.banned} list={audit.bans} act={also.unban} release={(id) => release('unban', id)} />
          <Restrained
            title={also.silenced}
            list={audit.mutes}
            act={also.unsilence}
            release={(id) => release('unmute', id)}
          />
          <section>
            <h3>{also.actsTitle}</h3>
            {audit.entries.length === 0 && <p>{also.noActs}</p>}
            <ol class="audit">
              {audit.entries.map((entry) => (
                <li key={entry.seq}>
                  <Act entry={entry} />
                  <time dateTime={new Date(entry.ts).toISOString()} title={fullTime(entry.ts)}>
                    {dayAndTime(entry.ts)}
                  </time>
                </li>
              ))}
            </ol>
            {audit.before > 0 && (
              <button type="button" class="rest" onClick={() => load(audit)}>
                {also.showOlder}
              </button>
            )}
          </section>
        </div>
      )}
    </Dialog>
  );
}

interface RestrainedProps {
  title: string;
  list: readonly Restricted[];
  act: string;
  release: (id: string) => void;
}

function Restrained({ title, list, act, release }: RestrainedProps) {
  if (list.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul class="member-list">
        {list.map(({ id, name, untilMs }) => (
          <li key={id} title={id}>
            <Name name={name ?? id} />
            <small>{untilWhen(untilMs, endTime)}</small>
            <button type="button" class="link" onClick={() => release(id)}>
              {act}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Act({ entry }: { entry: Entry }) {
  const { value: also } = more;
  if (entry.type === 'mod') {
    const { data } = entry;
    return (
      <p>
        <Name name={entry.from} /> {also.acts[data.action]} <Name name={data.name ?? data.who} />
        {data.action === 'role' && ` ${also.asRole[data.role]}`}
        {(data.action === 'ban' || data.action === 'mute') && also.holds(untilWhen(data.untilMs, dayAndTime))}
      </p>
    );
  }
  return (
    <p>
      <Name name={entry.from} /> {entry.type === 'delete' ? also.deletedMessage(entry.ref) : also.changed(entry.data)}
    </p>
  );
}
