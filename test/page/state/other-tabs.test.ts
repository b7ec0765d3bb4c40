import { afterEach, describe, expect, test } from 'vitest';
import { RoomClient } from '../../../src/client/index.ts';
import { put } from '../../../src/page/gallery/put.ts';
import { hearTab } from '../../../src/page/state/other-tabs.ts';
import { Room } from '../../../src/page/state/room.ts';
import { rooms } from '../../../src/page/state/rooms.ts';
import type { Position } from '../../../src/protocol/position.ts';

/** A room in its epoch `epoch`, of which this tab has read up to `mark`. */
function listed(epoch: string, mark: Position | undefined): Room {
  const room = new Room('den', 0);
  const client = new RoomClient({ url: 'http://nowhere.test', room: 'den' });
  put(room.state, { ...client.state, epoch });
  if (mark) room.record.adoptMark(mark);
  rooms.value = [room];
  return room;
}

afterEach(() => {
  rooms.value = [];
});

describe('the read mark of another tab', () => {
  test.each<{ name: string; epoch: string; mine?: Position; theirs: Position; taken: boolean }>([
    {
      name: 'is taken if it is further',
      epoch: 'e2',
      mine: { epoch: 'e2', seq: 5 },
      theirs: { epoch: 'e2', seq: 6 },
      taken: true,
    },
    {
      name: 'is ignored if it is behind',
      epoch: 'e2',
      mine: { epoch: 'e2', seq: 5 },
      theirs: { epoch: 'e2', seq: 4 },
      taken: false,
    },
    { name: 'is taken if this tab has none', epoch: 'e2', theirs: { epoch: 'e2', seq: 1 }, taken: true },
    {
      name: "is taken if it is of the present epoch and this tab's own mark of an earlier one",
      epoch: 'e2',
      mine: { epoch: 'e1', seq: 5 },
      theirs: { epoch: 'e2', seq: 1 },
      taken: true,
    },
    {
      name: 'is ignored if it is of an earlier epoch',
      epoch: 'e2',
      mine: { epoch: 'e2', seq: 5 },
      theirs: { epoch: 'e1', seq: 9 },
      taken: false,
    },
    {
      name: 'is ignored if it is of an earlier epoch and this tab has none',
      epoch: 'e2',
      theirs: { epoch: 'e1', seq: 9 },
      taken: false,
    },
    {
      name: 'is taken from another epoch while the present one is unknown',
      epoch: '',
      mine: { epoch: 'e1', seq: 5 },
      theirs: { epoch: 'e2', seq: 1 },
      taken: true,
    },
  ])('$name', ({ epoch, mine, theirs, taken }) => {
    const room = listed(epoch, mine);
    hearTab({ kind: 'read', room: 'den', mark: theirs });
    expect(room.record.mark.value).toEqual(taken ? theirs : mine);
  });
});
