/** Renders a message's text as elements. No HTML string exists at any point, so there is nothing to sanitise. */

import type { ComponentChild } from 'preact';
import type { Block } from '../../../text/blocks.ts';
import { limitMarks } from '../../../text/combining-marks.ts';
import { isFewEmoji } from '../../../text/few-emoji.ts';
import type { Inline } from '../../../text/inline.ts';
import type { List } from '../../../text/list.ts';
import { isPlain, readText } from '../../../text/reading.ts';
import { fullTime } from '../../../words/format.ts';
import { firstWords } from '../words.first.ts';
import { CodeBlock } from './code-block.tsx';
import { late } from './late-parts.ts';
import { Spoiler } from './spoiler.tsx';

export interface TextProps {
  text: string;
  /** The name of the author, which is shown before an action. */
  author: string;
  /** Draws plain text with its highlights. Default: only the text. */
  plain?: ((text: string) => ComponentChild) | undefined;
  /** When the message was last changed, in Unix milliseconds. Shown at the end of its last line. */
  edited?: number | undefined;
  /** Whether that change isn't stored yet. */
  waits?: boolean;
  /** Whether the end is left out. */
  isPart?: boolean;
}

type View = (inline: Inline, key: number) => ComponentChild;

/** The text of a message. It is parsed on each render, but a row only renders when its message changes. */
export function MessageText({ text, author, plain, edited, waits = false, isPart = false }: TextProps) {
  const view: View = (inline, key) => inlineView(inline, key, plain);
  const mark = edited !== undefined && [
    ' ',
    <small key="mark" class={waits ? 'mark pending' : 'mark'} title={fullTime(edited)}>
      {waits ? firstWords.value.editWaits : firstWords.value.edited}
    </small>,
  ];
  const reading = readText(text);
  if (reading.kind === 'deed')
    return (
      <div class="text deed">
        <p dir="auto">
          <bdi class="doer">{limitMarks(author)}</bdi> {reading.line.map(view)}
          {mark}
        </p>
      </div>
    );
  const { blocks } = reading;
  const last = blocks.at(-1);
  return (
    <div class={isFewEmoji(text) ? 'text jumbo' : 'text'}>
      {blocks.map((block, key) =>
        blockView(block, key, 'auto', view, block === last && mark, isPart && block === last),
      )}
      {last?.kind !== 'paragraph' && mark}
    </div>
  );
}

/**
 * Draws a block. `dir` is absent if the surrounding element takes its direction from this block. `mark` is added to the
 * end of a paragraph.
 */
function blockView(
  block: Block,
  key: number,
  dir: 'auto' | undefined,
  view: View,
  mark?: ComponentChild,
  isPart = false,
): ComponentChild {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p key={key} dir={dir}>
          {block.children.map(view)}
          {mark}
        </p>
      );
    case 'code':
      return <CodeBlock key={key} text={block.text} language={block.language} isPart={isPart} />;
    case 'quote': {
      // A block with its own direction doesn't count for that of the surrounding element.
      const first = block.children.findIndex(({ kind }) => kind !== 'code');
      return (
        <blockquote key={key} dir={dir}>
          {block.children.map((child, index) => blockView(child, index, index === first ? undefined : 'auto', view))}
        </blockquote>
      );
    }
    case 'spoiler':
      return (
        <Spoiler key={key + JSON.stringify(block)} isBlock>
          {block.children.map((child, index) => blockView(child, index, 'auto', view))}
        </Spoiler>
      );
    case 'list':
      return listView(block, key, dir, view);
    case 'heading':
    case 'rule':
    case 'table':
      return (
        late.value && <late.value.RareBlockView key={key} block={block} dir={dir} draw={(line) => line.map(view)} />
      );
  }
}

function listView(
  { ordered, start, mark, items }: List,
  key: number,
  dir: 'auto' | undefined,
  view: View,
): ComponentChild {
  const all = items.map(({ children, lists, isDone }, index) => (
    <li key={index} class={isDone === undefined ? isDone : isDone ? 'done' : 'todo'}>
      {children.map(view)}
      {lists.map((list, inner) => listView(list, inner, undefined, view))}
    </li>
  ));
  return ordered ? (
    <ol key={key} start={start} class={mark && 'paren'} dir={dir}>
      {all}
    </ol>
  ) : (
    <ul key={key} dir={dir}>
      {all}
    </ul>
  );
}

function inlineView(inline: Inline, key: number, plain: TextProps['plain']): ComponentChild {
  const view: View = (child, index) => inlineView(child, index, plain);
  if (isPlain(inline)) return plain ? plain(inline.text) : inline.text;
  switch (inline.kind) {
    case 'break':
      return <br key={key} />;
    case 'code':
      return (
        <code key={key} dir="ltr">
          {inline.text}
        </code>
      );
    case 'bold':
      return <strong key={key}>{inline.children.map(view)}</strong>;
    case 'italic':
      return <em key={key}>{inline.children.map(view)}</em>;
    case 'struck':
      return <s key={key}>{inline.children.map(view)}</s>;
    case 'spoiler':
      return <Spoiler key={key + JSON.stringify(inline)}>{inline.children.map(view)}</Spoiler>;
    case 'room':
      return late.value && <late.value.RoomLink key={key} {...inline} />;
    case 'link':
      return (
        <a key={key} href={inline.href} target="_blank" rel="noopener noreferrer nofollow ugc">
          <bdi>{inline.target ? inline.label.slice(0, -inline.target.length - 1) : inline.label}</bdi>
          {inline.target && [' ', <small dir="ltr">{inline.target}</small>]}
        </a>
      );
  }
}
