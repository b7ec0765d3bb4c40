import { describe, expect, test } from 'vitest';
import { isSendKey, type KeyPress } from '../../../src/page/ui/enter-key.ts';

const press = (over: Partial<KeyPress> = {}): KeyPress => ({
  key: 'Enter',
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...over,
});

describe('the Enter key', () => {
  test('Enter sends', () => {
    expect(isSendKey(press(), false)).toBe(true);
    expect(isSendKey(press({ key: 'a' }), false)).toBe(false);
  });

  test('Shift+Enter breaks the line', () => {
    expect(isSendKey(press({ shiftKey: true }), false)).toBe(false);
  });

  test('Enter never sends while composing', () => {
    expect(isSendKey(press({ isComposing: true }), false)).toBe(false);
    // In Safari the composition has just ended, and only the key code indicates it.
    expect(isSendKey(press({ keyCode: 229 }), false)).toBe(false);
    expect(isSendKey(press({ isComposing: true, ctrlKey: true }), false)).toBe(false);
  });

  test('Enter breaks the line on a touch screen, and Ctrl+Enter sends', () => {
    expect(isSendKey(press(), true)).toBe(false);
    expect(isSendKey(press({ ctrlKey: true }), true)).toBe(true);
  });
});
