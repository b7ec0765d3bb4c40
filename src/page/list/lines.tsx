/** The rows that are no messages: days, the first unread one, who came and went. */

import type { Notice } from '../../client/index.ts';
import { Name } from '../parts/person.tsx';
import { dayName, endTime, today } from '../words/format.ts';
import { words } from '../words/index.ts';

/** More than this in one place is told as numbers. */
const TOLD_ONE_BY_ONE = 4;

export function DayRow({ rowKey, ts }: { rowKey: string; ts: number }) {
  today.value;
  return (
    <li class="separator" data-key={rowKey}>
      <time dateTime={localDay(ts)}>{dayName(ts, Date.now())}</time>
    </li>
  );
}

/** The day where the reader is, as `datetime` wants it: "2026-11-24". */
function localDay(ts: number): string {
  const date = new Date(ts);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function NewRow() {
  return (
    <li class="separator new" data-key="new">
      <span>{words.value.newMessages}</span>
    </li>
  );
}

/** All that happened between two messages, in one line. */
export function NoticesRow({ rowKey, notices }: { rowKey: string; notices: readonly Notice[] }) {
  const { value: say } = words;
  const told = withoutRemoved(notices);
  const people = told.reduce((sum, { who }) => sum + who.length, 0);
  return (
    <li class="notices" data-key={rowKey}>
      <p>
        {(people > TOLD_ONE_BY_ONE ? sums(told) : told.flatMap(parts)).map((part) => [part, ' · '])}
        {say.here(notices.at(-1)?.count ?? 0)}
      </p>
    </li>
  );
}

/** Who was removed or banned need not be said to have left, too. */
function withoutRemoved(notices: readonly Notice[]): readonly Notice[] {
  const removed = new Set(
    notices.flatMap(({ mod }) => (mod?.action === 'kick' || mod?.action === 'ban' ? [mod.who] : [])),
  );
  return notices.filter(
    ({ cause, who }) => !((cause === 'kicked' || cause === 'banned') && who.every(({ id }) => removed.has(id))),
  );
}

function parts(notice: Notice) {
  const { value: say } = words;
  const { key, event, who, was, cause, text, mod } = notice;
  if (mod) return [<ActLine key={key} who={who} mod={mod} />];
  if (event === 'notice') return [<span key={key}>{text}</span>];
  return who.map(({ id, name }) => (
    <span key={`${key} ${id}`}>
      <Name name={event === 'rename' ? (was ?? name) : name} /> {event === 'join' && say.joined}
      {event === 'leave' && (cause ? say.leaves[cause] : say.left)}
      {event === 'rename' && (
        <>
          {say.nowCalled} <Name name={name} />
        </>
      )}
    </span>
  ));
}

/** What a moderator did to somebody. */
function ActLine({ who, mod }: { who: Notice['who']; mod: NonNullable<Notice['mod']> }) {
  const { value: say } = words;
  const [whom] = who;
  return (
    <span>
      <Name name={mod.by.name} /> {say.acts[mod.action]} <Name name={whom?.name ?? mod.who} />
      {mod.action === 'role' && ` ${say.asRole[mod.role]}`}
      {'untilMs' in mod && mod.untilMs !== undefined && ` ${say.until(endTime(mod.untilMs))}`}
    </span>
  );
}

function sums(notices: readonly Notice[]) {
  const count = (event: Notice['event']): number =>
    notices.reduce((sum, notice) => (notice.event === event ? sum + notice.who.length : sum), 0);
  const { severalJoined, severalLeft } = words.value;
  const others = notices.filter(({ event }) => event === 'rename' || event === 'notice');
  return [
    ...(count('join') > 0 ? [<span key="join">{severalJoined(count('join'))}</span>] : []),
    ...(count('leave') > 0 ? [<span key="leave">{severalLeft(count('leave'))}</span>] : []),
    ...others.slice(-TOLD_ONE_BY_ONE).flatMap(parts),
  ];
}
