import { describe, expect, test } from 'vitest';
import { UndoSteps } from '../../../../src/page/features/composer/undo-steps.ts';

describe('undo in a field', () => {
  test('takes back what was typed, and does it again', () => {
    const steps = new UndoSteps('');
    expect(steps.allows('insertText', '')).toBe(true);
    expect(steps.made('insertText', 'ab')).toBe(true);
    expect(steps.allows('historyUndo', 'ab')).toBe(true);
    expect(steps.made('historyUndo', '')).toBe(true);
    expect(steps.allows('historyRedo', '')).toBe(true);
    expect(steps.made('historyRedo', 'ab')).toBe(true);
    // All that was undone is done again: a further step is none of this typing.
    expect(steps.allows('historyRedo', 'ab')).toBe(false);
  });

  test('ends where the page has put another text there', () => {
    const steps = new UndoSteps('');
    steps.made('insertText', 'sent');
    // The message was sent, so the field is empty.
    expect(steps.allows('historyUndo', '')).toBe(false);
    expect(steps.allows('historyRedo', '')).toBe(false);
    expect(steps.allows('insertText', '')).toBe(true);
  });

  test('ends with a step that changes nothing', () => {
    const steps = new UndoSteps('kept');
    expect(steps.allows('historyUndo', 'kept')).toBe(true);
    expect(steps.made('historyUndo', 'kept')).toBe(false);
    expect(steps.allows('historyRedo', 'kept')).toBe(false);
  });

  test('does nothing again once something else is typed', () => {
    const steps = new UndoSteps('');
    steps.made('insertText', 'a');
    steps.made('historyUndo', '');
    steps.made('insertText', 'b');
    expect(steps.allows('historyRedo', 'b')).toBe(false);
  });
});
