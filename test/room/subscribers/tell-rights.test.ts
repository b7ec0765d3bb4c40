/** Each session knows what its member may do: first from the welcome, then from a frame whenever its rights change. */

import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RoomObject } from '../../../src/room/object.ts';
import { ask, evict, freshRoom, join, joinAs, joinBase, type Peer, stubOf } from '../support.ts';

const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const BO = 'bo00000000000000';
/** Listed in ADMINS in vitest.config.ts. */
const ADMIN = 'admin00000000000';

const MODERATES = [
  'topic',
  'slow',
  'lock',
  'deleteOthers',
  'kick',
  'ban',
  'unban',
  'mute',
  'unmute',
  'hurry',
  'enter',
  'audit',
  'export',
];
const OWNS = [...MODERATES, 'retention', 'role'];

afterEach(() => {
  vi.restoreAllMocks();
});

/** The rights in a fixed order for comparison. */
const sorted = (rights: readonly string[] | undefined) => [...(rights ?? ['nothing told'])].sort();

/** What a session was told about itself, in its welcome and later. */
function told(peer: Peer) {
  const [welcome] = peer.all('welcome');
  return [welcome?.data.self, ...peer.all('self').map(({ data }) => data)].map((self) => ({
    role: self?.role,
    may: sorted(self?.may),
  }));
}

const guest = (...may: string[]) => ({ role: 'guest', may });
const member = (...may: string[]) => ({ role: 'member', may });
const moderator = { role: 'moderator', may: sorted(MODERATES) };
const owner = { role: 'owner', may: sorted(OWNS) };

const give = (by: Peer, who: string, role: string) => ask(by, { type: 'mod', data: { action: 'role', who, role } });

/** A room that Olivia owns, with Bo in two tabs, a guest and a base client. */
async function ownedRoom() {
  const room = freshRoom();
  const olivia = await joinAs(room, OLIVIA);
  await ask(olivia, { type: 'msg', data: 'mine' });
  const bo = await joinAs(room, BO);
  const tab = await joinAs(room, BO, { session: 'tab' });
  const gus = await join(room);
  const base = await joinBase(room);
  return { room, olivia, bo, tab, gus, base };
}

describe('telling sessions their rights', () => {
  it('all v1 clients are told their rights when the room gets its first owner', async () => {
    const room = freshRoom();
    const olivia = await joinAs(room, OLIVIA);
    const bo = await joinAs(room, BO);
    const gus = await join(room);
    const ada = await joinAs(room, ADMIN);
    const base = await joinBase(room);
    await ask(olivia, { type: 'msg', data: 'mine' });
    for (const peer of [bo, gus, ada, base]) await peer.settled();
    expect(told(olivia)).toEqual([member('topic'), owner]);
    expect(told(bo)).toEqual([member('topic'), member()]);
    expect(told(gus)).toEqual([guest('topic'), guest()]);
    expect(told(ada)).toEqual([{ role: 'owner', may: sorted([...OWNS, 'diagnose', 'close']) }]);
    expect(base.all('self')).toEqual([]);
  });

  it("nobody's rights change if a guest starts the room", async () => {
    const room = freshRoom();
    const gus = await join(room);
    const bo = await joinAs(room, BO);
    await ask(gus, { type: 'msg', data: 'anybody’s' });
    await bo.settled();
    expect([told(gus), told(bo)]).toEqual([[guest('topic')], [member('topic')]]);
    // This ends when an admin appoints an owner.
    await give(await joinAs(room, ADMIN), BO, 'owner');
    await Promise.all([gus.settled(), bo.settled()]);
    expect([told(gus), told(bo)]).toEqual([
      [guest('topic'), guest()],
      [member('topic'), owner],
    ]);
  });

  it("every session of a member, and no other, is told of the member's new role", async () => {
    const { olivia, bo, tab, gus, base } = await ownedRoom();
    await give(olivia, BO, 'moderator');
    await give(olivia, BO, 'owner');
    await give(bo, BO, 'member');
    for (const peer of [bo, tab, gus, base]) await peer.settled();
    for (const peer of [bo, tab]) expect(told(peer)).toEqual([member(), moderator, owner, member()]);
    expect(told(olivia)).toEqual([member('topic'), owner]);
    expect(told(gus)).toEqual([guest()]);
    expect(base.all('self')).toEqual([]);
  });

  it('new rights are sent after the event that changed them', async () => {
    const { olivia, bo } = await ownedRoom();
    await give(olivia, BO, 'moderator');
    await bo.settled();
    const types = bo.frames.map(({ type }) => type).filter((type) => type === 'mod' || type === 'self');
    expect(types).toEqual(['mod', 'self']);
  });

  it('unchanged rights are not sent', async () => {
    const { olivia, bo, gus } = await ownedRoom();
    await ask(olivia, { type: 'set', data: { topic: 'ours', slow: 5 } });
    await ask(olivia, { type: 'mod', data: { action: 'mute', who: BO } });
    await ask(olivia, { type: 'mod', data: { action: 'unmute', who: BO } });
    // Mo isn't connected, so nobody is told.
    await give(olivia, MO, 'moderator');
    await Promise.all([bo.settled(), gus.settled()]);
    expect([told(olivia), told(bo), told(gus)]).toEqual([[member('topic'), owner], [member()], [guest()]]);
  });

  it('a banned member is not told of its lost rights before it is disconnected', async () => {
    const { olivia, bo, tab } = await ownedRoom();
    await give(olivia, BO, 'moderator');
    await ask(olivia, { type: 'mod', data: { action: 'ban', who: BO } });
    await Promise.all([bo.closed, tab.closed]);
    for (const peer of [bo, tab]) expect(told(peer)).toEqual([member(), moderator]);
  });

  it('sessions are told of new rights after hibernation too, and the welcome tells a session that was away', async () => {
    const { room, olivia, bo, gus } = await ownedRoom();
    const [welcome] = bo.all('welcome');
    bo.close(1000);
    await evict(room);
    await give(olivia, BO, 'moderator');
    await gus.settled();
    const back = await joinAs(room, BO, { since: 1, epoch: welcome?.data.epoch ?? '' });
    await back.settled();
    expect(back.all('welcome')[0]?.data.recovered).toBe(true);
    expect(told(back)).toEqual([moderator]);
    await evict(room);
    await give(olivia, BO, 'member');
    await back.settled();
    expect(told(back)).toEqual([moderator, member()]);
    expect(told(gus)).toEqual([guest()]);
  });

  it('telling sessions of their rights writes no row', async () => {
    const { room, olivia } = await ownedRoom();
    const rows = () => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten);
    const before = await rows();
    await give(olivia, BO, 'moderator');
    // One row for the event and one for the state of the room.
    expect((await rows()) - before).toBe(2);
  });

  it('the rights of a rank are serialised once for all its members', async () => {
    const room = freshRoom();
    const guests = await Promise.all([join(room), join(room), join(room)]);
    const olivia = await joinAs(room, OLIVIA);
    const write = vi.spyOn(JSON, 'stringify');
    await ask(olivia, { type: 'msg', data: 'mine' });
    for (const gus of guests) await gus.settled();
    const written = write.mock.calls.map(([value]) => value).filter((value) => value?.type === 'self');
    expect(written.map(({ data }) => data.role).sort()).toEqual(['guest', 'owner']);
    for (const gus of guests) expect(told(gus)).toEqual([guest('topic'), guest()]);
  });
});
