/** Finds the key that was meant in a shortcut, on any keyboard layout. Pure. */

/** What is read of a key press. */
export type ShortcutPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey'> & {
  getModifierState(name: 'AltGraph'): boolean;
};

/** Typed letters and marks that no Latin keyboard has; a single key may type two of them. */
const OTHER_SCRIPT = /^(?!\p{Script=Latin})[\p{L}\p{M}]+$/u;
/**
 * What such layouts, and Chinese and Japanese input, type with the key that is `/` and `?` on an English one: a full stop, a comma
 * or a sign of their own. Latin layouts have other signs of ASCII and Latin-1 there (`-`, `:`, `§`), or a letter.
 */
const AT_SLASH = /^(?:[.,]|(?!\p{Script=Latin})[^\0-\xff])$/u;

/**
 * The character by which a shortcut is told, in lower case. It is the one that was typed, where that is Latin: so Dvorak, AZERTY
 * and CapsLock go by the letter. A layout without Latin letters has none of the letters that the page names, so there the place
 * of the key counts, as on an English keyboard.
 * @returns the name of a key that types nothing, such as "Enter", as it is
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
