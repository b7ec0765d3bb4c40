/** The words of a line about those who came and went. They come with the late part: such lines are of this visit alone. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Name } from '../../../ui/person.tsx';
import { moreCommon } from '../../../words/common.ts';
import { endTime } from '../../../words/short-format.ts';
import { printing, shownList } from '../list/shown-list.ts';
import { words } from '../words.ts';
import { ActText } from './moderation-text.tsx';
import { condensed, type Sum, type Told } from './notice-outcomes.ts';

/** Of more than this in one place, those who came and went are told as numbers, */
const TOLD_ONE_BY_ONE = 4;
/** and of more than this the rest is told on demand: a line or two on a wide screen, a third of the one of a phone. */
const TOLD_AT_ONCE = 8;

/** `count`: how many were here at the end of it. */
export function Notices({ told, count }: { told: readonly Told[]; count: number }) {
  const { value: also } = words;
  const [isOpen, setOpen] = useState(false);
  const row = useRef<HTMLParagraphElement>(null);
  /** Where the line stood when it was opened: it stays there. */
  const stood = useRef<number>(undefined);
  useLayoutEffect(() => {
    const item = row.current?.closest('li');
    if (item && stood.current !== undefined) shownList.peek()?.putRow(item, stood.current);
  }, [isOpen]);
  const all = condensed(told, TOLD_ONE_BY_ONE);
  // A button for one more would be no shorter.
  const isCut = all.length > TOLD_AT_ONCE + 1 && !isOpen && !printing.value;
  const lines = isCut ? all.slice(0, TOLD_AT_ONCE) : all;
  const open = (): void => {
    const item = row.current?.closest('li');
    stood.current = item ? shownList.peek()?.topOf(item) : undefined;
    setOpen(true);
    row.current?.focus({ preventScroll: true });
  };
  return (
    <p ref={row} tabIndex={-1}>
      {/* A name may have a dot in it. */}
      {lines.map((one) => ['sum' in one ? sum(one) : line(one), also.comma])}
      {isCut && (
        <>
          <button type="button" class="link" onClick={open}>
            {also.moreTold(all.length - lines.length)}
          </button>
          {also.comma}
        </>
      )}
      <span class="here">{also.here(count)}</span>
    </p>
  );
}

function line(one: Told) {
  const { value: also } = words;
  switch (one.kind) {
    case 'act':
      return (
        <span key={one.key}>
          <ActText by={one.mod.by.name} whom={one.who[0]?.name ?? one.mod.who} mod={one.mod} format={endTime} />
        </span>
      );
    case 'set':
      return (
        <span key={one.key}>
          <Name name={one.set.by.name} /> {moreCommon.value.changed(one.set.data)}
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
  return <span key={key}>{words.value.several[kind](count)}</span>;
}
