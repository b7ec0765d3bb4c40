/** Decides what Enter means in the composer. */

/** What is read of a key press. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'keyCode' | 'isComposing' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'
>;

/**
 * Whether a key press in the composer sends. Never while composing Chinese, Japanese or Korean, where Enter takes the
 * suggestion; Safari ends the composition before that very key press and marks it by key code 229 alone.
 * @param touch on a touch screen Enter breaks the line: its keyboards have no Shift+Enter
 */
export function isSendKey(press: KeyPress, touch: boolean): boolean {
  if (press.key !== 'Enter' || press.isComposing || press.keyCode === 229) return false;
  if (press.ctrlKey || press.metaKey) return true;
  return !touch && !press.shiftKey && !press.altKey;
}

/** Whether the main pointer is a finger. */
export function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
