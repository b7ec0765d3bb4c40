/** The price of work that stores nothing. It is charged in advance or to the client that caused it. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { REPEAT_SCAN } from '../../src/protocol/limits.ts';
import type { RoomObject } from '../../src/room/object.ts';
import { ask, fill, freshRoom, newSid, type Peer, stubOf } from '../room/support.ts';
import { freshAddress, joinFrom, stopClock } from './support.ts';

/** How many messages a member may send at once. */
async function burst(peer: Peer): Promise<number> {
  for (let n = 0; n < 30; n++) peer.send({ type: 'msg', id: `burst-${n}`, data: 'x' });
  await peer.settled();
  return peer.all('ack').filter(({ id }) => id.startsWith('burst-')).length;
}

describe('B44: a resume', () => {
  async function longRoom(): Promise<{ room: string; epoch: string; look: () => Promise<number> }> {
    const room = freshRoom();
    await fill(room, 900, () => 'x'.repeat(4_000));
    const epoch = await runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.epoch);
    return { room, epoch, look: () => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsRead) };
  }

  it('a resume that turns out to be too long costs five events once; one known to be too long costs nothing', async () => {
    stopClock();
    const { room, epoch } = await longRoom();
    const first = await joinFrom(room, { address: freshAddress(), since: 1, epoch });
    expect(await burst(first)).toBe(15);
    const next = await joinFrom(room, { address: freshAddress(), since: 1, epoch });
    expect(await burst(next)).toBe(20);
  });

  it('a short resume costs no events, even for a school class that reconnects at the same time from one address', async () => {
    stopClock();
    const { room, epoch } = await longRoom();
    const address = freshAddress();
    const sids = Array.from({ length: 100 }, newSid);
    const back = await Promise.all(sids.map((sid) => joinFrom(room, { address, sid, since: 850, epoch })));
    expect(back.map((peer) => peer.all('welcome')[0]?.data.recovered)).toEqual(sids.map(() => true));
    expect(await burst(back[0] as Peer)).toBe(20);
  });
});

describe('B45: a repeated event', () => {
  it('a repeated event costs five events for each 5,000 scanned, charged in advance', async () => {
    const pass = stopClock();
    const room = freshRoom();
    await fill(room, 10 * REPEAT_SCAN, () => 'x');
    const ana = await joinFrom(room, { address: freshAddress() });
    await runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.recent());
    const rows = () => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsRead);
    const repeat = { type: 'edit', id: 'e', ref: 1, data: 'x', again: 0 };
    for (const code of ['busy', 'busy', 'busy', 'busy', 'rate_limited']) {
      const before = await rows();
      ana.send(repeat);
      await ana.settled();
      expect(ana.all('error').at(-1)).toMatchObject({ id: 'e', code, retryAfterMs: expect.any(Number) });
      expect((await rows()) - before).toBe(code === 'busy' ? REPEAT_SCAN + 1 : 0);
    }
    pass(1_000);
    ana.send(repeat);
    await ana.settled();
    expect(ana.all('error').at(-1)).toMatchObject({ id: 'e', code: 'busy' });
  });

  it('a repeated event costs next to nothing if little was written since', async () => {
    stopClock();
    const room = freshRoom();
    const ana = await joinFrom(room, { address: freshAddress() });
    const sent = await ask(ana, { type: 'msg', data: 'mine' });
    await fill(room, 300, () => 'x');
    for (let n = 0; n < 50; n++) ana.send({ type: 'msg', id: 'id' in sent ? sent.id : '', data: 'mine', again: 0 });
    await ana.settled();
    expect(ana.all('error')).toEqual([]);
    expect(ana.all('ack').filter(({ dup }) => dup)).toHaveLength(50);
  });
});
