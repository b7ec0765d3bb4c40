/** The moderation log, with the members who are banned or silenced now. */

import { useComputed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { request } from '../../../client/questions/request.ts';
import type { AuditFrame, Restricted } from '../../../protocol/frames.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Name } from '../../ui/person.tsx';
import { toast } from '../../ui/toast.ts';
import { common } from '../../words/common.first.ts';
import { fullTime } from '../../words/format.ts';
import { dayAndTime, endTime } from '../../words/short-format.ts';
import { untilWhen } from '../../words/until-when.ts';
import { ActText } from '../messages/notices/moderation-text.tsx';
import { auditView, type Entry } from './audit-entry.tsx';
import { auditDialog, settingsDialog } from './overlays.ts';
import { whenAnswered } from './refusals.ts';
import { words } from './words.ts';

interface Audit {
  entries: readonly Entry[];
  before: number;
  bans: readonly Restricted[];
  mutes: readonly Restricted[];
}

function AuditDialog({ room }: { room: Room }) {
  const { value: texts } = words;
  const [audit, setAudit] = useState<Audit | 'failed'>();
  const ask = async (before?: number): Promise<AuditFrame | undefined> => {
    const client = room.client.peek();
    const reply = client && (await request(client, { type: 'audit', ...(before === undefined ? {} : { before }) }));
    return reply?.ok && reply.frame.type === 'audit' ? reply.frame : undefined;
  };
  const loadOlder = async ({ entries, before }: Audit): Promise<void> => {
    const older = await ask(before);
    if (older) setAudit({ ...older, entries: [...entries, ...older.data] });
  };
  /** Adds newer entries above the present ones. */
  const loadNewest = async (): Promise<void> => {
    const newest = await ask();
    setAudit((known) => {
      if (!newest) return known ?? 'failed';
      const all = { ...newest, entries: newest.data };
      const last =
        typeof known === 'object' ? known.entries.findIndex(({ seq }) => seq === newest.data.at(-1)?.seq) : -1;
      return typeof known === 'object' && last >= 0
        ? { ...all, before: known.before, entries: [...newest.data, ...known.entries.slice(last + 1)] }
        : all;
    });
  };
  // Shows new actions as they happen: the reader's own and those of other moderators.
  const lastAct = useComputed(() => room.state.value?.notices.findLast(({ mod, set }) => mod ?? set)?.key).value;
  useEffect(() => {
    loadNewest();
  }, [room, lastAct]);
  const release = (action: 'unban' | 'unmute', who: string): void => {
    // If the action is refused, the entry appears again.
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
  return (
    <Dialog label={texts.auditTitle} onClose={closeOverlay} onBack={() => settingsDialog.open({ room, isBack: true })}>
      {audit === undefined && <p>{words.value.loadingAudit}</p>}
      {audit === 'failed' && <p role="alert">{common.value.needsConnection}</p>}
      {typeof audit === 'object' && (
        <div class="stack">
          <Restrained title={texts.banned} list={audit.bans} act={texts.unban} release={(id) => release('unban', id)} />
          <Restrained
            title={texts.silenced}
            list={audit.mutes}
            act={texts.unsilence}
            release={(id) => release('unmute', id)}
          />
          <section>
            <h3>{texts.actsTitle}</h3>
            {audit.entries.length === 0 && <p>{texts.noActs}</p>}
            <ol class="audit">
              {audit.entries.map((entry) => (
                <li key={entry.seq}>
                  <Act room={room} entry={entry} />
                  <time dateTime={new Date(entry.ts).toISOString()} title={fullTime(entry.ts)}>
                    {dayAndTime(entry.ts)}
                  </time>
                </li>
              ))}
            </ol>
            {audit.before > 0 && (
              <button type="button" class="rest" onClick={() => loadOlder(audit)}>
                {texts.showOlder}
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

function Act({ room, entry }: { room: Room; entry: Entry }) {
  if (entry.type === 'mod') {
    const { from, data } = entry;
    return (
      <p>
        <ActText by={from} whom={data.name ?? data.who} mod={data} format={dayAndTime} />
      </p>
    );
  }
  return (
    <p>
      <Name name={entry.from} /> {auditView(room, entry)}
    </p>
  );
}

auditDialog.view.value = AuditDialog;
