import { describe, expect, test } from 'vitest';
import { withDraftBelow, withEdit } from '../../../src/page/state/rewriting.ts';
import { aboutOf, afterWriting, handedOver, NEW, type Writing } from '../../../src/page/state/writing.ts';

const reply: Writing = { kind: 'reply', to: 3 };

describe('editing and replying', () => {
  test('an edit begins with the text of the message, and then returns to the draft', () => {
    const edit = withEdit(reply, 5, 'mine');
    expect(edit).toEqual({ kind: 'edit', ref: 5, text: 'mine', was: 'mine', back: reply });
    expect(afterWriting(edit)).toBe(reply);
    expect(afterWriting(withEdit(NEW, 5, 'mine'))).toBe(NEW);
  });

  test('an edit of the same message continues with the typed text', () => {
    const typed = { ...withEdit(NEW, 5, 'mine'), text: 'mine, better' };
    expect(withEdit(typed, 5, 'mine')).toBe(typed);
  });

  test('an edit of another message replaces the first, above the same draft', () => {
    const second = withEdit(withEdit(reply, 5, 'one'), 'id', 'two');
    expect(second).toEqual({ kind: 'edit', ref: 'id', text: 'two', was: 'two', back: reply });
  });

  test('an edit continues when another tab begins a reply, and returns to that reply', () => {
    const edit = withDraftBelow(withEdit(NEW, 5, 'mine'), reply);
    expect(edit).toMatchObject({ kind: 'edit', ref: 5, text: 'mine' });
    expect(afterWriting(edit)).toBe(reply);
    expect(withDraftBelow(NEW, reply)).toBe(reply);
  });

  test('the text of an edit that is no longer possible is added to the draft', () => {
    const edit = { ...withEdit(NEW, 5, 'short'), text: 'thought over' };
    expect(handedOver('', edit)).toBe('thought over');
    expect(handedOver('a draft', edit)).toBe('a draft\n\nthought over');
    expect(handedOver('a draft', withEdit(NEW, 5, 'short'))).toBe('a draft');
    expect(handedOver('a draft', { ...edit, text: '' })).toBe('a draft');
  });
});

test('a cancelled reply leaves nothing to return to', () => {
  expect(afterWriting(reply)).toBe(NEW);
});

test('what is being written is identified by its message, not by its text', () => {
  const edit = withEdit(NEW, 5, 'mine');
  expect(aboutOf({ ...edit, text: 'other' })).toBe(aboutOf(edit));
  const all = [NEW, reply, edit, withEdit(NEW, 3, 'x'), withEdit(NEW, 'id', 'x')];
  expect(new Set(all.map(aboutOf)).size).toBe(all.length);
});
