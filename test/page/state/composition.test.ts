/** Unsent text returns to the draft of its room. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { put } from '../../../src/page/gallery/put.ts';
import { drafts } from '../../../src/page/state/drafts.ts';
import { withEdit } from '../../../src/page/state/rewriting.ts';
import { Room } from '../../../src/page/state/room.ts';
import { NEW } from '../../../src/page/state/writing.ts';

/** A room whose field shows `draft`. */
function withDraft(draft: string): Room {
  const room = new Room('den', 0);
  drafts.set('den', draft);
  return room;
}

beforeEach(() => {
  vi.stubGlobal('location', { origin: 'http://nowhere.test' });
  vi.stubGlobal('PerformanceNavigationTiming', class {});
});
afterEach(() => void vi.unstubAllGlobals());

describe('text that can’t be sent', () => {
  test('text that can’t be sent returns to the field before the draft, with its reply', () => {
    const { composition } = withDraft('a draft');
    composition.putBefore('refused', 3);
    expect([composition.text, composition.writing.value]).toEqual(['refused\na draft', { kind: 'reply', to: 3 }]);
    composition.putBefore('the first', 1);
    expect([composition.text, composition.writing.value]).toEqual([
      'the first\nrefused\na draft',
      { kind: 'reply', to: 3 },
    ]);
  });

  test('text that can’t be sent replaces a blank draft', () => {
    const { composition } = withDraft(' \n');
    composition.putBefore('refused');
    expect([composition.text, composition.writing.value]).toEqual(['refused', NEW]);
  });

  test('text that can’t be sent waits until an open edit is over, with its reply', () => {
    const { composition } = withDraft('');
    composition.edit(withEdit(NEW, 5, 'short'));
    composition.putBefore('refused', 3);
    expect(composition.text).toBe('short');
    composition.leave();
    expect([composition.text, composition.writing.value]).toEqual(['refused', { kind: 'reply', to: 3 }]);
  });
});

test('leaving an edit returns to the draft and its reply, even if another tab changed the reply; leaving a reply keeps the draft', () => {
  const { composition } = withDraft('a draft');
  const edit = withEdit(NEW, 5, 'mine');
  composition.reply(3);
  composition.edit(edit);
  expect([composition.text, composition.writing.value]).toEqual(['mine', edit]);
  composition.adoptDraft({ kind: 'reply', to: 4 });
  expect(composition.writing.value).toEqual(edit);
  composition.leave();
  expect([composition.text, composition.writing.value]).toEqual(['a draft', { kind: 'reply', to: 4 }]);
  composition.leave();
  expect([composition.text, composition.writing.value]).toEqual(['a draft', NEW]);
});

test('the changed text of an edit that is no longer possible returns to the field before the draft', () => {
  const { composition } = withDraft('a draft');
  const edit = withEdit(NEW, 5, 'short');
  for (const text of ['short', '', 'thought over']) {
    composition.edit({ ...edit, text });
    composition.handOver();
  }
  expect([composition.text, composition.writing.value]).toEqual(['thought over\na draft', NEW]);
});

test('a draft that is taken out of the store is put back with its reply, even while an edit is open', () => {
  const { composition } = withDraft('a draft');
  composition.reply(3);
  composition.edit(withEdit(NEW, 5, 'mine'));
  const putBack = composition.takeDraft();
  expect([drafts.get('den'), drafts.reply('den'), composition.text]).toEqual(['', undefined, 'mine']);
  putBack();
  expect([drafts.get('den'), drafts.reply('den'), composition.text]).toEqual([
    'a draft',
    { epoch: '', seq: 3 },
    'mine',
  ]);
});

test('messages that were written before storage answered return to the draft of a closed page, with their reply', () => {
  // The page closes before its next frame.
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', vi.fn());
  const room = withDraft('and more');
  room.open(undefined);
  put(room.state, room.client.value?.state && { ...room.client.value.state, epoch: 'e1' });
  room.send('first');
  room.send('second', { re: 3 });
  room.keepLast();
  expect(drafts.get('den')).toBe('first\nsecond\nand more');
  expect(drafts.reply('den')).toEqual({ epoch: 'e1', seq: 3 });
  room.close();
});
