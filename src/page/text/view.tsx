/** A message's text as elements. No HTML string exists on the way, so there is nothing to sanitise. */

import type { ComponentChild } from 'preact';
import { type Block, isEmojiOnly, parseBlocks } from './blocks.ts';
import type { Inline } from './inline.ts';
import { limitMarks } from './marks.ts';

/** The text of one message. Parsed whenever it is rendered: rows only render when their message changed. */
export function MessageText({ text }: { text: string }) {
  const shown = limitMarks(text);
  return <div class={isEmojiOnly(shown) ? 'text jumbo' : 'text'}>{parseBlocks(shown).map(blockView)}</div>;
}

function blockView(block: Block, key: number): ComponentChild {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {block.children.map(inlineView)}
        </p>
      );
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so it must be reachable by keyboard
        <pre key={key} dir="ltr" tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote key={key} dir="auto">
          {block.children.map(blockView)}
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index} dir="auto">
          {item.map(inlineView)}
        </li>
      ));
      return block.ordered ? (
        <ol key={key} start={block.start} dir="auto">
          {items}
        </ol>
      ) : (
        <ul key={key} dir="auto">
          {items}
        </ul>
      );
    }
  }
}

function inlineView(inline: Inline, key: number): ComponentChild {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'break':
      return <br key={key} />;
    case 'code':
      return (
        <code key={key} dir="ltr">
          {inline.text}
        </code>
      );
    case 'bold':
      return <strong key={key}>{inline.children.map(inlineView)}</strong>;
    case 'italic':
      return <em key={key}>{inline.children.map(inlineView)}</em>;
    case 'link':
      return (
        <a key={key} href={inline.href} target="_blank" rel="noopener noreferrer nofollow ugc">
          <bdi>{inline.label}</bdi>
        </a>
      );
  }
}
