import { describe, expect, test } from 'vitest';
import { withEdit } from '../../../src/page/state/rewriting.ts';
import { aboutOf, NEW, type Writing } from '../../../src/page/state/writing.ts';

const reply: Writing = { kind: 'reply', to: 3 };

describe('editing and replying', () => {
  test('an edit begins with the text of the message', () => {
    const edit = withEdit(reply, 5, 'mine');
    expect(edit).toEqual({ kind: 'edit', ref: 5, text: 'mine', was: 'mine' });
  });

  test('an edit of the same message continues with the typed text', () => {
    const typed = { ...withEdit(NEW, 5, 'mine'), text: 'mine, better' };
    expect(withEdit(typed, 5, 'mine')).toBe(typed);
  });

  test('an edit of another message replaces the first', () => {
    const second = withEdit(withEdit(reply, 5, 'one'), 'id', 'two');
    expect(second).toEqual({ kind: 'edit', ref: 'id', text: 'two', was: 'two' });
  });
});

test('what is being written is identified by its message, not by its text', () => {
  const edit = withEdit(NEW, 5, 'mine');
  expect(aboutOf({ ...edit, text: 'other' })).toBe(aboutOf(edit));
  const all = [NEW, reply, edit, withEdit(NEW, 3, 'x'), withEdit(NEW, 'id', 'x')];
  expect(new Set(all.map(aboutOf)).size).toBe(all.length);
});
