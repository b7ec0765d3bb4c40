import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { cleanName, distinctName, guestName } from '../../src/protocol/names.ts';
import { fold, whyReserved } from '../../src/protocol/reserved-names.ts';
import { normaliseRoom } from '../../src/protocol/room-names.ts';

describe('a room name', () => {
  it.each([
    ['lobby', 'lobby'],
    ['Lobby', 'lobby'],
    ['ＬＯＢＢＹ', 'lobby'],
    ['聊天室', '聊天室'],
    ['غرفة', 'غرفة'],
    ['Zu\u0308rich', 'zürich'],
    ['a-b_c9', 'a-b_c9'],
    ['9', '9'],
    ['ﬁnance', 'finance'],
    ['constructor', 'constructor'],
    ['x'.repeat(64), 'x'.repeat(64)],
  ])('the name %j is the room %j', (raw, name) => {
    expect(normaliseRoom(raw)).toBe(name);
  });

  it.each([
    '',
    ' ',
    'a b',
    'a/b',
    '../admin',
    '%2e%2e',
    '\u0000',
    '-a',
    '_a',
    'a.',
    'a\u200b',
    'a\u202e',
    // Names that look like "lobby" on screen, and a name that extends beyond its line.
    'lobby\ufe0f',
    'lobby\u034f',
    'lobby\u1160',
    'lobby\u3164',
    'lobby\u17b4',
    'lobby\u{e0100}',
    'a\u0335\u0335\u0335\u0335\u0335',
    '😀',
    '#a',
    '\u0301a',
    '\ud800',
    'x'.repeat(65),
    'x'.repeat(10_240),
  ])('%j is not a room name', (raw) => {
    expect(normaliseRoom(raw)).toBeUndefined();
  });

  it('normalising a room name again changes nothing', () => {
    for (const raw of ['İstanbul', 'ẞ', 'Ǆ', 'ϒ', '㍿', 'ΑΣ', 'J\u030c', 'W\u030a', 'T\u0308', 'H\u0331']) {
      const name = normaliseRoom(raw);
      if (name !== undefined) expect(normaliseRoom(name)).toBe(name);
    }
  });
});

describe("B10–B13: a member's name", () => {
  it.each([
    ['Ana', 'Ana'],
    ['  Ana Souza ', 'Ana Souza'],
    ['Zu\u0308rich', 'Zürich'],
    ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['x'.repeat(32), 'x'.repeat(32)],
    ['😀'.repeat(32), '😀'.repeat(32)],
    ['Administrata', 'Administrata'],
  ])('the member name %j becomes %j', (raw, name) => {
    expect(cleanName(raw)).toEqual({ ok: true, name });
  });

  it.each([
    ['', '1 to 32'],
    ['   ', '1 to 32'],
    ['x'.repeat(33), '1 to 32'],
    ['a·b', '"·"'],
    ['a\u202eb', 'invisible'],
    ['a\u200bb', 'invisible'],
    ['a\u0000b', 'invisible'],
    ['a\nb', 'invisible'],
    ['\u3164', 'invisible'],
    ['tag\u{e0041}', 'invisible'],
    ['\ud800', 'surrogates'],
    ['\u2800', 'visible'],
    ['Olivia\u2800', 'invisible'],
    ['Olivia\u{1d159}', 'invisible'],
    ['x\u0301\u0302\u0303\u0304\u0305', 'marks'],
    ['Admin', 'reserved'],
    ['ＳＹＳＴＥＭ', 'reserved'],
    ['S y s t e m', 'reserved'],
  ])('the member name %j is refused, and the reason says %j', (raw, reason) => {
    const result = cleanName(raw, whyReserved);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.why).toContain(reason);
  });

  it('member names that differ in case, width, accents or spaces fold to the same letters', () => {
    expect(fold('Ａná S')).toBe(fold('ANA s'));
    expect(fold('Ana')).not.toBe(fold('Anna'));
  });

  it('a member name is refused for any reason that the caller gives', () => {
    expect(cleanName('Ana', (name) => `No ${name}.`)).toEqual({ ok: false, why: 'No Ana.' });
    expect(cleanName('admin')).toEqual({ ok: true, name: 'admin' });
  });

  it('a member name is made from the id if there is none, or if it must be distinct', () => {
    expect(guestName('~AbCdEfGh')).toBe('guest-AbCd');
    expect(distinctName('Ana', 'AbCdEfGh')).toBe('Ana·AbCd');
  });
});

describe('B40: normalising long names', () => {
  /** Records every text that is normalised from now on. */
  function normalised(): string[] {
    const texts: string[] = [];
    const { normalize } = String.prototype;
    const spy = vi.spyOn(String.prototype, 'normalize').mockImplementation(function (this: string, form) {
      texts.push(String(this));
      return normalize.call(this, form);
    });
    onTestFinished(() => spy.mockRestore());
    return texts;
  }

  it.each([257, 8_121, 16_000])('a name of %i units is refused for its length without being normalised', (units) => {
    const texts = normalised();
    const whyNot = vi.fn();
    expect(cleanName('a'.padEnd(units, '\u0301\u0323'), whyNot)).toMatchObject({
      ok: false,
      why: expect.stringContaining('1 to 32'),
    });
    expect(normaliseRoom('a'.padEnd(units * 2, '\u0301\u0323'))).toBeUndefined();
    expect(texts).toEqual([]);
    expect(whyNot).not.toHaveBeenCalled();
  });

  it('normalised names have at most 30 marks in a row, more than any valid name', () => {
    const texts = normalised();
    for (const mark of ['\u0301', '\u0301\u0323', '\uff9e']) {
      expect(cleanName(`a${mark.repeat(100)}`)).toMatchObject({ ok: false });
      expect(normaliseRoom(`a${mark.repeat(200)}`)).toBeUndefined();
      fold(`a${mark.repeat(10_000)}`);
    }
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).not.toMatch(/[\p{M}\uff9e\uff9f]{31}/u);
  });
});
