/**
 * Links that are written without a scheme: rooms and email addresses. Also where links in headings and tables may lead.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Block } from '../../../src/page/text/blocks.ts';
import { type Inline, parseInline } from '../../../src/page/text/inline.ts';
import { parseBlocks } from '../../../src/page/text/parse-blocks.ts';
import { plainText } from '../../../src/page/text/plain.ts';
import { rareBlockAt } from '../../../src/page/text/rare-blocks.ts';
import { rareMarks } from '../../../src/page/text/rare-marks.ts';
import { shortLinksIn } from '../../../src/page/text/short-links.ts';
import { roomPath, routeOf } from '../../../src/protocol/room-path.ts';

beforeAll(() => {
  rareMarks.value = { blockAt: rareBlockAt, linksIn: shortLinksIn };
});
afterAll(() => {
  rareMarks.value = undefined;
});

const text = (value: string): Inline => ({ kind: 'text', text: value });
const plain = (value: string): string => plainText(value, 'spoiler');
/** The links of a line: what each says, and where it leads. */
const links = (value: string): string[] =>
  parseInline(value).flatMap((node) => {
    if (node.kind === 'room') return `${node.text} ${node.room}`;
    return node.kind === 'link' ? `${node.label} ${node.href}` : [];
  });

describe('links to rooms', () => {
  test.each([
    ['see #general.', ['#general general']],
    [
      '#General, #聊天室 (#my-room_2) "#room"',
      ['#General general', '#聊天室 聊天室', '#my-room_2 my-room_2', '#room room'],
    ],
    ['去#聊天室', ['#聊天室 聊天室']],
    ['**#a_room_** _#b_', []],
    ['#1 #12 #1st', []],
    ['#fff #a1b2c3 #abcdef80 #00ff00', []],
    ['C# and F#m, page.html#top, a/#b, #a/b, ##c, &#x27;, #d.css, x-#e', []],
    ['https://a.example/#top', ['https://a.example/#top https://a.example/#top']],
    ['`#room`', []],
    [`#${'a'.repeat(65)}`, []],
    ['#room- #room_', ['#room room', '#room room']],
  ])('the links to rooms in %j are found', (value, found) => {
    expect(links(value)).toEqual(found);
    expect(plain(value).replace(/[`]/g, '')).toBe(value.replace(/\*\*|_(?=#)|(?<=b)_$|`/g, ''));
  });

  test('a backslash before # prevents a link and is not drawn', () => {
    expect(parseInline('\\#room')).toEqual([text('#room')]);
  });
});

describe('email addresses', () => {
  test.each([
    ['write to ana.b+c@mail.example.org, or bo@a.example.', ['ana.b+c@mail.example.org', 'bo@a.example']],
    ['<ana@a.example> (bo@a.example) 邮箱：c@a.exampleです', ['ana@a.example', 'bo@a.example', 'c@a.example']],
    ['Mail:ana@a.example', ['ana@a.example']],
    ['a@b', []],
    ['@ana@a.example, git@a.example:b/c, icon@2x.png, pkg@1.2.3, a@b.c', []],
    ['https://ana:pass@a.example', []],
    ['javascript:alert(1)@a.example', []],
    ['a@-b.example, a@b..example', []],
  ])('the email addresses in %j are found', (value, mails) => {
    expect(links(value)).toEqual(mails.map((mail) => `${mail} mailto:${mail}`));
    expect(plain(value)).toBe(value);
  });
});

const ORIGIN = 'https://parley.example';
/** Where all links of a text lead, seen from a page of `ORIGIN`. */
const targets = (value: string): string[] => parseBlocks(value).flatMap(targetsIn);
function targetsIn(node: Block | Inline): string[] {
  if (node.kind === 'room') return [new URL(roomPath(node.room), ORIGIN).href];
  if (node.kind === 'link') return [node.href];
  if ('children' in node) return node.children.flatMap(targetsIn);
  return 'rows' in node ? node.rows.flat(2).flatMap(targetsIn) : [];
}

describe('B14–B15: links in headings, tables and short links', () => {
  const table = (cell: string) => `|${cell}|b|\n|-|-|\n|${cell}|${cell}`;

  test.each([
    'javascript:alert(1)',
    '[x](javascript:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](data:text/html,hi)',
    '[x](//evil.example)',
    '[x](/r/room)',
    'https://bank.example@evil.example/',
    'https://bank.example:pw@evil.example',
    '//ana@evil.example/x',
    'ana@evil.example/x',
    'ana@evil.example:443',
    'ana@\u2025evil.example',
    'ana@evil\u2024example',
    'ana\u202e@a.example',
    'ana@ba\u017f.example',
    'ana@ban\u212a.example',
    'ana@bаnk.example',
    '#//evil.example',
    '#\\\\evil.example',
    '#/r/room',
    '#..',
    '#a/../..',
    '#room:80',
    '#javascript:alert(1)',
    '#room%2f..',
    '#a\u202eb',
    '#a\u200bb',
    '#ªª/',
  ])('%j contains no link', (value) => {
    for (const said of [value, `# ${value}`, table(value), `> # ${value}\n> ${value}`, `/me ${value}`])
      expect(targets(said), said).toEqual([]);
  });

  test('a link in a heading or a table cell leads where it says', () => {
    const said = '[the garden](https://a.example/) #room ana@a.example https://b.example/x';
    const all = ['https://a.example/', `${ORIGIN}/r/room`, 'mailto:ana@a.example', 'https://b.example/x'];
    expect(targets(`# ${said}`)).toEqual(all);
    expect(targets(table(said))).toEqual([...all, ...all, ...all]);
    expect(parseInline(said)[0]).toMatchObject({ label: 'the garden (a.example)' });
  });

  test.each([
    ['javascript:ana@a.example', ['mailto:ana@a.example']],
    ['data:ana@a.example,hi', ['mailto:ana@a.example']],
    ['[ana@a.example](javascript:alert(1))', ['mailto:ana@a.example']],
    ['[#room](javascript:alert(1)) [x](#room)', [`${ORIGIN}/r/room`, `${ORIGIN}/r/room`]],
    ['[ana@a.example](https://evil.example/)', ['https://evil.example/']],
    ['#room@a.example', ['mailto:room@a.example']],
    ['ana@a.example?bcc=b&body=c', ['mailto:ana@a.example']],
  ])('%j leads only to an address that it shows', (value, all) => {
    expect(targets(value)).toEqual(all);
    for (const node of parseInline(value))
      if (node.kind === 'link') expect(node.label).toContain(node.href.replace(/^.*:(?:\/\/)?|\/$/g, ''));
  });

  test('text after # links to a room of this origin or isn’t a link', () => {
    const pieces = [
      '#',
      '/',
      '\\',
      '.',
      ':',
      '@',
      '%',
      '%2f',
      'a',
      '会',
      '1',
      '-',
      '_',
      '?',
      '&',
      ' ',
      '\u0301',
      '＃',
      'ﬁ',
      'İ',
    ];
    for (const first of pieces)
      for (const second of pieces)
        for (const third of pieces)
          for (const node of parseInline(`#${first}${second}${third}`)) {
            if (node.kind === 'text') continue;
            const { origin, pathname, search, hash } = new URL(targetsIn(node)[0] ?? '', ORIGIN);
            expect([node.kind, origin, search, hash]).toEqual(['room', ORIGIN, '', '']);
            expect(routeOf(pathname)).toEqual({ kind: 'room', room: 'room' in node && node.room });
          }
  });
});
