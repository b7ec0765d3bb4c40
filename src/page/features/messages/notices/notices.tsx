/** The text of a notice line. It loads with the late part, since notices only cover the current visit. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Name } from '../../../ui/person.tsx';
import { moreCommon } from '../../../words/common.ts';
import { endTime } from '../../../words/short-format.ts';
import { printing, shownList } from '../list/shown-list.ts';
import { words } from '../words.ts';
import { ActText } from './moderation-text.tsx';
import { condensed, type Outcome, type Sum } from './notice-outcomes.ts';

/** With more entries than this in one place, joins and leaves are shown as counts. */
const TOLD_ONE_BY_ONE = 4;
/**
 * With more entries than this in one place, the rest is shown on demand. These entries take one or two lines on a wide
 * screen, and a third of a phone's screen.
 */
const TOLD_AT_ONCE = 8;

/** @param count how many members were present after the last entry */
export function Notices({ outcomes, count }: { outcomes: readonly Outcome[]; count: number }) {
  const { value: texts } = words;
  const [isOpen, setOpen] = useState(false);
  const row = useRef<HTMLParagraphElement>(null);
  /** The position of the line when it was opened, which the line keeps. */
  const stood = useRef<number>(undefined);
  useLayoutEffect(() => {
    const item = row.current?.closest('li');
    if (item && stood.current !== undefined) shownList.peek()?.putRow(item, stood.current);
  }, [isOpen]);
  const all = condensed(outcomes, TOLD_ONE_BY_ONE);
  // A button for a single entry would save no space.
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
      {/* The dot is also a possible character of a name. */}
      {lines.map((one) => ['sum' in one ? sum(one) : line(one), texts.comma])}
      {isCut && (
        <>
          <button type="button" class="link" onClick={open}>
            {texts.moreTold(all.length - lines.length)}
          </button>
          {texts.comma}
        </>
      )}
      <span class="here">{texts.here(count)}</span>
    </p>
  );
}

function line(one: Outcome) {
  const { value: texts } = words;
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
          <Name name={one.was} /> {texts.nowCalled} <Name name={one.name} />
        </span>
      );
    case 'joined':
    case 'passed':
      return (
        <span key={one.key}>
          <Name name={one.name} /> {one.kind === 'joined' ? texts.joined : texts.cameBy}
        </span>
      );
    case 'left':
      return (
        <span key={one.key}>
          <Name name={one.name} /> {texts.leaves[one.cause ?? 'left']}
        </span>
      );
  }
}

function sum({ sum: kind, key, count }: Sum) {
  return <span key={key}>{words.value.several[kind](count)}</span>;
}
