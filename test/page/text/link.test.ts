import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clearHost } from '../../../src/page/text/address.ts';
import { isClearHost } from '../../../src/page/text/clear-host.ts';
import { type Inline, parseInline } from '../../../src/page/text/inline.ts';

const links = (source: string) => parseInline(source).filter((node: Inline) => node.kind === 'link');
const labels = (source: string) => links(source).map(({ label }) => label);
const hrefs = (source: string) => links(source).map(({ href }) => href);

beforeEach(() => {
  clearHost.value = isClearHost;
});
afterEach(() => {
  clearHost.value = undefined;
});

test('non-ASCII hosts are shown in ASCII until the check for look-alikes has loaded', () => {
  const source = 'https://münchen.de/x mailto:info@münchen.de';
  const known = hrefs(source);
  expect(labels(source)).toEqual(['https://münchen.de/x', 'mailto:info@münchen.de']);
  clearHost.value = undefined;
  expect(labels(source)).toEqual(['https://xn--mnchen-3ya.de/x', 'mailto:info@m%C3%BCnchen.de']);
  expect(hrefs(source)).toEqual(known);
});

describe('B14: text that is made to keep the parser busy', () => {
  // Each of these takes seconds to minutes if an address is examined again and again, which the time limit of the test
  // would catch.
  test.each([
    ['closing brackets', `http://a${')'.repeat(3_990)}`],
    ['marks before a letter', `http://a${'!'.repeat(2_000)}a${')'.repeat(1_980)}`],
    ['many bad addresses', `${'/http://%'.repeat(145)}${'!'.repeat(1_340)}a${')'.repeat(1_340)}`],
    ['opening brackets', '['.repeat(4_000)],
    ['half links', '[a](http://a'.repeat(330)],
    ['stars', '*a '.repeat(1_300)],
    ['ticks of all lengths', Array.from({ length: 88 }, (_, i) => `${'`'.repeat(i + 1)} `).join('')],
  ])('text that consists of %s is still parsed', (_, source) => {
    for (let i = 0; i < 20; i++) expect(parseInline(source).length).toBeGreaterThan(0);
  });
});

describe('B14–B15: links', () => {
  test('http, https and mailto addresses become links', () => {
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

  test.each([
    ['[https://a.example/b]', 'https://a.example/b'],
    ['{https://a.example/b}', 'https://a.example/b'],
    ['([https://a.example/b])', 'https://a.example/b'],
    ['«https://a.example/b»', 'https://a.example/b'],
    ['‹https://a.example/b›', 'https://a.example/b'],
    ['»https://a.example/b«', 'https://a.example/b'],
    ['„https://a.example/b“', 'https://a.example/b'],
    ["'https://a.example/b'", 'https://a.example/b'],
    ['‘https://a.example/b’', 'https://a.example/b'],
    ['「https://a.example/b」', 'https://a.example/b'],
    ['|https://a.example/b|', 'https://a.example/b'],
    ['https://a.example/b…', 'https://a.example/b'],
    ['https://a.example/b...', 'https://a.example/b'],
    ['https://a.example/b، و', 'https://a.example/b'],
    ['https://a.example/b؟', 'https://a.example/b'],
    ['https://a.example/b۔', 'https://a.example/b'],
    ['https://a.example/b।', 'https://a.example/b'],
    ['https://a.example/b։', 'https://a.example/b'],
    ['https://a.example/b።', 'https://a.example/b'],
    ['https://a.example/b។', 'https://a.example/b'],
    ['https://a.example/b๛', 'https://a.example/b'],
    ['https://a.example/b׃', 'https://a.example/b'],
    ['https://a.example/b—so', 'https://a.example/b'],
    ['https://a.example/b→c', 'https://a.example/b'],
    ['│https://a.example/b│', 'https://a.example/b'],
    ['https://a.example/b\u200bc', 'https://a.example/b'],
    ['https://a.example/b\u200f.', 'https://a.example/b'],
    ['\u2066https://a.example/b\u2069', 'https://a.example/b'],
    ['https://a.example/b\u202egnp', 'https://a.example/b'],
    ['https://a.example/b\ufeff', 'https://a.example/b'],
    ['https://a.example🎉 wow', 'https://a.example'],
    ['https://a.example/b❤️!', 'https://a.example/b'],
    ['https://a.example(it)', 'https://a.example'],
    ['(https://a.example/b)하고', 'https://a.example/b'],
    ['https://a.example에서 봐', 'https://a.example'],
    ['https://a.exampleを見て/聞いて', 'https://a.example'],
    ['https://a.example,https://b.example', 'https://a.example'],
    ['[https://a.example/b],[https://c.example]', 'https://a.example/b'],
  ])('the address in %j ends before the text around it', (source, address) => {
    expect(links(source)[0]).toMatchObject({ label: address });
  });

  test.each([
    'https://a.example/A_(b)',
    'https://a.example/A_[b]',
    'https://a.example/{id}/x',
    'https://a.example/?a=1&b=2#c',
    'https://a.example/?a[]=1&b[]=2',
    'https://a.example/wiki/C++',
    'https://a.example/wiki/日本語',
    'https://a.example/wiki/哈利·波特',
    'https://a.example/wiki/レオナルド・ダ・ヴィンチ',
    'https://a.example/wiki/Bose–Einstein',
    'https://a.example/wiki/תל־אביב',
    'https://a.example/wiki/हिन्दी',
    'https://a.example/🎉',
    'https://a.example/@ana/~b;c=1,2!x$y',
    'https://a.example:8080/b',
    'http://[::1]/b',
    'https://a.example?q=1',
    'https://a.example#b',
  ])('the whole of %j is one address', (source) => {
    expect(labels(`so ${source}, he said`)).toEqual([source]);
  });

  test.each([
    ['打开http://192.168.1.1登录', ['http://192.168.1.1']],
    ['http://192.168.0.1です', ['http://192.168.0.1']],
    ['http://localhostです', ['http://localhost']],
    ['http://localhost:3000です', ['http://localhost:3000']],
    ['https://example.com:8080입니다', ['https://example.com:8080']],
    ['我在用https://github.com和gitlab.com', ['https://github.com']],
    ['我用https://example.com看v1.5', ['https://example.com']],
    ['https://www.example.com官网v2.0', ['https://www.example.com']],
    ['https://example.com–это', ['https://example.com']],
    ['https://example.com’s', ['https://example.com']],
    ['mailto:a@b.deです', ['mailto:a@b.de']],
    ['https://中文.com', ['https://中文.com']],
    ['https://例え.jp', ['https://例え.jp']],
    ['https://www.中文.com', ['https://www.中文.com']],
    ['https://2гис.рф', ['https://2гис.рф']],
    ['https://example.com/a和https://example.org/b都可以', ['https://example.com/a和', 'https://example.org/b都可以']],
    ['https://x.dehttps://y.de', ['https://x.de', 'https://y.de']],
    ['https://x.de/ahttps://y.de', ['https://x.de/a', 'https://y.de']],
    ['https://sub.example.com・https://b.com', ['https://sub.example.com', 'https://b.com']],
    ['https://a.example/日・https://b.example', ['https://a.example/日', 'https://b.example']],
    ['https://a.example/b,https://c.example', ['https://a.example/b', 'https://c.example']],
    ['https://a.example/?u=https://b.example/c', ['https://a.example/?u=https://b.example/c']],
    ['https://web.a.example/2020/https://b.example', ['https://web.a.example/2020/https://b.example']],
    ['https://x.de\\n', ['https://x.de']],
    [
      'https://a-中文.com/, https://2tシャツ.jp',
      [`${new URL('https://a-中文.com')}`, `${new URL('https://2tシャツ.jp')}`.slice(0, -1)],
    ],
    ['https://www.tシャツ.jpです', ['https://www.xn--t-mfutbzh.jp']],
    ['https://a中文.中国', ['https://xn--a-lq6a406e.xn--fiqs8s']],
    ['https://login.paypаl.com', ['https://login.xn--paypl-7ve.com']],
    ['https://gооgle.com', ['https://xn--ggle-55da.com']],
    ['mailto:a@tシャツ.jp', ['mailto:a@t%E3%82%B7%E3%83%A3%E3%83%84.jp']],
    ['https://a⁄b.example', ['https://xn--ab-c6t.example']],
    ['https://www.a∕b.example/x', ['https://www.xn--ab-6bv.example/x']],
    ['https://a≠b.', ['https://a']],
    ['「https://localhost」とb.com', ['https://localhost']],
    ['https://localhost，b.com', ['https://localhost']],
    ['地址https://x.de:请看，http://x.de:8080:好', ['https://x.de', 'http://x.de:8080']],
    ['https://x.de/a\\', ['https://x.de/a']],
    ['https://x.de/L’Équipe', ['https://x.de/L’Équipe']],
    ['**https://x.cn/a**的', ['https://x.cn/a']],
    ['https://x.cn/a**b', ['https://x.cn/a']],
  ])('the addresses in %j end where a reader expects', (source, addresses) => {
    const found = (nodes: readonly Inline[]): string[] =>
      nodes.flatMap((node) => ('children' in node ? found(node.children) : node.kind === 'link' ? [node.label] : []));
    expect(found(parseInline(source))).toEqual(addresses);
  });

  test('an invisible joiner within a word is part of an address', () => {
    expect(hrefs('https://a.example/می\u200cخواهم.')).toEqual([new URL('https://a.example/می\u200cخواهم').href]);
  });

  test('underscores and stars in an address are not markup', () => {
    expect(hrefs('https://a.example/b_c_d*e*f')).toEqual(['https://a.example/b_c_d*e*f']);
  });
});

describe('B43: the target that a link shows', () => {
  test.each([
    'bank.com',
    'bank。com',
    'bank．com',
    'bank｡com',
    'bank․com',
    'bank dot com',
    '10.0.0.1/login',
    '::1',
    'localhost',
    'https://bank.com',
    'HTTPS://EVIL.EXAMPLE/x',
    'https://evil.example/X',
    'evil.example/x',
    'ana@bank.com',
    'ana＠bank.com',
    'the docs',
    '文档',
    '👩‍👩‍👧',
    '(evil.example)',
  ])('the true host follows the label %j', (label) => {
    const link = labelled(label);
    expect(link).toEqual({
      href: 'https://evil.example/x',
      label: `${label} (evil.example)`,
      target: '(evil.example)',
    });
  });

  test.each([
    ['an override', 'bank\u202emoc.', 'bankmoc.'],
    ['an isolate', '\u2067bank\u2069', 'bank'],
    ['a zero-width space', 'bank.\u200bcom', 'bank.com'],
    ['a soft hyphen', 'ba\u00adnk', 'bank'],
    ['a joiner between letters', 'b\u200dank', 'bank'],
    ['an annotation', 'bank\ufff9evil\ufffb', 'bankevil'],
    ['tags', 'bank\u{e0041}', 'bank'],
    ['a variation selector', 'bank\ufe0f', 'bank'],
    ['a line separator', 'bank\u2028com', 'bank com'],
    ['a tab', 'bank\tcom', 'bank com'],
  ])('a label is shown without %s', (_, label, shown) => {
    expect(labelled(label)?.label).toBe(`${shown} (evil.example)`);
  });

  test.each([' ', '\u200b', '\u3164', '\u202e \u202c', '\u2800'])(
    'the address replaces the label %j, of which nothing is visible',
    (label) => {
      expect(labelled(label)?.label).toBe('https://evil.example/x');
    },
  );

  test('no host is added to a label that is the address or its host', () => {
    expect(links('[https://a.example/x](https://a.example/x)')).toEqual([
      { kind: 'link', href: 'https://a.example/x', label: 'https://a.example/x' },
    ]);
    expect(links('[a.example](https://a.example/x)')).toEqual([
      { kind: 'link', href: 'https://a.example/x', label: 'a.example' },
    ]);
    expect(links('[例子.中国](https://例子.中国/)')[0]).toMatchObject({ label: '例子.中国' });
  });

  test('marks in a label are not shown', () => {
    expect(labels('[`foo()`](https://a.example/foo) [**重要** *so*](https://a.example/)')).toEqual([
      'foo() (a.example)',
      '重要 so (a.example)',
    ]);
    expect(labels('[snake_case](https://a.example/) [2*3*4](https://a.example/)')).toEqual([
      'snake_case (a.example)',
      '2*3*4 (a.example)',
    ]);
    expect(labels('[https://a.example/*b*](https://b.example/)')).toEqual(['https://a.example/*b* (b.example)']);
  });

  test('an address may be in angle brackets and followed by a title', () => {
    expect(
      hrefs('[a](https://a.example/b "the title") [a](<https://a.example/c_(d)>) [a](<https://a.example> "")'),
    ).toEqual(['https://a.example/b', 'https://a.example/c_(d)', 'https://a.example/']);
    expect(links('[a](<b.example> "x")')).toEqual([]);
  });

  test('a label that is the address as typed, but not as parsed, hides nothing', () => {
    // The first a is Cyrillic.
    expect(labels('[https://аpple.com/](https://аpple.com/)')).toEqual(['https://аpple.com/ (xn--pple-43d.com)']);
    expect(labels('[paypaI.com](https://paypaI.com/)')).toEqual(['paypaI.com (paypai.com)']);
  });

  test('a label of an email address is followed by that address', () => {
    expect(labels('[bank.com](mailto:ana@evil.example)')).toEqual(['bank.com (ana@evil.example)']);
    expect(labels('[ana@evil.example](mailto:ana@evil.example)')).toEqual(['ana@evil.example']);
    expect(labels('mailto:ana@evil.example?subject=grüße')).toEqual(['mailto:ana@evil.example?subject=grüße']);
    expect(labels('[\u200b](mailto:ana@bank.com\u202e@evil.example)')).toEqual([
      'mailto:ana@bank.com%E2%80%AE@evil.example',
    ]);
    expect(labels('[x](mailto:ana@bаnk.com)')).toEqual(['x (ana@b%D0%B0nk.com)']);
  });

  test.each([
    ...[
      'info@münchen.de',
      'jörg@例え.jp',
      'jörg@web.de',
      'Jörg.Müller+a_b@münchen.de',
      'иван@пример.рф',
      '李雷@例子.中国',
    ],
    ...['info@مثال.إختبار', '민수@한국.kr', 'Ana.B@café.fr'],
  ])('the email address %s is shown as typed', (address) => {
    expect(labels(`mailto:${address}`)).toEqual([`mailto:${address}`]);
    expect(labels(`mailto:${address}, please`)).toEqual([`mailto:${address}`]);
    expect(labels(`[${address}](mailto:${address})`)).toEqual([address]);
  });

  test.each([
    ['letters of two scripts', 'ana@bаnk.com'],
    ['letters like Latin ones', 'ana@сосо.com'],
    ['a name in letters like Latin ones', 'сосо@münchen.de'],
    ['a mark lost in the underline', 'ana@paypạl.com'],
    ['a name from right to left', 'علی@مثال.إختبار'],
    ['a host from right to left, and more behind it', 'info@مثال.إختبار?to=a'],
    ['two recipients', 'ana@münchen.de,bo@münchen.de'],
    ['two hosts', 'ana@münchen.de@evil.example'],
  ])('an email address with %s is shown as the browser parses it', (_, address) => {
    expect(labels(`[\u200b](mailto:${address})`)).toEqual([new URL(`mailto:${address}`).href]);
  });

  test.each(['ana@bank.com?to=x@evil.example', 'ana@bank.com?%63c=x@evil.example', '?to=x@evil.example', '?', ''])(
    'a label is followed by the whole of the email address %j, with everybody who would get the email',
    (address) => {
      expect(labels(`[ana@bank.com](mailto:${address})`)).toEqual([`ana@bank.com (mailto:${address})`]);
    },
  );

  test.each([
    ...['paypạl.com', 'googḷe.com', 'wiḳipedia.org', 'ṃicrosoft.com', 'amaẓon.com', 'ņetflix.com', 'şlack.com'],
    ...['paypaḻ.com', 'dęll.com', 'appłe.com', 'ŋetflix.com', 'www.paypạl.com', 'ḁpple.com', 'ḛbay.com', 'ṱ.com'],
  ])('%s, with a letter whose mark is lost in the underline, is shown in ASCII', (host) => {
    expect(labels(`[\u200b](https://${host}/)`)).toEqual([new URL(`https://${host}/`).href]);
    expect(labels(`https://${host}/`)).toEqual([new URL(`https://${host}/`).href]);
  });

  test.each([
    ...['аррӏе.сом', 'сосо.сом', 'τοκιο.ευ', 'сосо', 'сосо.пример.рф', 'пример.сосо.рф'],
    ...[
      'دخول٠بنك.السعودية',
      'دخول۰بنك.السعودية',
      'دخولـبنك.السعودية',
      'บาท๐บาท.ไทย',
      '银行丶中国.香港',
      '银行丿中国.香港',
    ],
    ...[
      '银行〇中国.香港',
      '银行ˊ中国.香港',
      '日本ノ東京.みんな',
      '日本ノノ東京.みんな',
      '日本ノー東京.みんな',
      '日本ー東京.みんな',
    ],
    ...['日本〳東京.みんな', '日本ヽ東京.みんな', 'みんなノ東京.みんな', '은행ᆞ한국.한국'],
  ])('%s, all in one script, is shown in ASCII because it resembles another host', (host) => {
    expect(labels(`[\u200b](https://${host}/)`)).toEqual([new URL(`https://${host}/`).href]);
  });

  test.each([
    ...['münchen.de', 'café.fr', 'país.es', 'žluť.cz', 'straße.de', 'søk.no', 'пример.рф', 'пример.рус', 'τοκιοξ.ευ'],
    ...[
      '中文.com',
      '例え.jp',
      '한국.kr',
      'ノート.jp',
      'らーめん.jp',
      'サーバー.みんな',
      '中国一.中国',
      '佐々木.jp',
      'السعودية.السعودية',
    ],
  ])('%s is shown as typed', (host) => {
    expect(labels(`[\u200b](https://${host}/)`)).toEqual([`https://${host}/`]);
  });

  test.each([
    ['letters of two scripts', 'https://аpple.com/x', 'https://xn--pple-43d.com/x'],
    ['letters of another script, with a suffix in Latin', 'https://аррӏе.com/', 'https://xn--80ak6aa92e.com/'],
    ['Latin letters of no alphabet in use', 'https://ɑpple.com/', 'https://xn--pple-p5b.com/'],
    ['a fraction slash', 'https://bank.com⁄x.evil.example/', 'https://bank.xn--comx-2g7a.evil.example/'],
    ['a division slash', 'https://bank.com∕x.evil.example/', 'https://bank.xn--comx-id9a.evil.example/'],
    ['a combining slash', 'https://bank.com\u0338x.evil.example/', 'https://bank.xn--comx-s3c.evil.example/'],
    ['a middle dot of Katakana', 'https://例・子.中国/', 'https://xn--veky33gk8h.xn--fiqs8s/'],
    ['an ideographic full stop', 'https://bank。evil.example/', 'https://bank.evil.example/'],
    ['a zero-width space', 'https://bank\u200b.com/', 'https://bank.com/'],
    ['full-width letters', 'https://ｂａｎｋ.com/', 'https://bank.com/'],
    ['capitals', 'HTTPS://PaypaI.com/A', 'HTTPS://paypai.com/A'],
    ['a scheme in capitals', 'HTTPS://A.EXAMPLE/X', 'HTTPS://A.EXAMPLE/X'],
    ['capitals of another script', 'https://BÜCHER.example/A', 'https://bücher.example/A'],
    ['a number', 'http://3232235777/', 'http://192.168.1.1/'],
    ['a hexadecimal number', 'http://0x7f.1/', 'http://127.0.0.1/'],
    ['percent signs', 'https://%62ank.example/', 'https://bank.example/'],
    ['an empty user name', 'https://@evil.example/', 'https://evil.example/'],
    ['a backslash', 'https://evil.example\\.bank.com/', 'https://evil.example/.bank.com/'],
    ['a port', 'https://bücher.example:8080/x', 'https://bücher.example:8080/x'],
    ['the port that it has anyway', 'https://a.example:443/', 'https://a.example:443/'],
    ['a full stop at its end', 'https://a.example./', 'https://a.example./'],
    ['IPv6', 'http://[::1]:80/', 'http://[::1]:80/'],
    ['IPv6 around IPv4', 'http://[::ffff:1.2.3.4]/x', 'http://[::ffff:1.2.3.4]/x'],
    ['capitals like no other letter', 'https://Google.com/', 'https://Google.com/'],
    ['capitals like digits', 'https://GO0GLE.com/', 'https://go0gle.com/'],
    ['Chinese', 'https://例子.中国/路', 'https://例子.中国/路'],
    ['an umlaut', 'https://bücher.example/', 'https://bücher.example/'],
    ['Cyrillic alone', 'https://пример.рф/', 'https://пример.рф/'],
    ['Arabic alone', 'https://مثال.إختبار/', 'https://مثال.إختبار/'],
    ['Chinese, under a suffix in Latin', 'https://中文.com/a', 'https://中文.com/a'],
    ['Japanese, under a suffix in Latin', 'https://www.例え.jp/', 'https://www.例え.jp/'],
    ['Korean, under a suffix in Latin', 'https://한국.kr/', 'https://한국.kr/'],
    ['Cyrillic, under a suffix in Latin', 'https://пример.com/', 'https://пример.com/'],
    ['Greek, under a suffix in Latin', 'https://παράδειγμα.gr/', 'https://παράδειγμα.gr/'],
    ['Hindi, under a suffix in Latin', 'https://उदाहरण.com/', 'https://उदाहरण.com/'],
    ['Thai, under a suffix in Latin', 'https://ตัวอย่าง.com/', 'https://ตัวอย่าง.com/'],
    ['Hebrew, under a suffix in Latin, and a path', 'https://דוגמה.com/1', 'https://דוגמה.com/1'],
    ['Arabic, under a suffix in Latin, and a port', 'https://مثال.com:8080/1', 'https://مثال.com:8080/1'],
    ['Greek letters like Latin ones', 'https://νικο.com/', 'https://xn--uxachk.com/'],
    ['Cyrillic letters like Latin ones', 'https://тест.com/', 'https://xn--e1aybc.com/'],
    ['other Cyrillic letters like Latin ones', 'https://хугак.com/', 'https://xn--80afw7aj.com/'],
    ['Hebrew letters like Latin ones', 'https://סוס.com/', 'https://xn--9dbxb.com/'],
    ['strokes for letters', 'https://bank.com.一.example/', 'https://bank.com.xn--4gq.example/'],
    ['a stroke behind Latin letters', 'https://bank.comノx.例え.jp/', 'https://bank.xn--comx-xq4c.xn--r8jz45g.jp/'],
    ['letters of two scripts in one label', 'https://例abc.com/', 'https://xn--abc-uc0e.com/'],
    ['Arabic, and a number beside it', 'https://مثال.10.com/', 'https://xn--mgbh0fb.10.com/'],
    ['digits among Arabic letters', 'https://مثال1.com/', 'https://xn--1-ymcl5hc.com/'],
    ['two labels from right to left', 'https://مثال.مثال.com/', 'https://xn--mgbh0fb.xn--mgbh0fb.com/'],
    // A number behind Arabic letters is drawn on their left.
    ['Arabic, and a path', 'https://مثال.إختبار/10.0.0.1', 'https://xn--mgbh0fb.xn--kgbechtv/10.0.0.1'],
  ])('a host is shown in ASCII if it has %s', (_, source, shown) => {
    // Uses the label of a link, because in a sentence some of these characters end an address.
    expect(links(`[\u200b](${source})`).map(({ label }) => label)).toEqual([shown]);
  });

  test.each([
    ['an override', 'https://a.example/\u202egnp.exe', 'https://a.example/%E2%80%AEgnp.exe'],
    [
      'a zero-width space',
      'https://a.example/a\u200bb?c\u2060#d\u00ad',
      'https://a.example/a%E2%80%8Bb?c%E2%81%A0#d%C2%AD',
    ],
    ['empty Braille', 'https://a.example/\u2800@bank.com', 'https://a.example/%E2%A0%80@bank.com'],
    ['other scripts', 'https://a.example/路/ü?ш', 'https://a.example/路/ü?ш'],
  ])('every character of a path, query or fragment with %s is visible', (_, source, shown) => {
    // Uses the label of a link, because a bare address ends before these characters.
    expect(labels(`[\u200b](${source})`)).toEqual([shown]);
  });

  test.each([
    'https://\u202ebank.com/',
    'https:\\evil.example/',
    'https://\\evil.example/',
    'https:///evil.example/',
    'JAVASCRIPT:alert(1)',
    'ftp://a.example/',
  ])("%j isn't a link", (address) => {
    expect(links(`[x](${address})`)).toEqual([]);
  });

  function labelled(label: string) {
    const [link] = links(`[${label.replace(/[[\]]/g, '')}](https://evil.example/x)`);
    if (!link) return undefined;
    const { kind: _, ...rest } = link;
    return rest;
  }
});

test('addresses become links in browsers without `URL.parse`: Chrome before 126, Safari before 18', () => {
  const { parse } = URL;
  try {
    Reflect.deleteProperty(URL, 'parse');
    expect(hrefs('see https://a.example/b')).toEqual(['https://a.example/b']);
    expect(hrefs('see https://%')).toEqual([]);
  } finally {
    URL.parse = parse;
  }
});
