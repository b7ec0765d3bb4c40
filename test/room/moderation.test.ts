/**
 * Moderation over the wire and across hibernation: roles and the rights they give, kicks, mutes, bans, and deletions by
 * moderators.
 */

import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SingleFrame } from '../../src/protocol/frames.ts';
import type { RoomObject } from '../../src/room/object.ts';
import { ask, evict, freshRoom, join, joinAs, joinBase, type Peer, stubOf, tryConnect } from './support.ts';

/** Ids of members with a key. */
const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const BO = 'bo00000000000000';
/** Listed in ADMINS in vitest.config.ts. */
const ADMIN = 'admin00000000000';

afterEach(() => {
  vi.useRealTimers();
});

function mod(peer: Peer, data: Record<string, unknown>): Promise<SingleFrame> {
  return ask(peer, { type: 'mod', data });
}

function say(peer: Peer, data = 'hi'): Promise<SingleFrame> {
  return ask(peer, { type: 'msg', data });
}

/** A room owned by Olivia, with the moderator Mo, the member Bo and a guest. */
async function staffedRoom() {
  const room = freshRoom();
  const olivia = await joinAs(room, OLIVIA, { name: 'Olivia' });
  const first = await say(olivia, 'mine');
  const epoch = first.type === 'ack' ? (first.epoch ?? '') : '';
  await mod(olivia, { action: 'role', who: MO, role: 'moderator' });
  const mo = await joinAs(room, MO, { name: 'Mo' });
  const bo = await joinAs(room, BO, { name: 'Bo' });
  const guest = await join(room, { name: 'Gus' });
  const guestId = guest.all('welcome')[0]?.data.self.id ?? '';
  for (const peer of [olivia, mo, bo]) await peer.settled();
  return { room, olivia, mo, bo, guest, guestId, epoch };
}

const rolesIn = (peer: Peer) =>
  Object.fromEntries(peer.all('welcome')[0]?.data.who.map(({ name, role }) => [name, role]) ?? []);

describe('roles', () => {
  it('the author of the first event, if it has a key, stays the owner across absence and hibernation, in every list', async () => {
    const { room, olivia } = await staffedRoom();
    olivia.close(1000);
    await evict(room);
    await joinAs(room, OLIVIA, { name: 'Olivia', session: 'another' });
    const late = await join(room, { name: 'Late' });
    expect(rolesIn(late)).toEqual({ Olivia: 'owner', Mo: 'moderator', Bo: 'member', Gus: 'guest', Late: 'guest' });
  });

  it("the founder's role costs no row of its own", async () => {
    const room = freshRoom();
    await say(await joinAs(room, OLIVIA, { name: 'Olivia' }));
    // Five rows for the tables and one for the message.
    expect(await runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten)).toBe(6);
    await evict(room);
    expect(rolesIn(await joinAs(room, OLIVIA))).toEqual({ Olivia: 'owner' });
  });

  it('a room has at most 500 roles', async () => {
    const { room, olivia } = await staffedRoom();
    const roles = Array.from({ length: 500 }, (_, n) => [`m${String(n).padStart(15, '0')}`, 'moderator']);
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      const json = JSON.stringify({ roles: [[OLIVIA, 'owner'], ...roles.slice(1)], bans: [], mutes: [] });
      storage.sql.exec('UPDATE meta SET house = ?', json);
    });
    await evict(room);
    const give = (who: string, role: string) => mod(olivia, { action: 'role', who, role });
    expect(await give(BO, 'moderator')).toMatchObject({ code: 'bad_request', data: expect.stringContaining('500') });
    expect(await give(String(roles[1]?.[0]), 'member')).toMatchObject({ type: 'ack' });
    expect(await give(BO, 'moderator')).toMatchObject({ type: 'ack' });
  });

  it("a member's join notice contains its role", async () => {
    const { room, bo } = await staffedRoom();
    await mod(await joinAs(room, OLIVIA, { session: 'b' }), { action: 'role', who: 'zoe0000000000000', role: 'owner' });
    await joinAs(room, 'zoe0000000000000', { name: 'Zoe' });
    const notice = await bo.next('system', ({ event, who }) => event === 'join' && who[0]?.name === 'Zoe');
    expect(notice.who).toEqual([{ id: 'zoe0000000000000', name: 'Zoe', role: 'owner' }]);
  });

  it('a guest never gets a role: a room that a guest started has no owner until an admin appoints one', async () => {
    const room = freshRoom();
    const [guest, bo, admin] = [await join(room), await joinAs(room, BO), await joinAs(room, ADMIN, { name: 'Ada' })];
    await say(guest);
    expect(await ask(guest, { type: 'set', data: { topic: 'anybody may' } })).toMatchObject({ type: 'ack' });
    expect(await ask(bo, { type: 'set', data: { slow: 5 } })).toMatchObject({ code: 'forbidden' });
    expect(await mod(bo, { action: 'role', who: BO, role: 'owner' })).toMatchObject({ code: 'forbidden' });
    const guestId = guest.all('welcome')[0]?.data.self.id;
    expect(await mod(admin, { action: 'role', who: guestId, role: 'moderator' })).toMatchObject({ code: 'forbidden' });
    expect(await mod(admin, { action: 'role', who: BO, role: 'owner' })).toMatchObject({ type: 'ack' });
    expect(await ask(bo, { type: 'set', data: { slow: 5 } })).toMatchObject({ type: 'ack' });
    expect(await ask(guest, { type: 'set', data: { topic: 'mine' } })).toMatchObject({ code: 'forbidden' });
  });

  it('the last owner keeps its role', async () => {
    const { olivia } = await staffedRoom();
    expect(await mod(olivia, { action: 'role', who: OLIVIA, role: 'member' })).toMatchObject({ code: 'forbidden' });
    await mod(olivia, { action: 'role', who: BO, role: 'owner' });
    expect(await mod(olivia, { action: 'role', who: OLIVIA, role: 'member' })).toMatchObject({ type: 'ack' });
    expect(await mod(olivia, { action: 'kick', who: BO })).toMatchObject({ code: 'forbidden' });
  });
});

describe('B48: a moderator', () => {
  it('a moderator may give up its own role, and then has no rights', async () => {
    const { mo, olivia, guestId } = await staffedRoom();
    expect(await mod(mo, { action: 'role', who: MO, role: 'owner' })).toMatchObject({ code: 'forbidden' });
    expect(await mod(mo, { action: 'role', who: MO, role: 'member' })).toMatchObject({ type: 'ack' });
    expect(await olivia.next('mod', ({ data }) => data.who === MO && data.action === 'role')).toMatchObject({
      data: { role: 'member', name: 'Mo' },
    });
    expect(await mod(mo, { action: 'kick', who: guestId })).toMatchObject({ code: 'forbidden' });
  });

  it('a banned member cannot become a moderator until the ban is lifted', async () => {
    const { room, olivia, mo } = await staffedRoom();
    await mod(mo, { action: 'ban', who: BO });
    const refused = { type: 'error', code: 'forbidden', data: 'Bo is banned: unban them first.' };
    expect(await mod(olivia, { action: 'role', who: BO, role: 'owner' })).toMatchObject(refused);
    await evict(room);
    expect(await mod(olivia, { action: 'role', who: BO, role: 'moderator' })).toMatchObject(refused);
    expect(await mod(mo, { action: 'unban', who: BO })).toMatchObject({ type: 'ack' });
    expect(await mod(olivia, { action: 'role', who: BO, role: 'moderator' })).toMatchObject({ type: 'ack' });
    expect(rolesIn(await joinAs(room, BO, { session: 'back', name: 'Bo' })).Bo).toBe('moderator');
  });
});

describe('B48: an admin who was banned or muted before being listed', () => {
  it('an admin who was banned or muted before being listed may enter and speak', async () => {
    const { room, olivia } = await staffedRoom();
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      const entries = [[ADMIN, {}]];
      const json = JSON.stringify({ roles: [[OLIVIA, 'owner']], bans: entries, mutes: entries });
      storage.sql.exec('UPDATE meta SET house = ?', json);
    });
    await evict(room);
    const admin = await joinAs(room, ADMIN, { name: 'Ada' });
    expect(admin.all('welcome')[0]?.data.self.name).toBe('Ada');
    expect(await say(admin)).toMatchObject({ type: 'ack' });
    admin.send({ type: 'typing' });
    expect(await olivia.next('typing')).toMatchObject({ from: 'Ada' });
  });
});

describe('an act of moderation', () => {
  it('an act of moderation is an event: broadcast, acknowledged, replayed, stored once, in at most two rows', async () => {
    const { room, olivia, mo, bo, guestId, epoch } = await staffedRoom();
    const written = () => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten);
    const before = await written();
    mo.send({ type: 'mod', id: 'm', data: { action: 'mute', who: guestId } });
    const { seq } = await mo.next('ack');
    expect(await written()).toBe(before + 2);
    mo.send({ type: 'mod', id: 'm', data: { action: 'mute', who: guestId }, again: seq - 1 });
    expect(await mo.next('ack')).toMatchObject({ seq, dup: true });
    mo.send({ type: 'mod', id: 'm', data: { action: 'unmute', who: guestId } });
    expect(await mo.next('error')).toMatchObject({ code: 'id_conflict' });
    const told = { seq, from: 'Mo', fromId: MO, data: { action: 'mute', who: guestId, name: 'Gus' } };
    expect(await bo.next('mod', (frame) => frame.seq === seq)).toMatchObject(told);
    await evict(room);
    const back = await joinAs(room, BO, { session: BO, since: seq - 1, epoch });
    expect(await back.next('mod')).toMatchObject(told);
    const own = await joinAs(room, MO, { session: MO, since: seq - 1, epoch });
    expect(await own.next('ack')).toMatchObject({ id: 'm', seq, event: { type: 'mod', ...told } });
    expect(olivia.all('mod').map((frame) => frame.seq)).toContain(seq);
  });

  it.each([
    { action: 'kick' },
    { action: 'kick', who: '__proto__' },
    { action: 'kick', who: "'; DROP TABLE event; --" },
    { action: 'explode', who: BO },
    { action: 'role', who: BO, role: 'admin' },
    { action: 'role', who: BO },
    { action: 'ban', who: BO, untilMs: -1 },
    { action: 'ban', who: BO, untilMs: 1.5 },
    { action: 'ban', who: BO, untilMs: 1 },
    { action: 'ban', who: BO, untilMs: 8_640_000_000_000_001 },
    { action: 'mute', who: BO, untilMs: Number.MAX_SAFE_INTEGER },
    { action: 'ban', who: BO, address: 'yes' },
    'kick',
  ])('the act of moderation %j is refused', async (data) => {
    const { olivia } = await staffedRoom();
    expect(await ask(olivia, { type: 'mod', data })).toMatchObject({ code: 'bad_request' });
  });

  it('an act of moderation needs a v1 client', async () => {
    const { room, olivia } = await staffedRoom();
    const base = await joinBase(room);
    base.send({ type: 'mod', id: 'x', data: { action: 'kick', who: OLIVIA } });
    expect(await base.next('error')).toMatchObject({ id: 'x', code: 'unsupported' });
    expect(await say(olivia)).toMatchObject({ type: 'ack' });
  });
});

describe('a kick', () => {
  it('a kick ends all connections of the member and tells everybody why', async () => {
    const { room, mo, bo, olivia } = await staffedRoom();
    const tab = await joinAs(room, BO, { session: 'tab' });
    expect(await mod(mo, { action: 'kick', who: BO })).toMatchObject({ type: 'ack' });
    for (const peer of [bo, tab]) {
      expect(await peer.next('mod')).toMatchObject({ data: { action: 'kick', who: BO } });
      expect(await peer.next('error')).toMatchObject({ code: 'kicked', fatal: true, close: 4410 });
      expect((await peer.closed).code).toBe(4410);
    }
    const leave = await olivia.next('system', ({ event }) => event === 'leave');
    expect(leave).toMatchObject({ who: [{ id: BO }], cause: 'kicked', count: 3 });
    // A kick is not a ban.
    await joinAs(room, BO, { session: 'later' });
  });

  it('a kick also ends the presence of a lost member', async () => {
    const { mo, bo, olivia } = await staffedRoom();
    bo.close(1001);
    await mo.settled();
    expect(await mod(mo, { action: 'kick', who: BO })).toMatchObject({ type: 'ack' });
    const leave = await olivia.next('system', ({ event }) => event === 'leave');
    expect(leave).toMatchObject({ who: [{ id: BO }], cause: 'kicked', count: 3 });
  });

  it('a kick of a member who is not here gets not_found', async () => {
    const { mo } = await staffedRoom();
    expect(await mod(mo, { action: 'kick', who: 'nobody0000000000' })).toMatchObject({ code: 'not_found' });
  });

  it('B39: a room hibernates although a kicked peer never answers the close, and ignores that peer', async () => {
    const { room, mo, bo, olivia } = await staffedRoom();
    const ghost = await joinAs(room, 'ghost00000000000', { name: 'Ghost', halfOpen: true });
    await mod(mo, { action: 'kick', who: 'ghost00000000000' });
    await ghost.closed;
    for (let naps = 0; naps < 2; naps++) {
      await mo.settled();
      await evict(room);
      const heard = ghost.raw.length;
      ghost.send({ type: 'msg', id: `g${naps}`, data: 'boo' });
      expect(await say(olivia, `hello ${naps}`)).toMatchObject({ type: 'ack' });
      expect(await bo.next('broadcast')).toMatchObject({ data: `hello ${naps}` });
      expect(ghost.raw.length).toBe(heard);
    }
    expect((await join(room)).all('welcome')[0]?.data.count).toBe(5);
    await olivia.settled();
    await evict(room);
    await expect(evict(room)).rejects.toThrow('not currently running');
  });
});

describe('a mute', () => {
  it('a muted member cannot speak through its name, by renaming or by reconnecting', async () => {
    const { room, mo, bo, olivia } = await staffedRoom();
    await mod(mo, { action: 'mute', who: BO });
    bo.send({ type: 'name', id: 'n', data: 'still talking' });
    expect(await bo.next('error', ({ id }) => id === 'n')).toMatchObject({ code: 'muted' });
    const tab = await joinAs(room, BO, { session: 'tab', name: 'still talking' });
    expect(tab.all('welcome')[0]?.data.self.name).toBe('Bo');
    await olivia.settled();
    expect(olivia.all('system').filter(({ event }) => event === 'rename')).toEqual([]);
    await mod(mo, { action: 'unmute', who: BO });
    bo.send({ type: 'name', id: 'n', data: 'Boris' });
    expect(await olivia.next('system', ({ event }) => event === 'rename')).toMatchObject({ was: 'Bo' });
  });
});

describe('B46: a muted member that returns with another name', () => {
  const nameOf = (peer: Peer) => peer.all('welcome')[0]?.data.self.name;
  const gone = (witness: Peer) => witness.next('system', ({ event }) => event === 'leave');
  const comeAs = (room: string, name: string) => joinAs(room, BO, { session: `as-${name}`, name });

  it('a muted member that returns with another name keeps its old one, after hibernation too, and everybody sees it', async () => {
    const { room, olivia, mo, bo } = await staffedRoom();
    await mod(mo, { action: 'mute', who: BO });
    bo.close(1000);
    await gone(olivia);
    const back = await comeAs(room, 'Still Talking');
    expect(nameOf(back)).toBe('Bo');
    expect(await olivia.next('system', ({ event }) => event === 'join')).toMatchObject({ data: 'Bo joined' });
    back.close(1000);
    await gone(olivia);
    await evict(room);
    expect(nameOf(await comeAs(room, 'Even Louder'))).toBe('Bo');
    await olivia.settled();
    expect(JSON.stringify(olivia.frames)).not.toMatch(/Still Talking|Even Louder/);
  });

  it("a muted member whose name is unknown gets a guest's name until the mute ends", async () => {
    const { room, olivia, mo, bo } = await staffedRoom();
    bo.close(1000);
    await gone(olivia);
    const now = Date.now();
    await mod(mo, { action: 'mute', who: BO, untilMs: now + 60_000 });
    const back = await comeAs(room, 'Still Talking');
    expect(nameOf(back)).toBe('guest-bo00');
    vi.useFakeTimers({ toFake: ['Date'], now: now + 60_001 });
    back.send({ type: 'name', id: 'n', data: 'Boris' });
    expect(await olivia.next('system', ({ event }) => event === 'rename')).toMatchObject({ was: 'guest-bo00' });
    back.close(1000);
    await gone(olivia);
    expect(nameOf(await comeAs(room, 'Bobby'))).toBe('Bobby');
  });

  it('a muted member learns from the welcome that it is muted and until when, until it is unmuted', async () => {
    const { room, mo } = await staffedRoom();
    const self = async (session: string) =>
      (await joinAs(room, BO, { session, name: 'Bo' })).all('welcome')[0]?.data.self;
    expect(await self('a')).toEqual({ id: BO, name: 'Bo', role: 'member', may: [] });
    const untilMs = Date.now() + 60_000;
    await mod(mo, { action: 'mute', who: BO, untilMs });
    expect(await self('b')).toMatchObject({ muted: { untilMs } });
    await mod(mo, { action: 'mute', who: BO });
    await evict(room);
    expect((await self('c'))?.muted).toEqual({});
    await mod(mo, { action: 'mute', who: BO, untilMs });
    vi.useFakeTimers({ toFake: ['Date'], now: untilMs });
    expect(await self('d')).not.toHaveProperty('muted');
  });

  it('a member muted after leaving keeps the name it last wrote under, which acts on it use too', async () => {
    const { room, olivia, mo, bo } = await staffedRoom();
    await say(bo, 'rude');
    bo.close(1000);
    await gone(olivia);
    expect(await mod(mo, { action: 'mute', who: BO })).toMatchObject({
      type: 'ack',
      event: { type: 'mod', from: 'Mo', data: { action: 'mute', who: BO, name: 'Bo' } },
    });
    expect(nameOf(await comeAs(room, 'Still Talking'))).toBe('Bo');
    expect(await mod(mo, { action: 'kick', who: BO })).toMatchObject({ event: { data: { name: 'Bo' } } });
    await mod(mo, { action: 'ban', who: BO });
    expect(await mod(mo, { action: 'unban', who: BO })).toMatchObject({ event: { data: { name: 'Bo' } } });
  });

  it('a member keeps its name through a second mute given while it is away', async () => {
    const { room, olivia, mo, bo } = await staffedRoom();
    await mod(mo, { action: 'mute', who: BO, untilMs: Date.now() + 60_000 });
    bo.close(1000);
    await gone(olivia);
    await mod(mo, { action: 'mute', who: BO });
    expect(nameOf(await comeAs(room, 'Still Talking'))).toBe('Bo');
    await olivia.settled();
    const mutes = olivia.all('mod').filter(({ data }) => data.action === 'mute');
    expect(mutes.map(({ data }) => data.name)).toEqual(['Bo', 'Bo']);
  });

  it("a muted member keeps the suffix of a look-alike, and gets one if its name is now another's", async () => {
    const { room, olivia, mo, bo } = await staffedRoom();
    const twin = await join(room, { name: 'BO' });
    const twinSelf = twin.all('welcome')[0]?.data.self;
    expect(twinSelf?.name).toMatch(/^BO·/);
    await mod(mo, { action: 'mute', who: twinSelf?.id });
    await mod(mo, { action: 'mute', who: BO });
    for (const peer of [twin, bo]) {
      peer.close(1000);
      await gone(olivia);
    }
    const other = await join(room, { name: 'Bo' });
    expect(nameOf(other)).toBe('Bo');
    expect(nameOf(await join(room, { sid: twin.sid, name: 'Boss' }))).toBe(twinSelf?.name);
    expect(nameOf(await comeAs(room, 'Boss'))).toBe('Bo·bo00');
  });

  it('an unmuted member may choose a name again', async () => {
    const { room, olivia, mo, bo } = await staffedRoom();
    await mod(mo, { action: 'mute', who: BO });
    bo.close(1000);
    await gone(olivia);
    await mod(mo, { action: 'unmute', who: BO });
    expect(nameOf(await comeAs(room, 'Boris'))).toBe('Boris');
  });
});

describe('B37: a ban', () => {
  it('a ban disconnects the member and refuses it, before a socket is opened, until it is lifted', async () => {
    const { room, mo, bo, olivia } = await staffedRoom();
    await mod(mo, { action: 'ban', who: BO });
    expect(await bo.next('error')).toMatchObject({ code: 'banned', fatal: true, close: 4403 });
    expect(await olivia.next('system', ({ event }) => event === 'leave')).toMatchObject({ cause: 'banned' });
    await evict(room);
    const refused = await tryConnect(room, { id: BO, session: 'another', name: 'Other' });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'banned' });
    const sockets = await runInDurableObject(stubOf(room), (_, ctx) => ctx.getWebSockets().length);
    expect(sockets).toBe(3);
    await mod(mo, { action: 'unban', who: BO });
    await joinAs(room, BO);
  });

  it('a temporary ban ends on time, and the member is told when, at once and on every connection attempt', async () => {
    const { room, mo, bo } = await staffedRoom();
    const now = Date.now();
    const untilMs = now + 60_000;
    await mod(mo, { action: 'ban', who: BO, untilMs });
    expect(await bo.next('error')).toMatchObject({ code: 'banned', untilMs });
    const refused = await tryConnect(room, { id: BO });
    expect(refused.status).toBe(403);
    const data = `You are banned from this room until ${new Date(untilMs).toISOString()}.`;
    expect(await refused.json()).toEqual({ code: 'banned', data, untilMs });
    vi.useFakeTimers({ toFake: ['Date'], now: now + 60_001 });
    await joinAs(room, BO);
  });

  it('a member under several bans is told when the last one ends', async () => {
    const { room, mo } = await staffedRoom();
    const address = 'where-trolls-live';
    const until = async (id: string) =>
      (await (await tryConnect(room, { id, address })).json<{ untilMs?: number }>()).untilMs;
    const untilMs = Date.now() + 60_000;
    await joinAs(room, 'troll00000000000', { address });
    await mod(mo, { action: 'ban', who: 'troll00000000000', untilMs, address: true });
    expect(await until('new0000000000000')).toBe(untilMs);
    await mod(mo, { action: 'ban', who: 'new0000000000000', untilMs: untilMs + 9_000 });
    expect(await until('new0000000000000')).toBe(untilMs + 9_000);
    await mod(mo, { action: 'ban', who: 'new0000000000000' });
    expect(await until('new0000000000000')).toBeUndefined();
  });

  it('a ban may last until the last possible date', async () => {
    const { mo, bo, guest, guestId } = await staffedRoom();
    const untilMs = 8_640_000_000_000_000;
    await mod(mo, { action: 'mute', who: guestId, untilMs });
    expect(await say(guest)).toMatchObject({ code: 'muted', data: expect.stringContaining('+275760') });
    await mod(mo, { action: 'ban', who: BO, untilMs });
    expect((await bo.closed).code).toBe(4403);
  });

  it('a banned address stays banned after a second ban that leaves the address out, until the member is unbanned', async () => {
    const { room, mo } = await staffedRoom();
    const troll = 'troll00000000000';
    await joinAs(room, troll, { address: 'where-trolls-live' });
    await mod(mo, { action: 'ban', who: troll, address: true });
    await mod(mo, { action: 'ban', who: troll, untilMs: Date.now() + 60_000 });
    const neighbour = () => tryConnect(room, { id: 'new0000000000000', address: 'where-trolls-live' });
    expect((await neighbour()).status).toBe(403);
    await mod(mo, { action: 'unban', who: troll });
    await joinAs(room, 'new0000000000000', { address: 'where-trolls-live' });
  });

  it('a ban of a member who is not here keeps it from entering', async () => {
    const { room, mo } = await staffedRoom();
    await mod(mo, { action: 'ban', who: 'later00000000000' });
    expect((await tryConnect(room, { id: 'later00000000000' })).status).toBe(403);
  });

  it('a ban by address keeps out new keys and names, reveals no address, and exempts moderators', async () => {
    const { room, mo } = await staffedRoom();
    const troll = await joinAs(room, 'troll00000000000', { address: 'where-trolls-live' });
    const twin = await joinAs(room, 'twin000000000000', { address: 'where-trolls-live' });
    const helper = await joinAs(room, MO, { session: 'cafe', address: 'where-trolls-live' });
    const other = await joinAs(room, 'other00000000000', { address: 'elsewhere' });
    expect(await mod(mo, { action: 'ban', who: 'troll00000000000', address: true })).toMatchObject({ type: 'ack' });
    for (const peer of [troll, twin]) expect(await peer.next('error')).toMatchObject({ code: 'banned' });
    const told = await other.next('mod');
    expect(told.data).toEqual({ action: 'ban', who: 'troll00000000000', address: true, name: expect.any(String) });
    await evict(room);
    expect((await tryConnect(room, { id: '~guest0000000', address: 'where-trolls-live' })).status).toBe(403);
    expect((await tryConnect(room, { id: 'new0000000000000', address: 'where-trolls-live' })).status).toBe(403);
    await joinAs(room, MO, { session: 'again', address: 'where-trolls-live' });
    await joinAs(room, 'new0000000000000', { address: 'somewhere' });
    await helper.settled();
    const kept = await runInDurableObject(stubOf(room), (_, { storage }) =>
      JSON.stringify([
        storage.sql.exec('SELECT * FROM meta').toArray(),
        storage.sql.exec('SELECT * FROM event').toArray(),
      ]),
    );
    expect(kept).not.toContain('where-trolls-live');
    await mod(mo, { action: 'unban', who: 'troll00000000000' });
    await joinAs(room, 'new0000000000001', { address: 'where-trolls-live' });
  });

  it('a ban by address needs a member who is connected', async () => {
    const { mo } = await staffedRoom();
    expect(await mod(mo, { action: 'ban', who: 'gone000000000000', address: true })).toMatchObject({
      code: 'not_found',
    });
  });

  it("a ban removes the member's role", async () => {
    const { room, olivia } = await staffedRoom();
    await mod(olivia, { action: 'ban', who: MO });
    await mod(olivia, { action: 'unban', who: MO });
    const back = await joinAs(room, MO);
    expect(back.all('welcome')[0]?.data.self.role).toBe('member');
  });
});

describe('a mute', () => {
  it('a mute refuses messages, edits and reactions, after hibernation too, but not deletions', async () => {
    const { room, mo, bo } = await staffedRoom();
    const said = await say(bo, 'rude');
    const ref = said.type === 'ack' ? said.seq : 0;
    await mod(mo, { action: 'mute', who: BO });
    await evict(room);
    expect(await say(bo)).toMatchObject({ code: 'muted' });
    expect(await ask(bo, { type: 'edit', ref, data: 'ruder' })).toMatchObject({ code: 'muted' });
    expect(await ask(bo, { type: 'react', ref, data: '👎' })).toMatchObject({ code: 'muted' });
    expect(await ask(bo, { type: 'delete', ref })).toMatchObject({ type: 'ack' });
    await mod(mo, { action: 'unmute', who: BO });
    expect(await say(bo)).toMatchObject({ type: 'ack' });
  });

  it('a temporary mute ends on time', async () => {
    const { mo, bo } = await staffedRoom();
    const now = Date.now();
    await mod(mo, { action: 'mute', who: BO, untilMs: now + 60_000 });
    expect(await say(bo)).toMatchObject({ code: 'muted' });
    vi.useFakeTimers({ toFake: ['Date'], now: now + 60_001 });
    expect(await say(bo)).toMatchObject({ type: 'ack' });
  });
});

describe('a deletion by a moderator', () => {
  it('a moderator may delete any message', async () => {
    const { mo, bo, guest } = await staffedRoom();
    const said = await say(guest, 'spam');
    const ref = said.type === 'ack' ? said.seq : 0;
    expect(await ask(bo, { type: 'delete', ref })).toMatchObject({ code: 'forbidden' });
    expect(await ask(mo, { type: 'edit', ref, data: 'ham' })).toMatchObject({ code: 'forbidden' });
    expect(await ask(mo, { type: 'delete', ref })).toMatchObject({ type: 'ack' });
    expect(await guest.next('delete')).toMatchObject({ ref, fromId: MO });
  });
});
