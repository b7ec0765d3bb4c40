/** The text of a message. A very long text is cut, and shown in full on demand and in print. */

import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { headOf } from '../../../text/long-message.ts';
import { printing, shownList } from '../list/shown-list.ts';
import { firstWords } from '../words.first.ts';
import { late } from './late-parts.ts';
import { MessageText, type TextProps } from './message-text.tsx';

export function longText(props: TextProps): VNode {
  const head = headOf(props.text);
  return head === undefined ? <MessageText {...props} /> : <FoldedText {...props} head={head} />;
}

function FoldedText({ head, ...props }: TextProps & { head: string }) {
  const [isOpen, setOpen] = useState(false);
  const isWhole = isOpen || printing.value;
  const button = useRef<HTMLButtonElement>(null);
  /** The distance of the row from the upper edge of the list when it was folded or unfolded. */
  const stood = useRef<number>(undefined);
  const { value: texts } = firstWords;
  useLayoutEffect(() => {
    const { current: top } = stood;
    const row = button.current?.closest('li');
    if (top === undefined || !row) return;
    // After unfolding, the reader stays where they were. After folding, they would be below the row.
    shownList.peek()?.putRow(row, isWhole ? top : Math.max(top, 0));
    if (isWhole) row.querySelector('article')?.focus({ preventScroll: true });
  }, [isOpen]);
  return (
    <>
      <MessageText {...props} text={isWhole ? props.text : head} isPart={!isWhole} />
      <button
        type="button"
        class="link"
        ref={button}
        aria-expanded={isWhole}
        onClick={() => {
          const row = button.current?.closest('li');
          stood.current = row ? shownList.peek()?.topOf(row) : undefined;
          setOpen(!isOpen);
        }}
      >
        {isWhole ? late.value?.words.value.showLess : texts.showAll}
      </button>
    </>
  );
}
