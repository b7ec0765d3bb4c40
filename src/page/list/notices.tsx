/** The words of a line about those who came and went. They come with the late part: such lines are of this visit alone. */

import { ActText } from '../parts/act-text.tsx';
import { Name } from '../parts/person.tsx';
import { more } from '../words/more.ts';
import { endTime } from '../words/short-format.ts';
import { condensed, type Sum, type Told } from './told.ts';

/** More than this in one place is told as numbers. */
const TOLD_ONE_BY_ONE = 4;

/** `count`: how many were here at the end of it. */
export function Notices({ told, count }: { told: readonly Told[]; count: number }) {
  const lines = condensed(told, TOLD_ONE_BY_ONE).map((one) => ('sum' in one ? sum(one) : line(one)));
  return (
    <p>
      {/* A name may have a dot in it. */}
      {lines.map((part) => [part, more.value.comma])}
      <span class="here">{more.value.here(count)}</span>
    </p>
  );
}

function line(one: Told) {
  const { value: also } = more;
  switch (one.kind) {
    case 'act':
      return (
        <span key={one.key}>
          <ActText by={one.mod.by.name} whom={one.who[0]?.name ?? one.mod.who} mod={one.mod} format={endTime} />
        </span>
      );
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

function sum({ sum: kind, key, count }: Sum) {
  return <span key={key}>{more.value.several[kind](count)}</span>;
}
