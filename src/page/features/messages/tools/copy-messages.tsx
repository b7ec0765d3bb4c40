/** Formats a selection of several messages for the clipboard: author and time on one line, then the text with its list and quote marks. */

import { render } from 'preact';
import type { Message, Outgoing } from '../../../../client/index.ts';
import { shownName } from '../../../state/member-appearance.ts';
import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';
import { headOf } from '../../../text/long-message.ts';
import { clockTime, dateName } from '../../../words/format.ts';
import { endTime } from '../../../words/short-format.ts';
import { MessageText } from '../row/message-text.tsx';
import { linesBelow } from './item-kinds.ts';

/** A message's author, time and text, independent of how it is shown. */
interface Written {
  author: string;
  ts: number;
  text: string;
  /** What the row shows below the text. It is copied as a whole. */
  below: readonly string[];
  /** Whether the message is stored. Unstored messages have no day divider. */
  isStored: boolean;
}

/**
 * Formats the copy of a selection across several messages. A selection within one message is left to the browser.
 * @returns the function that stops this
 */
export function handleCopy(list: HTMLElement, room: Room): () => void {
  const onCopy = (event: ClipboardEvent): void => {
    const { target, clipboardData } = event;
    if (target instanceof HTMLElement && target.matches('input, textarea')) return;
    const selection = getSelection();
    const text = selection && !selection.isCollapsed && copyOf(selection.getRangeAt(0), list, room);
    if (!text || !clipboardData) return;
    event.preventDefault();
    clipboardData.setData('text/plain', text);
  };
  document.addEventListener('copy', onCopy);
  return () => document.removeEventListener('copy', onCopy);
}

/** The text of all messages in the range. `undefined` if there is only one. */
function copyOf(range: Range, list: HTMLElement, room: Room): string | undefined {
  const parts: string[] = [];
  let day: string | undefined;
  let messages = 0;
  for (const row of list.querySelectorAll<HTMLElement>(':scope > li')) {
    if (!range.intersectsNode(row)) continue;
    const { key = '' } = row.dataset;
    const written = writtenIn(key, room);
    if (key.startsWith('d')) day = dateOf(key, room);
    const text = written && selectedText(row, range, written);
    if (!text) continue;
    if (day !== undefined) parts.push(day);
    day = undefined;
    parts.push(
      `${shownName(written.author)} · ${written.isStored ? clockTime(written.ts) : endTime(written.ts)}\n${text}`,
    );
    messages++;
  }
  return messages > 1 ? parts.join('\n\n') : undefined;
}

/** The message in the row `key` (rows.ts). */
function writtenIn(key: string, room: Room): Written | undefined {
  if (key.startsWith('m')) {
    const message = messageIn(room, Number(key.slice(1)));
    return message && { ...saidBy(message), author: message.from, ts: message.ts, isStored: true };
  }
  const state = room.state.peek();
  const outgoing = state?.outbox.find(({ id }) => key === `o${id}`);
  const author = state?.self?.name ?? '';
  return outgoing && { ...saidBy(outgoing), author, ts: outgoing.createdMs, isStored: false };
}

function saidBy(item: Message | Outgoing): Pick<Written, 'text' | 'below'> {
  return { text: item.data, below: linesBelow(item) };
}

/** The date of the day that begins with a message, because "Today" would mean another day to whoever pastes it. */
function dateOf(key: string, room: Room): string | undefined {
  const ts = messageIn(room, Number(key.slice(1)))?.ts;
  return ts === undefined ? undefined : `— ${dateName(ts)} —`;
}

/** The part of a row that is in the range. */
function selectedText(row: HTMLElement, range: Range, written: Written): string {
  const shown = row.querySelector('.text');
  if (!shown) return '';
  const text = range.intersectsNode(shown) ? selectedIn(shown, row, range, written) : '';
  const all = document.createRange();
  all.selectNodeContents(shown);
  const goesOn = range.compareBoundaryPoints(Range.END_TO_END, all) > 0;
  return [text, ...(goesOn ? written.below : [])].filter((part) => part !== '').join('\n');
}

/** The part of a row's text that is in the range. A folded message counts in full if everything shown is selected. */
function selectedIn(shown: Element, row: HTMLElement, range: Range, { text, author }: Written): string {
  const isFolded = headOf(text) !== undefined && row.querySelector('[aria-expanded="false"]') !== null;
  if (!isFolded || !isWithin(shown, range)) return blocksOf(shown, range).trimEnd();
  const unfolded = document.createElement('div');
  render(<MessageText text={text} author={author} />, unfolded);
  return [...unfolded.children].map((part) => blocksOf(part)).join('');
}

function isWithin(element: Element, range: Range): boolean {
  const all = document.createRange();
  all.selectNodeContents(element);
  return (
    range.compareBoundaryPoints(Range.START_TO_START, all) <= 0 &&
    range.compareBoundaryPoints(Range.END_TO_END, all) >= 0
  );
}

/** The text of the blocks in `parent` (row/message-text.tsx), limited to the range if there is one. */
function blocksOf(parent: Element, range?: Range): string {
  let text = '';
  let wasParagraph = false;
  for (const block of parent.children) {
    const next = blockOf(block, range);
    if (next === '') continue;
    const isParagraph = block.localName === 'p';
    if (text !== '') text += wasParagraph && isParagraph ? '\n\n' : '\n';
    text += next;
    wasParagraph = isParagraph;
  }
  return text;
}

function blockOf(block: Element, range?: Range): string {
  switch (block.localName) {
    case 'blockquote':
      return quoted(blocksOf(block, range));
    case 'hr':
      return !range || range.intersectsNode(block) ? '---' : '';
    case 'div':
      if (block.matches('.table')) return rowsOf(block, range);
      return block.matches('.spoiler') ? blocksOf(block, range) : lineOf(block.querySelector('pre') ?? block, range);
    case 'ul':
    case 'ol': {
      const first = block instanceof HTMLOListElement ? block.start : undefined;
      const sign = block.classList.contains('paren') ? ')' : '.';
      return [...block.children]
        .map((item, index) => itemOf(item, first === undefined ? '-' : `${first + index}${sign}`, range))
        .filter((text) => text !== '')
        .join('\n');
    }
    default:
      return lineOf(block, range);
  }
}

/** The rows of a table, in the form in which browsers copy them and spreadsheets accept them. */
function rowsOf(table: Element, range?: Range): string {
  return [...table.querySelectorAll('tr')]
    .filter((row) => !range || range.intersectsNode(row))
    .map((row) => [...row.children].map((cell) => lineOf(cell, range)).join('\t'))
    .join('\n');
}

/** A list item, followed by the lists nested in it. */
function itemOf(item: Element, sign: string, range?: Range): string {
  const task = item.matches('.done') ? '[x] ' : item.matches('.todo') ? '[ ] ' : '';
  const isList = (node: Node) => node instanceof Element && node.matches('ul, ol');
  const own = [...item.childNodes].filter((node) => !isList(node)).map((node) => lineOf(node, range));
  const inner = [...item.children].filter(isList).map((list) => blockOf(list, range).replaceAll(/^(?=.)/gm, '  '));
  const line = own.join('');
  return [line && `${sign} ${task}${line}`, ...inner].filter((text) => text !== '').join('\n');
}

function lineOf(node: Node, range?: Range): string {
  if (range && !range.intersectsNode(node)) return '';
  if (node instanceof Text) {
    const end = node === range?.endContainer ? range.endOffset : node.length;
    return node.data.slice(node === range?.startContainer ? range.startOffset : 0, end);
  }
  if (node instanceof HTMLBRElement) return '\n';
  if (node instanceof HTMLButtonElement) return `[${node.textContent}]`;
  // The mark of an edit isn't part of the text.
  if (node instanceof Element && node.matches('.mark')) return '';
  const inside = (parent: Node): string => [...parent.childNodes].map((child) => lineOf(child, range)).join('');
  if (!(node instanceof HTMLAnchorElement)) return inside(node);
  const { href, target } = node;
  const label = node.querySelector('bdi') ?? node;
  const isCut = range && !isWithin(label, range);
  const isAddress = ['', 'mailto:'].some((scheme) => URL.parse(scheme + label.textContent)?.href === href);
  // A link to a room (without a `target`) gets no address, because its label already names the room.
  return isCut || isAddress || target === '' ? inside(label) : `${inside(label)} (${href})`;
}

function quoted(text: string): string {
  return text === '' ? '' : text.replaceAll(/^/gm, '> ');
}
