/** The words of a line about those who came and went. They come with the late part: such lines are of this visit alone. */

import { Name } from '../parts/person.tsx';
import { untilWhen } from '../words/holding.ts';
import { more } from '../words/more.ts';
import { endTime } from '../words/short-format.ts';
import type { Told } from './told.ts';

/** More than this in one place is told as numbers. */
const TOLD_ONE_BY_ONE = 4;

/** `count`: how many were here at the end of it. */
export function Notices({ told, count }: { told: readonly Told[]; count: number }) {
  const lines = told.length > TOLD_ONE_BY_ONE ? sums(told) : told.map(line);
  return (
    <p>
      {/* A name may have a dot in it. */}
      {lines.map((part) => [part, more.value.comma])}
      {more.value.here(count)}
    </p>
  );
}

function line(one: Told) {
  const { value: also } = more;
  switch (one.kind) {
    case 'act':
      return <ActLine key={one.key} who={one.who} mod={one.mod} />;
    case 'text':
      return <span key={one.key}>{one.text}</span>;
    case 'renamed':
      return (
        <span key={one.key}>
          <Name name={one.was} /> {also.nowCalled} <Name name={one.name} />
        </span>
      );
    case 'joined':
    case 'passed':
      return (
        <span key={one.key}>
          <Name name={one.name} /> {one.kind === 'joined' ? also.joined : also.cameBy}
        </span>
      );
    case 'left':
      return (
        <span key={one.key}>
          <Name name={one.name} /> {also.leaves[one.cause ?? 'left']}
        </span>
      );
  }
}

/** What a moderator did to somebody. */
function ActLine({ who, mod }: Pick<Extract<Told, { kind: 'act' }>, 'who' | 'mod'>) {
  const { value: also } = more;
  const [whom] = who;
  return (
    <span>
      <Name name={mod.by.name} /> {also.acts[mod.action]} <Name name={whom?.name ?? mod.who} />
      {mod.action === 'role' && ` ${also.asRole[mod.role]}`}
      {(mod.action === 'ban' || mod.action === 'mute') && also.holds(untilWhen(mod.untilMs, endTime))}
    </span>
  );
}

function sums(told: readonly Told[]) {
  const { value: also } = more;
  const numbers = (['joined', 'left', 'passed'] as const).flatMap((kind) => {
    const count = told.filter((one) => one.kind === kind).length;
    return count > 0 ? [<span key={kind}>{also.several[kind](count)}</span>] : [];
  });
  const others = told.filter(({ kind }) => kind === 'renamed' || kind === 'act' || kind === 'text');
  return [...numbers, ...others.slice(-TOLD_ONE_BY_ONE).map(line)];
}
