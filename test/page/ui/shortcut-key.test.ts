import { describe, expect, test } from 'vitest';
import { actionOf } from '../../../src/page/features/messages/tools/message-keys.ts';
import { type ShortcutPress, shortcutKey } from '../../../src/page/ui/shortcut-key.ts';

/** A key press as browsers report it: the typed character, and the key's position. */
function press(key: string, code: string, held: { shift?: true; alt?: true; altGraph?: true } = {}): ShortcutPress {
  return {
    key,
    code,
    shiftKey: held.shift ?? false,
    altKey: held.alt ?? false,
    getModifierState: (name) => name === 'AltGraph' && held.altGraph === true,
  };
}
const shift = { shift: true } as const;

describe('shortcuts by letter', () => {
  test('a letter matches in either case, with Shift or Caps Lock', () => {
    expect(shortcutKey(press('k', 'KeyK'))).toBe('k');
    expect(shortcutKey(press('K', 'KeyK'))).toBe('k');
    expect(shortcutKey(press('K', 'KeyK', shift))).toBe('k');
  });

  test('a letter matches on every Latin layout, wherever its key is', () => {
    // Dvorak, Colemak, AZERTY, QWERTZ.
    expect(shortcutKey(press('k', 'KeyV'))).toBe('k');
    expect(shortcutKey(press('x', 'KeyB'))).toBe('x');
    expect(shortcutKey(press('f', 'KeyE'))).toBe('f');
    expect(shortcutKey(press('a', 'KeyQ'))).toBe('a');
    expect(shortcutKey(press('z', 'KeyY'))).toBe('z');
    // Turkish F types ğ where others have E, as a letter of its own.
    expect(shortcutKey(press('ğ', 'KeyE'))).toBe('ğ');
  });

  test('punctuation keys match by the character typed, because / and ? and + have other keys on many keyboards', () => {
    expect(shortcutKey(press('/', 'Digit7', shift))).toBe('/');
    expect(shortcutKey(press('?', 'Minus', shift))).toBe('?');
    expect(shortcutKey(press('?', 'KeyM', shift))).toBe('?');
    expect(shortcutKey(press('/', 'NumpadDivide'))).toBe('/');
    expect(shortcutKey(press('+', 'BracketRight'))).toBe('+');
    // What German, French, Dvorak, Canadian, Icelandic, Brazilian and Maltese layouts type with the English / key.
    const others = [['-'], ['_', shift], ['!'], ['§', shift], ['z'], [':', shift], ['é'], ['þ'], [';'], ['ż']] as const;
    for (const [key, held] of others) expect(shortcutKey(press(key, 'Slash', held)), key).not.toMatch(/[/?]/);
  });
});

describe('shortcuts by position', () => {
  test('a key matches by position on layouts with other letters', () => {
    // Russian, Greek, Hebrew, Arabic, Thai, Hindi, Korean.
    for (const key of ['л', 'Л', 'κ', 'ל', 'ن', 'า', 'क', 'ㅏ']) expect(shortcutKey(press(key, 'KeyK')), key).toBe('k');
    for (const [key, code, meant] of [
      ['и', 'KeyB', 'b'],
      ['ш', 'KeyI', 'i'],
      ['У', 'KeyE', 'e'],
      ['ר', 'KeyR', 'r'],
      ['ב', 'KeyC', 'c'],
      ['ق', 'KeyR', 'r'],
      // One key types two letters.
      ['لا', 'KeyB', 'b'],
      ['ี', 'KeyU', 'u'],
    ] as const)
      expect(shortcutKey(press(key, code)), key).toBe(meant);
  });

  test('/ and ? match by position, whatever character the layout has there', () => {
    for (const key of ['.', 'ظ', 'ฝ', 'め', '、', '／', '・', '।', '።', '։', '་', '។', '֏', '၊'])
      expect(shortcutKey(press(key, 'Slash')), key).toBe('/');
    for (const key of [',', '؟', 'ฦ', '？', '・', '՞', '፧', 'Ю'])
      expect(shortcutKey(press(key, 'Slash', shift)), key).toBe('?');
    // Hebrew has / at Q, and Russian has it beside Enter and ? on 7.
    expect(shortcutKey(press('/', 'KeyQ'))).toBe('/');
    expect(shortcutKey(press('/', 'Backslash', shift))).toBe('/');
    expect(shortcutKey(press('?', 'Digit7', shift))).toBe('?');
  });

  test('a character typed with AltGr or Option matches nothing', () => {
    for (const held of [{ altGraph: true }, { alt: true }] as const) {
      expect(shortcutKey(press('ר', 'KeyR', held))).toBe('ר');
      expect(shortcutKey(press('.', 'Slash', held))).toBe('.');
    }
    expect(shortcutKey(press('€', 'KeyE', { altGraph: true }))).toBe('€');
    // Brazilian layouts type ? with AltGr and W.
    expect(shortcutKey(press('?', 'KeyW', { altGraph: true }))).toBe('?');
  });

  test('keys that type nothing keep their name', () => {
    for (const [key, code] of [
      ['Enter', 'Enter'],
      ['Delete', 'Delete'],
      ['ArrowUp', 'ArrowUp'],
      ['Dead', 'Equal'],
      ['Process', 'KeyK'],
      ['Unidentified', ''],
    ] as const)
      expect(shortcutKey(press(key, code))).toBe(key);
  });
});

test('the action on a message is chosen by the letter that the key stands for', async () => {
  const { Room } = await import('../../../src/page/state/room.ts');
  const room = new Room('keys', 0);
  const article = {} as Element;
  for (const key of ['r', 'e', 'c', '+', 'Delete', 'Enter'])
    expect(actionOf(key, room, 1, article), key).toBeTypeOf('function');
  for (const key of ['x', 'ğ', '€', 'Dead']) expect(actionOf(key, room, 1, article), key).toBeUndefined();
});
