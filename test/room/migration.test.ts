/** Rooms that were stored by an earlier version. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { freshRoom, join, joinAs, stubOf } from './support.ts';

const ADMIN = 'admin00000000000';

/** What version 1 left: a topic and two messages of a guest. */
async function oldRoom(): Promise<string> {
  const room = freshRoom();
  await runInDurableObject(stubOf(room), (_, { storage: { sql } }) => {
    sql.exec(`CREATE TABLE event (
      seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref INTEGER, member TEXT NOT NULL, sid TEXT NOT NULL, cid TEXT,
      name TEXT NOT NULL, ts INTEGER NOT NULL, data TEXT NOT NULL, state TEXT)`);
    sql.exec('CREATE TABLE meta (version INTEGER NOT NULL, epoch TEXT NOT NULL, settings TEXT NOT NULL)');
    sql.exec('INSERT INTO meta (version, epoch, settings) VALUES (1, ?, ?)', 'old-epoch', '{"topic":"as it was"}');
    const now = Date.now() - 1_000;
    for (const seq of [1, 2])
      sql.exec(
        'INSERT INTO event (seq, kind, member, sid, name, ts, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
        seq,
        'msg',
        '~guest0000000',
        'somesession',
        'Old',
        now + seq,
        `old ${seq}`,
      );
  });
  return room;
}

describe('a room of version 1', () => {
  it('opens as it was and goes on without being changed', async () => {
    const room = await oldRoom();
    const ana = await join(room);
    expect(ana.all('welcome')[0]?.data).toMatchObject({
      epoch: 'old-epoch',
      seq: 2,
      settings: { topic: 'as it was', locked: false },
    });
    expect((await ana.next('history')).data.map(({ data }) => data)).toEqual(['old 1', 'old 2']);
    ana.send({ type: 'msg', id: 'a', data: 'new' });
    expect(await ana.next('ack')).toMatchObject({ seq: 3 });
    const meta = await runInDurableObject(stubOf(room), (_, { storage }) =>
      storage.sql.exec('SELECT * FROM meta').one(),
    );
    expect(meta).toEqual({ version: 1, epoch: 'old-epoch', settings: '{"topic":"as it was"}' });
  });

  it('has no owner, also for keyed members who write in it now, and takes one from an admin', async () => {
    const room = await oldRoom();
    const bo = await joinAs(room, 'bo00000000000000');
    bo.send({ type: 'msg', id: 'a', data: 'new' });
    await bo.next('ack');
    bo.send({ type: 'set', id: 's', data: { slow: 5 } });
    expect(await bo.next('error')).toMatchObject({ id: 's', code: 'forbidden' });
    const admin = await joinAs(room, ADMIN);
    admin.send({ type: 'mod', id: 'm', data: { action: 'role', who: 'bo00000000000000', role: 'owner' } });
    await admin.next('ack');
    bo.send({ type: 'set', id: 't', data: { slow: 5 } });
    expect(await bo.next('ack')).toMatchObject({ id: 't' });
    const meta = await runInDurableObject(stubOf(room), (_, { storage }) =>
      storage.sql.exec('SELECT * FROM meta').one(),
    );
    expect(meta).toMatchObject({ version: 2, epoch: 'old-epoch', settings: '{"topic":"as it was","slow":5}' });
  });
});
