import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RoomClient } from '../../../src/client/index.ts';
import { put } from '../../../src/page/gallery/put.ts';
import { drafts } from '../../../src/page/state/drafts.ts';
import { store } from '../../../src/page/state/local-storage.ts';
import { keepEdits, takeWriting } from '../../../src/page/state/persisted-edits.ts';
import { withEdit } from '../../../src/page/state/rewriting.ts';
import { Room } from '../../../src/page/state/room.ts';
import { rooms } from '../../../src/page/state/rooms.ts';
import { NEW } from '../../../src/page/state/writing.ts';

beforeEach(() => {
  vi.stubGlobal('addEventListener', vi.fn());
  vi.stubGlobal('document', { addEventListener: vi.fn() });
});
afterEach(() => void vi.unstubAllGlobals());

test('a draft and an edit that is yet to be stored are taken out of the store together, and put back', () => {
  const room = new Room('den', 0);
  put(room.state, { ...new RoomClient({ url: 'http://nowhere.test', room: 'den' }).state, epoch: 'e1' });
  put(rooms, [room]);
  keepEdits();
  drafts.set('den', 'a draft');
  room.composition.edit({ ...withEdit(NEW, 5, 'short'), text: 'shorter' });
  const stored = () => [drafts.get('den'), store.record('edit:den')?.get('text')];
  const putBack = takeWriting(room);
  expect(stored()).toEqual(['', undefined]);
  putBack();
  expect(stored()).toEqual(['a draft', 'shorter']);
});
