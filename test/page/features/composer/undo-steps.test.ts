import { describe, expect, test } from 'vitest';
import { UndoSteps } from '../../../../src/page/features/composer/undo-steps.ts';

describe('undo steps', () => {
  test('typed text can be undone and redone', () => {
    const steps = new UndoSteps('');
    expect(steps.allows('insertText', '')).toBe(true);
    expect(steps.made('insertText', 'ab')).toBe(true);
    expect(steps.allows('historyUndo', 'ab')).toBe(true);
    expect(steps.made('historyUndo', '')).toBe(true);
    expect(steps.allows('historyRedo', '')).toBe(true);
    expect(steps.made('historyRedo', 'ab')).toBe(true);
    // Everything is redone, so a further step isn't part of this typing.
    expect(steps.allows('historyRedo', 'ab')).toBe(false);
  });

  test('undo stops where the page has set other text', () => {
    const steps = new UndoSteps('');
    steps.made('insertText', 'sent');
    // The message was sent, so the field is empty.
    expect(steps.allows('historyUndo', '')).toBe(false);
    expect(steps.allows('historyRedo', '')).toBe(false);
    expect(steps.allows('insertText', '')).toBe(true);
  });

  test('undo stops at a step that changes nothing', () => {
    const steps = new UndoSteps('kept');
    expect(steps.allows('historyUndo', 'kept')).toBe(true);
    expect(steps.made('historyUndo', 'kept')).toBe(false);
    expect(steps.allows('historyRedo', 'kept')).toBe(false);
  });

  test('nothing can be redone after new typing', () => {
    const steps = new UndoSteps('');
    steps.made('insertText', 'a');
    steps.made('historyUndo', '');
    steps.made('insertText', 'b');
    expect(steps.allows('historyRedo', 'b')).toBe(false);
  });
});
