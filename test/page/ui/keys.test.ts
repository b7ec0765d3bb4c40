import { describe, expect, test } from 'vitest';
import { type KeyPress, sends } from '../../../src/page/ui/keys.ts';

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

describe('Enter', () => {
  test('sends', () => {
    expect(sends(press(), false)).toBe(true);
    expect(sends(press({ key: 'a' }), false)).toBe(false);
  });

  test('breaks the line with Shift', () => {
    expect(sends(press({ shiftKey: true }), false)).toBe(false);
  });

  test('never sends while composing', () => {
    expect(sends(press({ isComposing: true }), false)).toBe(false);
    // Safari: the composition has just ended, and only the key code tells.
    expect(sends(press({ keyCode: 229 }), false)).toBe(false);
    expect(sends(press({ isComposing: true, ctrlKey: true }), false)).toBe(false);
  });

  test('breaks the line on a touch screen, where a keyboard with Ctrl still sends', () => {
    expect(sends(press(), true)).toBe(false);
    expect(sends(press({ ctrlKey: true }), true)).toBe(true);
  });
});
