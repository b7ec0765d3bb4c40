import { describe, expect, test } from 'vitest';
import { type Inline, parseInline } from '../../src/page/text/inline.ts';

const links = (source: string) => parseInline(source).filter((node: Inline) => node.kind === 'link');
const hrefs = (source: string) => links(source).map(({ href }) => href);

describe('B14: a text made to keep the parser busy', () => {
  // Each took seconds to minutes where an address was looked into again and again; the test's time limit would end it.
  test.each([
    ['closing brackets', `http://a${')'.repeat(3_990)}`],
    ['marks before a letter', `http://a${'!'.repeat(2_000)}a${')'.repeat(1_980)}`],
    ['many bad addresses', `${'/http://%'.repeat(145)}${'!'.repeat(1_340)}a${')'.repeat(1_340)}`],
    ['opening brackets', '['.repeat(4_000)],
    ['half links', '[a](http://a'.repeat(330)],
    ['stars', '*a '.repeat(1_300)],
    ['ticks of all lengths', Array.from({ length: 88 }, (_, i) => `${'`'.repeat(i + 1)} `).join('')],
  ])('of %s is parsed all the same', (_, source) => {
    for (let i = 0; i < 20; i++) expect(parseInline(source).length).toBeGreaterThan(0);
  });
});

describe('B14–B15: links', () => {
  test('http, https and mailto become links', () => {
    expect(hrefs('http://a.example https://b.example/x?y#z mailto:me@c.example')).toEqual([
      'http://a.example/',
      'https://b.example/x?y#z',
      'mailto:me@c.example',
    ]);
  });

  test.each([
    'javascript:alert(1)',
    '[x](javascript:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](data:text/html,hi)',
    '[x](vbscript:x)',
    '[x](//evil.example)',
    '[x](/r/room)',
    '[x](https:evil.example)',
    'https://bank.example@evil.example/',
    '[x](https://user:pw@evil.example/)',
    'xhttps://a.example',
    'https://',
  ])('%j stays text', (source) => {
    expect(hrefs(source)).toEqual([]);
  });

  test('punctuation of the sentence is not part of the address', () => {
    expect(hrefs('See https://a.example/b. Or (https://a.example/c_(d)), https://a.example/e!')).toEqual([
      'https://a.example/b',
      'https://a.example/c_(d)',
      'https://a.example/e',
    ]);
    expect(hrefs('请看https://a.example/b，谢谢')).toEqual(['https://a.example/b']);
  });

  test('underscores and stars in an address are no markup', () => {
    expect(hrefs('https://a.example/b_c_d*e*f')).toEqual(['https://a.example/b_c_d*e*f']);
  });

  test('a host that mixes scripts is shown as punycode', () => {
    // The first a is Cyrillic.
    expect(links('https://аpple.com/x')[0]).toMatchObject({ label: 'https://xn--pple-43d.com/x' });
    expect(links('https://例子.中国/路')[0]).toMatchObject({ label: 'https://例子.中国/路' });
    expect(links('https://bücher.example/')[0]).toMatchObject({ label: 'https://bücher.example/' });
  });

  test('a label that looks like an address cannot hide the true one', () => {
    expect(links('[bank.example](https://evil.example/)')[0]).toMatchObject({ label: 'bank.example (evil.example)' });
    expect(links('[the docs](https://a.example/)')[0]).toMatchObject({ label: 'the docs', href: 'https://a.example/' });
  });
});
