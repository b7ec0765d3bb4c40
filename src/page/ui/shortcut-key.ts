/** Finds the intended key of a shortcut on any keyboard layout. Pure. */

/** The properties of a key press that are used here. */
export type ShortcutPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey'> & {
  getModifierState(name: 'AltGraph'): boolean;
};

/** Letters and marks that no Latin layout types. A single key may type two of them. */
const OTHER_SCRIPT = /^(?!\p{Script=Latin})[\p{L}\p{M}]+$/u;
/**
 * The characters that such layouts, and Chinese and Japanese input, type with the `/` and `?` key of an English
 * keyboard: a full stop, a comma or a character of their own. Latin layouts have other ASCII and Latin-1 characters
 * there (`-`, `:`, `§`), or a letter.
 */
const AT_SLASH = /^(?:[.,]|(?!\p{Script=Latin})[^\0-\xff])$/u;

/**
 * The character that identifies a shortcut, in lower case. If the typed character is Latin, it is that character, so
 * that Dvorak, AZERTY and Caps Lock work by letter. Layouts without Latin letters can't type the letters of the
 * shortcuts, so the position of the key on an English keyboard counts.
 * @returns for a key that types nothing, its name unchanged, such as "Enter"
 */
export function shortcutKey(press: ShortcutPress): string {
  const { key, code, shiftKey, altKey } = press;
  // AltGr or Option types a character, which is not a shortcut.
  if (!altKey && !press.getModifierState('AltGraph')) {
    const isOther = OTHER_SCRIPT.test(key);
    if (code === 'Slash' && (isOther || AT_SLASH.test(key))) return shiftKey ? '?' : '/';
    if (isOther && code.startsWith('Key')) return code.slice(3).toLowerCase();
  }
  return [...key].length === 1 ? key.toLowerCase() : key;
}
