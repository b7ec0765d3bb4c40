/** Running a room: roles, and what they let one do to others, over the wire and across sleep. */

import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SingleFrame } from '../../src/protocol/frames.ts';
import type { RoomObject } from '../../src/room/object.ts';
import { ask, evict, freshRoom, join, joinAs, joinBase, knock, type Peer, stubOf } from './support.ts';

/** Ids of members with a key. */
const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const BO = 'bo00000000000000';
/** In ADMINS of vitest.config.ts. */
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

/** A room of Olivia, with Mo as moderator, Bo and a guest. */
async function staffed() {
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
  it('go to the keyed author of the first event, outlive absence and sleep, and show in every list', async () => {
    const { room, olivia } = await staffed();
    olivia.close(1000);
    await evict(room);
    await joinAs(room, OLIVIA, { name: 'Olivia', session: 'another' });
    const late = await join(room, { name: 'Late' });
    expect(rolesIn(late)).toEqual({ Olivia: 'owner', Mo: 'moderator', Bo: 'member', Gus: 'guest', Late: 'guest' });
  });

  it('cost no row of their own where a room is founded', async () => {
    const room = freshRoom();
    await say(await joinAs(room, OLIVIA, { name: 'Olivia' }));
    // The tables take five, the message one.
    expect(await runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten)).toBe(6);
    await evict(room);
    expect(rolesIn(await joinAs(room, OLIVIA))).toEqual({ Olivia: 'owner' });
  });

  it('are at most 500 in a room', async () => {
    const { room, olivia } = await staffed();
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

  it('tell of themselves when their member joins', async () => {
    const { room, bo } = await staffed();
    await mod(await joinAs(room, OLIVIA, { session: 'b' }), { action: 'role', who: 'zoe0000000000000', role: 'owner' });
    await joinAs(room, 'zoe0000000000000', { name: 'Zoe' });
    const notice = await bo.next('system', ({ event, who }) => event === 'join' && who[0]?.name === 'Zoe');
    expect(notice.who).toEqual([{ id: 'zoe0000000000000', name: 'Zoe', role: 'owner' }]);
  });

  it('never go to a guest: a room that one began has no owner until an admin appoints one', async () => {
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

  it('leave the last owner where it is', async () => {
    const { olivia } = await staffed();
    expect(await mod(olivia, { action: 'role', who: OLIVIA, role: 'member' })).toMatchObject({ code: 'forbidden' });
    await mod(olivia, { action: 'role', who: BO, role: 'owner' });
    expect(await mod(olivia, { action: 'role', who: OLIVIA, role: 'member' })).toMatchObject({ type: 'ack' });
    expect(await mod(olivia, { action: 'kick', who: BO })).toMatchObject({ code: 'forbidden' });
  });
});

describe('B48: a moderator', () => {
  it('may step down without asking anybody, and then has no say', async () => {
    const { mo, olivia, guestId } = await staffed();
    expect(await mod(mo, { action: 'role', who: MO, role: 'owner' })).toMatchObject({ code: 'forbidden' });
    expect(await mod(mo, { action: 'role', who: MO, role: 'member' })).toMatchObject({ type: 'ack' });
    expect(await olivia.next('mod', ({ data }) => data.who === MO && data.action === 'role')).toMatchObject({
      data: { role: 'member', name: 'Mo' },
    });
    expect(await mod(mo, { action: 'kick', who: guestId })).toMatchObject({ code: 'forbidden' });
  });

  it('is nobody who is banned: the role is refused in words, and given after the ban', async () => {
    const { room, olivia, mo } = await staffed();
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

describe('B48: an admin who was banned and muted before the deployment listed it', () => {
  it('gets in and speaks: nobody in the room could lift that', async () => {
    const { room, olivia } = await staffed();
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
  it('is an event: told, acked and replayed like others, two rows at most, and a repeat of it counts once', async () => {
    const { room, olivia, mo, bo, guestId, epoch } = await staffed();
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
  ])('is refused when it is %j', async (data) => {
    const { olivia } = await staffed();
    expect(await ask(olivia, { type: 'mod', data })).toMatchObject({ code: 'bad_request' });
  });

  it('needs a v1 client', async () => {
    const { room, olivia } = await staffed();
    const base = await joinBase(room);
    base.send({ type: 'mod', id: 'x', data: { action: 'kick', who: OLIVIA } });
    expect(await base.next('error')).toMatchObject({ id: 'x', code: 'unsupported' });
    expect(await say(olivia)).toMatchObject({ type: 'ack' });
  });
});

describe('a kick', () => {
  it('ends all connections of the member, and tells everybody why', async () => {
    const { room, mo, bo, olivia } = await staffed();
    const tab = await joinAs(room, BO, { session: 'tab' });
    expect(await mod(mo, { action: 'kick', who: BO })).toMatchObject({ type: 'ack' });
    for (const peer of [bo, tab]) {
      expect(await peer.next('mod')).toMatchObject({ data: { action: 'kick', who: BO } });
      expect(await peer.next('error')).toMatchObject({ code: 'kicked', fatal: true, close: 4410 });
      expect((await peer.closed).code).toBe(4410);
    }
    const leave = await olivia.next('system', ({ event }) => event === 'leave');
    expect(leave).toMatchObject({ who: [{ id: BO }], cause: 'kicked', count: 3 });
    // It is no ban.
    await joinAs(room, BO, { session: 'later' });
  });

  it('also ends the presence of a member who is lost', async () => {
    const { mo, bo, olivia } = await staffed();
    bo.close(1001);
    await mo.settled();
    expect(await mod(mo, { action: 'kick', who: BO })).toMatchObject({ type: 'ack' });
    const leave = await olivia.next('system', ({ event }) => event === 'leave');
    expect(leave).toMatchObject({ who: [{ id: BO }], cause: 'kicked', count: 3 });
  });

  it('of somebody who is not here finds nobody', async () => {
    const { mo } = await staffed();
    expect(await mod(mo, { action: 'kick', who: 'nobody0000000000' })).toMatchObject({ code: 'not_found' });
  });

  it('B39: lets the room sleep though the kicked peer never answers the close, and hears nothing of it', async () => {
    const { room, mo, bo, olivia } = await staffed();
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
  it('silences names, too, over the wire and by coming back', async () => {
    const { room, mo, bo, olivia } = await staffed();
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

describe('B46: a member that was muted, left, and comes back by another name', () => {
  const nameOf = (peer: Peer) => peer.all('welcome')[0]?.data.self.name;
  const gone = (witness: Peer) => witness.next('system', ({ event }) => event === 'leave');
  const comeAs = (room: string, name: string) => joinAs(room, BO, { session: `as-${name}`, name });

  it('keeps the name of the mute, also after sleep, and everybody is told that name', async () => {
    const { room, olivia, mo, bo } = await staffed();
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

  it('has a guest’s name where nobody knows its own, until the mute ends', async () => {
    const { room, olivia, mo, bo } = await staffed();
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

  it('is told at the welcome that it is muted and until when, until it is unmuted', async () => {
    const { room, mo } = await staffed();
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

  it('has the name under which it wrote where it had left before, and acts upon it tell that name, also to who does them', async () => {
    const { room, olivia, mo, bo } = await staffed();
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

  it('keeps it over a second mute that is given while it is away, and acts upon it tell the name', async () => {
    const { room, olivia, mo, bo } = await staffed();
    await mod(mo, { action: 'mute', who: BO, untilMs: Date.now() + 60_000 });
    bo.close(1000);
    await gone(olivia);
    await mod(mo, { action: 'mute', who: BO });
    expect(nameOf(await comeAs(room, 'Still Talking'))).toBe('Bo');
    await olivia.settled();
    const mutes = olivia.all('mod').filter(({ data }) => data.action === 'mute');
    expect(mutes.map(({ data }) => data.name)).toEqual(['Bo', 'Bo']);
  });

  it('keeps the mark of a look-alike, and gets one where the name is another’s by now', async () => {
    const { room, olivia, mo, bo } = await staffed();
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

  it('is free to choose again once it is unmuted', async () => {
    const { room, olivia, mo, bo } = await staffed();
    await mod(mo, { action: 'mute', who: BO });
    bo.close(1000);
    await gone(olivia);
    await mod(mo, { action: 'unmute', who: BO });
    expect(nameOf(await comeAs(room, 'Boris'))).toBe('Boris');
  });
});

describe('B37: a ban', () => {
  it('closes, and refuses the member until it is taken back, before there is a socket', async () => {
    const { room, mo, bo, olivia } = await staffed();
    await mod(mo, { action: 'ban', who: BO });
    expect(await bo.next('error')).toMatchObject({ code: 'banned', fatal: true, close: 4403 });
    expect(await olivia.next('system', ({ event }) => event === 'leave')).toMatchObject({ cause: 'banned' });
    await evict(room);
    const refused = await knock(room, { id: BO, session: 'another', name: 'Other' });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'banned' });
    const sockets = await runInDurableObject(stubOf(room), (_, ctx) => ctx.getWebSockets().length);
    expect(sockets).toBe(3);
    await mod(mo, { action: 'unban', who: BO });
    await joinAs(room, BO);
  });

  it('ends by itself when its time is over, and says when: as it begins, and at every connect', async () => {
    const { room, mo, bo } = await staffed();
    const now = Date.now();
    const untilMs = now + 60_000;
    await mod(mo, { action: 'ban', who: BO, untilMs });
    expect(await bo.next('error')).toMatchObject({ code: 'banned', untilMs });
    const refused = await knock(room, { id: BO });
    expect(refused.status).toBe(403);
    const data = `You are banned from this room until ${new Date(untilMs).toISOString()}.`;
    expect(await refused.json()).toEqual({ code: 'banned', data, untilMs });
    vi.useFakeTimers({ toFake: ['Date'], now: now + 60_001 });
    await joinAs(room, BO);
  });

  it('of several that keep somebody out tells the end of the last', async () => {
    const { room, mo } = await staffed();
    const address = 'where-trolls-live';
    const until = async (id: string) =>
      (await (await knock(room, { id, address })).json<{ untilMs?: number }>()).untilMs;
    const untilMs = Date.now() + 60_000;
    await joinAs(room, 'troll00000000000', { address });
    await mod(mo, { action: 'ban', who: 'troll00000000000', untilMs, address: true });
    expect(await until('new0000000000000')).toBe(untilMs);
    await mod(mo, { action: 'ban', who: 'new0000000000000', untilMs: untilMs + 9_000 });
    expect(await until('new0000000000000')).toBe(untilMs + 9_000);
    await mod(mo, { action: 'ban', who: 'new0000000000000' });
    expect(await until('new0000000000000')).toBeUndefined();
  });

  it('may last as long as there are dates', async () => {
    const { mo, bo, guest, guestId } = await staffed();
    const untilMs = 8_640_000_000_000_000;
    await mod(mo, { action: 'mute', who: guestId, untilMs });
    expect(await say(guest)).toMatchObject({ code: 'muted', data: expect.stringContaining('+275760') });
    await mod(mo, { action: 'ban', who: BO, untilMs });
    expect((await bo.closed).code).toBe(4403);
  });

  it('of an address stays when the member is banned once more without it, until it is taken back', async () => {
    const { room, mo } = await staffed();
    const troll = 'troll00000000000';
    await joinAs(room, troll, { address: 'where-trolls-live' });
    await mod(mo, { action: 'ban', who: troll, address: true });
    await mod(mo, { action: 'ban', who: troll, untilMs: Date.now() + 60_000 });
    const neighbour = () => knock(room, { id: 'new0000000000000', address: 'where-trolls-live' });
    expect((await neighbour()).status).toBe(403);
    await mod(mo, { action: 'unban', who: troll });
    await joinAs(room, 'new0000000000000', { address: 'where-trolls-live' });
  });

  it('of somebody who is not here keeps them from coming', async () => {
    const { room, mo } = await staffed();
    await mod(mo, { action: 'ban', who: 'later00000000000' });
    expect((await knock(room, { id: 'later00000000000' })).status).toBe(403);
  });

  it('by address keeps out new keys and names, tells no address, and leaves moderators in', async () => {
    const { room, mo } = await staffed();
    const troll = await joinAs(room, 'troll00000000000', { address: 'where-trolls-live' });
    const twin = await joinAs(room, 'twin000000000000', { address: 'where-trolls-live' });
    const helper = await joinAs(room, MO, { session: 'cafe', address: 'where-trolls-live' });
    const other = await joinAs(room, 'other00000000000', { address: 'elsewhere' });
    expect(await mod(mo, { action: 'ban', who: 'troll00000000000', address: true })).toMatchObject({ type: 'ack' });
    for (const peer of [troll, twin]) expect(await peer.next('error')).toMatchObject({ code: 'banned' });
    const told = await other.next('mod');
    expect(told.data).toEqual({ action: 'ban', who: 'troll00000000000', address: true, name: expect.any(String) });
    await evict(room);
    expect((await knock(room, { id: '~guest0000000', address: 'where-trolls-live' })).status).toBe(403);
    expect((await knock(room, { id: 'new0000000000000', address: 'where-trolls-live' })).status).toBe(403);
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

  it('by address needs somebody who is here', async () => {
    const { mo } = await staffed();
    expect(await mod(mo, { action: 'ban', who: 'gone000000000000', address: true })).toMatchObject({
      code: 'not_found',
    });
  });

  it('takes a role away with it', async () => {
    const { room, olivia } = await staffed();
    await mod(olivia, { action: 'ban', who: MO });
    await mod(olivia, { action: 'unban', who: MO });
    const back = await joinAs(room, MO);
    expect(back.all('welcome')[0]?.data.self.role).toBe('member');
  });
});

describe('a mute', () => {
  it('refuses messages, edits and reactions, across sleep, but not taking back what one said', async () => {
    const { room, mo, bo } = await staffed();
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

  it('ends by itself when its time is over', async () => {
    const { mo, bo } = await staffed();
    const now = Date.now();
    await mod(mo, { action: 'mute', who: BO, untilMs: now + 60_000 });
    expect(await say(bo)).toMatchObject({ code: 'muted' });
    vi.useFakeTimers({ toFake: ['Date'], now: now + 60_001 });
    expect(await say(bo)).toMatchObject({ type: 'ack' });
  });
});

describe('a deletion by a moderator', () => {
  it('goes for any message', async () => {
    const { mo, bo, guest } = await staffed();
    const said = await say(guest, 'spam');
    const ref = said.type === 'ack' ? said.seq : 0;
    expect(await ask(bo, { type: 'delete', ref })).toMatchObject({ code: 'forbidden' });
    expect(await ask(mo, { type: 'edit', ref, data: 'ham' })).toMatchObject({ code: 'forbidden' });
    expect(await ask(mo, { type: 'delete', ref })).toMatchObject({ type: 'ack' });
    expect(await guest.next('delete')).toMatchObject({ ref, fromId: MO });
  });
});
