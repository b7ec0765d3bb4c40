/** Decides what Enter means in the composer. */

/** The properties of a key press that are used here. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'keyCode' | 'isComposing' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'
>;

/**
 * Whether a key press in the composer sends the message. Never during the composition of Chinese, Japanese or Korean
 * text, where Enter accepts the suggestion. Safari ends the composition before that key press and marks it only by key
 * code 229.
 * @param touch whether it is a touch screen, whose keyboards have no Shift+Enter, so that Enter inserts a line break
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
