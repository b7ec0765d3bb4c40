/** The moderation log, with the members who are banned or silenced now. */

import type { Restricted } from '../../../protocol/frames.ts';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Name } from '../../ui/person.tsx';
import { common } from '../../words/common.first.ts';
import { fullTime } from '../../words/format.ts';
import { dayAndTime, endTime } from '../../words/short-format.ts';
import { untilWhen } from '../../words/until-when.ts';
import { ActText } from '../messages/notices/moderation-text.tsx';
import { auditView, type Entry } from './audit-entry.tsx';
import { auditDialog, settingsDialog } from './overlays.ts';
import { type Audit, useAudit } from './use-audit.ts';
import { words } from './words.ts';

function AuditDialog({ room }: { room: Room }) {
  const { value: texts } = words;
  const { audit, loadOlder, release } = useAudit(room);
  return (
    <Dialog label={texts.auditTitle} onClose={closeOverlay} onBack={() => settingsDialog.open({ room, isBack: true })}>
      {audit === undefined && <p>{texts.loadingAudit}</p>}
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
          <Acts room={room} audit={audit} loadOlder={loadOlder} />
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

interface ActsProps {
  room: Room;
  audit: Audit;
  loadOlder: (audit: Audit) => void;
}

function Acts({ room, audit, loadOlder }: ActsProps) {
  const { value: texts } = words;
  return (
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
