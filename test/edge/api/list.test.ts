import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/edge/app.ts';
import { parseConfig } from '../../../src/edge/config.ts';
import { freshRoom } from '../../room/support.ts';
import { httpRefusal } from '../support.ts';
import { call, LOCAL, OLIVIA, room } from './support.ts';

describe('a list of rooms', () => {
  it('a list with one invalid room name wakes none of the other rooms', async () => {
    const getByName = vi.fn();
    const path = `${LOCAL}/api/rooms?room=one&room=two&room=%20`;
    const response = await createApp(parseConfig({})).request(path, {}, { ROOM: { getByName } });
    expect(await httpRefusal(response)).toMatchObject({ status: 400, code: 'bad_room' });
    expect(getByName).not.toHaveBeenCalledWith('one');
  });

  it('a list contains the rooms that the request names', async () => {
    const { name } = await room();
    const other = freshRoom();
    const response = await call(`/api/rooms?room=${name}&room=${other}&room=${name}`);
    expect(await response.json()).toEqual({
      rooms: [
        {
          room: name,
          members: 1,
          seq: 8,
          floor: 1,
          ts: expect.any(Number),
          locked: false,
          topic: 'all of it',
          owners: [OLIVIA],
        },
        { room: other, members: 0, seq: 0, floor: 0, ts: 0, locked: false, topic: '', owners: [] },
      ],
    });
    for (const query of ['', '?room=.bad', `?${Array.from({ length: 51 }, (_, n) => `room=r${n}`).join('&')}`])
      expect((await call(`/api/rooms${query}`)).status).toBe(400);
  });
});
