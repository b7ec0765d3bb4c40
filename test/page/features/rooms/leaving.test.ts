import { describe, expect, test } from 'vitest';
import { RoomClient } from '../../../../src/client/index.ts';
import { unsentIn } from '../../../../src/page/features/rooms/leaving.ts';
import { put } from '../../../../src/page/gallery/put.ts';
import { drafts } from '../../../../src/page/state/drafts.ts';
import { withEdit } from '../../../../src/page/state/rewriting.ts';
import { Room } from '../../../../src/page/state/room.ts';
import { NEW } from '../../../../src/page/state/writing.ts';

/** A room whose client has written something and never connected. */
function room(name: string, write: (client: RoomClient) => void = () => {}): Room {
  const client = new RoomClient({ url: 'http://nowhere.test', room: name });
  write(client);
  const made = new Room(name, 0);
  put(made.state, client.state);
  return made;
}

describe('text that would be lost with a room', () => {
  test('nothing is lost if everything was sent', () => {
    expect(unsentIn(room('a'))).toEqual({ messages: 0, isDraft: false });
  });

  test('every unsent message would be lost', () => {
    const written = room('b', (client) => {
      client.send('one');
      client.send('two');
    });
    expect(unsentIn(written)).toEqual({ messages: 2, isDraft: false });
  });

  test('a draft would be lost, unless it is blank', () => {
    drafts.set('c', ' ');
    expect(unsentIn(room('c')).isDraft).toBe(false);
    drafts.set('c', 'half a sen');
    expect(unsentIn(room('c')).isDraft).toBe(true);
  });

  test('the changes of an open edit would be lost', () => {
    const edit = withEdit(NEW, 1, 'as it was');
    const edited = room('d');
    edited.composition.edit(edit);
    expect(unsentIn(edited).isDraft).toBe(false);
    edited.composition.edit({ ...edit, text: 'better' });
    expect(unsentIn(edited).isDraft).toBe(true);
  });
});
