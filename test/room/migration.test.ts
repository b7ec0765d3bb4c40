/**
 * Rooms that an earlier version stored, as its code left them (fixtures/). Their transcripts are in golden/.
 * After an intended change, rewrite the files with `npx vitest run --project worker test/room/migration.test.ts -u`.
 */

import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keyHashOf } from '../../src/protocol/hash.ts';
import version1 from './fixtures/version-1.sql?raw';
import version2 from './fixtures/version-2.sql?raw';
import firstVersion2 from './fixtures/version-2-first.sql?raw';
import guestsVersion2 from './fixtures/version-2-guest.sql?raw';
import { ADMIN, MO, mod, OLIVIA, welcomeOf } from './golden/people.ts';
import { type Client, Transcript } from './golden/transcript.ts';
import { stubOf, tryConnect } from './support.ts';

const KEY = 'k'.repeat(43);
/** A guest who wrote in every fixture and is muted in version 2. */
const ANA = { id: '~ana000000000', name: 'Ana', session: 'ana000000000' };
/** A member who is banned in version 2 together with this address. */
const TROLL = { id: 'troll00000000000', address: 'cellar' };

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** All tables, row by row. */
function tablesOf(room: string): Promise<{ made: unknown[]; meta: unknown[]; events: unknown[] }> {
  return runInDurableObject(stubOf(room), (_, { storage: { sql } }) => ({
    made: sql.exec("SELECT sql FROM sqlite_master WHERE name IN ('event', 'meta') ORDER BY name").toArray(),
    meta: sql.exec('SELECT * FROM meta').toArray(),
    events: sql.exec('SELECT * FROM event ORDER BY seq').toArray(),
  }));
}

async function oldRoom(sql: string): Promise<Transcript> {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const play = new Transcript();
  await play.sql(sql);
  return play;
}

/** Reads a room in every way, as members who were in it before. */
async function reads(play: Transcript): Promise<{ olivia: Client; mo: Client; ada: Client; ana: Client }> {
  const olivia = await play.enter('olivia', OLIVIA);
  const { epoch } = welcomeOf(olivia);
  // For a while after a wake, a resume counts as a return after the restart, whose notices are combined and come a
  // second later.
  play.pass(60_000);
  const mo = await play.enter('mo', { ...MO, since: 0, epoch });
  const ada = await play.enter('ada', { ...ADMIN, since: 8, epoch });
  const ana = await play.enter('ana', { ...ANA, keyHash: await keyHashOf(KEY) });
  const pages = [{ limit: 2 }, { before: 9, limit: 2 }, { after: 3, limit: 1 }];
  await play.act('History', mo, ...pages.map((page, n) => ({ type: 'history', id: `h${n}`, ...page })));
  const texts = ['hello', 'lines', '"two lines"', 'secret', 'frist'];
  await play.act('Search', ana, ...texts.map((data, n) => ({ type: 'search', id: `f${n}`, data })));
  for (const client of [olivia, ana, ada]) await play.act('Audit', client, { type: 'audit', id: 'a' });
  await play.act('The member list', mo, { type: 'who', id: 'w' });
  await play.call('GET', '/export');
  await play.call('GET', '/export?format=text');
  return { olivia, mo, ada, ana };
}

/** Every kind of event except acts of moderation, applied to stored events. */
async function changes(
  play: Transcript,
  { olivia, mo, ana }: { olivia: Client; mo: Client; ana: Client },
): Promise<void> {
  await play.act('A repeat', olivia, { type: 'msg', id: 'o1', data: 'Hello, *world*', again: 0 });
  await play.act('A repeated edit', mo, { type: 'edit', id: 'm2', ref: 3, data: 'first' });
  await play.act('A reply', mo, { type: 'msg', id: 'n1', data: 'after all this time', re: 2 });
  await play.act('An edit', mo, { type: 'edit', id: 'n2', ref: 3, data: 'First' });
  await play.act('A reaction', olivia, { type: 'react', id: 'n3', ref: 1, data: '❤' });
  await play.act('One member fewer', mo, { type: 'react', id: 'n4', ref: 1, data: '❤️', off: true });
  await play.act('A deletion', ana, { type: 'delete', id: 'n5', ref: 2 });
  await play.act('Changes of a deleted message', ana, { type: 'react', id: 'n6', ref: 9, data: '👍' });
}

async function ends(play: Transcript, name: string): Promise<void> {
  await play.call('GET', '/export');
  await play.tables('The tables');
  await expect(play.text).toMatchFileSnapshot(`./golden/${name}.txt`);
}

describe('a room of version 1', () => {
  it('a room of version 1 is read, searched, replayed and exported without writing anything', async () => {
    const play = await oldRoom(version1);
    const before = await tablesOf(play.room);
    expect(before.meta).toEqual([{ version: 1, epoch: expect.any(String), settings: '{"topic":"As it was"}' }]);
    const { olivia, mo } = await reads(play);
    expect(welcomeOf(olivia)).toMatchObject({ seq: 13, settings: { topic: 'As it was', locked: false } });
    expect(welcomeOf(mo)).toMatchObject({ recovered: true });
    expect(await tablesOf(play.room)).toEqual(before);
  });

  it('a room of version 1 accepts events unmigrated, and is migrated with the first change of its state', async () => {
    const play = await oldRoom(version1);
    const before = await tablesOf(play.room);
    const people = await reads(play);
    await changes(play, people);
    const { made, meta, events } = await tablesOf(play.room);
    expect({ made, meta }).toEqual({ made: before.made, meta: before.meta });
    expect(events).toHaveLength(before.events.length + 5);
    await play.act('Any member sets the topic', people.ana, { type: 'set', id: 'n7', data: { topic: 'As it is' } });
    expect((await tablesOf(play.room)).meta).toMatchObject([
      { version: 2, settings: '{"topic":"As it is"}', house: '{"roles":[],"bans":[],"mutes":[]}' },
    ]);
    await play.sleep();
    await play.act(
      'After hibernation',
      people.mo,
      { type: 'msg', id: 'n8', data: 'awake' },
      { type: 'history', id: 'h', limit: 2 },
    );
    await ends(play, 'version-1');
  });

  it('a room of version 1 has no owner, even if members with a key write, until an admin appoints one', async () => {
    const play = await oldRoom(version1);
    const mo = await play.enter('mo', MO);
    await play.act('Mo writes', mo, { type: 'msg', id: 'a', data: 'new' });
    await play.act('and may not', mo, { type: 'set', id: 's', data: { slow: 5 } });
    expect(mo.peer.all('error')).toMatchObject([{ id: 's', code: 'forbidden' }]);
    const ada = await play.enter('ada', ADMIN);
    await play.act('A role', ada, mod('m', { action: 'role', who: MO.id, role: 'owner' }));
    await play.act('and now he may', mo, { type: 'set', id: 't', data: { slow: 5 } });
    expect(mo.peer.all('ack').at(-1)).toMatchObject({ id: 't' });
    expect((await tablesOf(play.room)).meta).toMatchObject([
      {
        version: 2,
        settings: '{"topic":"As it was","slow":5}',
        house: expect.stringContaining(`["${MO.id}","owner"]`),
      },
    ]);
  });
});

describe.each([
  ['the first code of version 2', 'version-2-first', firstVersion2],
  ['version 2', 'version-2', version2],
])('a room of %s', (_, name, sql) => {
  it('the stored room is read, searched, replayed and exported without writing anything', async () => {
    const play = await oldRoom(sql);
    const before = await tablesOf(play.room);
    const { olivia, mo } = await reads(play);
    expect(welcomeOf(olivia)).toMatchObject({ seq: 24, self: { role: 'owner' }, settings: { locked: true, slow: 5 } });
    expect(welcomeOf(mo)).toMatchObject({ recovered: true, self: { role: 'moderator' } });
    expect(await tablesOf(play.room)).toEqual(before);
  });

  it('the stored room keeps its roles, bans, mutes and lock, and accepts every act', async () => {
    const play = await oldRoom(sql);
    const people = await reads(play);
    const { olivia, mo, ana } = people;
    await play.refused('Without the key', () => tryConnect(play.room, { id: '~other0000000' }));
    await play.refused('The banned member', () => tryConnect(play.room, TROLL));
    const keyHash = await keyHashOf(KEY);
    await play.refused('Another member at that address', () =>
      tryConnect(play.room, { id: '~other0000000', address: TROLL.address, keyHash }),
    );
    await play.act('A muted member', ana, { type: 'msg', id: 'x', data: 'x' });
    await changes(play, people);
    await play.act('A deletion of another member’s message', mo, { type: 'delete', id: 'n9', ref: 12 });
    await play.act(
      'Acts reversed',
      mo,
      mod('n10', { action: 'unmute', who: ANA.id }),
      mod('n11', { action: 'unban', who: TROLL.id }),
    );
    await play.act('Another ban', olivia, mod('n12', { action: 'ban', who: ANA.id, untilMs: Date.UTC(2101, 0) }));
    await play.act('A role', olivia, mod('n13', { action: 'role', who: MO.id, role: 'owner' }));
    await play.act('Settings', mo, { type: 'set', id: 'n14', data: { topic: 'As it is', slow: 0, locked: false } });
    await play.enter('troll', TROLL);
    await play.sleep();
    await play.act('After hibernation', mo, { type: 'msg', id: 'n15', data: 'awake' }, { type: 'audit', id: 'a' });
    await ends(play, name);
  });
});

describe("a guest's room of the first version 2", () => {
  it('a version 2 room founded by a guest has no stored state, is readable, and gets it with the first change', async () => {
    const play = await oldRoom(guestsVersion2);
    const before = await tablesOf(play.room);
    expect(before.meta).toMatchObject([{ version: 2, house: null }]);
    const olivia = await play.enter('olivia', OLIVIA);
    expect(welcomeOf(olivia)).toMatchObject({ seq: 3, self: { role: 'member' } });
    expect(await tablesOf(play.room)).toEqual(before);
    await play.act('A topic', olivia, { type: 'set', id: 't', data: { topic: 'Still here' } });
    expect((await tablesOf(play.room)).meta).toMatchObject([{ version: 2, house: expect.any(String) }]);
  });

  it.each([
    [
      'was changed',
      `INSERT INTO event SELECT seq + 1, 'set', NULL, member, sid, 'x', name, ts, '{}', NULL FROM event ORDER BY seq DESC LIMIT 1`,
    ],
    ['was founded by a member', `UPDATE event SET member = 'olivia0000000000' WHERE seq = 1`],
    ['lost its beginning', 'DELETE FROM event WHERE seq = 1'],
  ])('a version 2 room without stored state counts as damaged if it %s', async (_, query) => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
    const play = await oldRoom(`${guestsVersion2}\n${query};`);
    expect((await tryConnect(play.room, OLIVIA)).status).toBe(503);
    expect(errors).toHaveBeenCalledOnce();
  });
});

it.each([
  ['version 1', version1],
  ['the first code of version 2', firstVersion2],
  ['version 2', version2],
  ['the first version 2, founded by a guest', guestsVersion2],
])(
  'a room of %s accepts a poll and votes, which raise it to version 3 and keep everything it stored',
  async (_, sql) => {
    const play = await oldRoom(sql);
    const before = await tablesOf(play.room);
    const olivia = await play.enter('olivia', OLIVIA);
    const ref = welcomeOf(olivia).seq + 1;
    await play.act('A poll', olivia, { type: 'poll', id: 'p', data: 'Lunch?', options: ['Soup', 'Cake'] });
    await play.act('A vote', olivia, { type: 'vote', id: 'v', ref, choice: [1] });
    const { meta, events } = await tablesOf(play.room);
    expect(meta).toMatchObject([{ version: 3 }]);
    expect(events.slice(0, before.events.length)).toEqual(before.events);
    await play.sleep();
    const late = await play.enter('late', OLIVIA);
    expect(welcomeOf(late)).toMatchObject({ seq: ref + 1, settings: welcomeOf(olivia).settings });
    const item = { type: 'poll', seq: ref, options: ['Soup', 'Cake'], counts: [0, 1], voters: 1, mine: [1] };
    expect(late.peer.all('history').at(-1)?.data.at(-1)).toMatchObject(item);
  },
);
