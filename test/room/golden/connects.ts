/**
 * Entering and leaving: locks, bans, refused connection attempts, the ways a connection ends, retention, and the end of
 * the room.
 */

import { exports } from 'cloudflare:workers';
import { keyHashOf } from '../../../src/protocol/hash.ts';
import { tryConnect, upgrade } from '../support.ts';
import { ADMIN, BEA, GUS, MO, mod, OLIVIA, welcomeOf } from './people.ts';
import type { Transcript } from './transcript.ts';

const KEY = 'k'.repeat(43);
const WRONG = 'w'.repeat(43);
const SID = 'it-0123456789abcdefghijk';
/** Wrong keys that a room accepts in a minute (room/access/lock.ts). */
const WRONG_KEYS = 20;
const DAY_MS = 86_400_000;

export async function connects(play: Transcript): Promise<void> {
  const { room } = play;
  const come = (request: Request) => () => exports.default.fetch(request);
  const asks = (headers: Record<string, string>, method = 'GET', path = `/ws/${room}`) =>
    come(new Request(`http://parley.test${path}`, { method, headers }));
  const olivia = await play.enter('olivia', OLIVIA);
  await play.act('Olivia starts the room', olivia, { type: 'msg', id: 'o1', data: 'one' });
  const gus = await play.connect('gus', GUS);

  await play.refused('Without an upgrade', asks({}));
  await play.refused('Not a GET', asks({}, 'POST'));
  await play.refused('An invalid room name', asks({ Upgrade: 'websocket' }, 'GET', '/ws/%00'));
  await play.refused(
    'An invalid room name, v1',
    asks({ Upgrade: 'websocket', 'Sec-WebSocket-Protocol': `parley.v1, sid.${SID}` }, 'GET', '/ws/%00'),
  );
  await play.refused('A page of another origin', asks({ Upgrade: 'websocket', Origin: 'https://evil.example' }));
  await play.refused('No session', asks({ Upgrade: 'websocket', 'Sec-WebSocket-Protocol': 'parley.v1' }));
  await play.refused(
    'A bad proof',
    asks({ Upgrade: 'websocket', 'Sec-WebSocket-Protocol': `parley.v1, sid.${SID}, dpop.x` }),
  );

  await play.act('A lock', olivia, { type: 'set', id: 'l1', data: { locked: true, key: KEY } });
  await play.refused('Without the key', come(upgrade(room, { sid: SID })));
  await play.refused('Without the key, by a tool', come(upgrade(room)));
  await play.refused('A wrong key', come(upgrade(room, { sid: SID, key: WRONG })));
  await play.refused('One wrong key too many', async () => {
    const keyHash = await keyHashOf(WRONG);
    for (let n = 1; n < WRONG_KEYS; n++) await (await tryConnect(room, { id: '~thief0000000', keyHash })).text();
    return tryConnect(room, { id: '~thief0000000', keyHash });
  });
  await play.act('Another lock', olivia, { type: 'set', id: 'l2', data: { locked: true, key: WRONG } });
  const keyed = await play.connect('keyed', { sid: SID, name: 'Kay', key: WRONG });
  await play.connect('tab', { ...GUS, name: 'Gus in another tab' });
  await play.alarm('The replaced connection has ended');
  await play.act('Unlocked', olivia, { type: 'set', id: 'l3', data: { locked: false } });

  await play.enter('mo', { ...MO, address: 'address-of-mo' });
  await play.enter('bea', { ...BEA, address: 'address-of-bea' });
  await play.act('A kick', olivia, mod('k1', { action: 'kick', who: BEA.id }));
  await play.enter('twin', { ...MO, session: 'laptop000000', address: 'address-of-twin' });
  const ban = mod('k2', { action: 'ban', who: MO.id, address: true, untilMs: Date.UTC(2100, 1) });
  await play.act('A ban by address', olivia, ban);
  await play.refused('The banned member', () => tryConnect(room, MO));
  await play.refused('Another member at that address', () =>
    tryConnect(room, { id: '~other0000000', address: 'address-of-twin' }),
  );
  await play.act('A ban of a guest', olivia, mod('k3', { action: 'ban', who: gus.id }));
  await play.refused('The banned guest', come(upgrade(room, GUS)));
  await play.act('The stored state', olivia, { type: 'audit', id: 'a1' });

  const lost = await play.enter('lost', { id: '~lost00000000', name: 'Lo' });
  await play.leave(lost, 4100);
  await play.act('A kick of a lost member', olivia, mod('k4', { action: 'kick', who: '~lost00000000' }));
  await play.leave(await play.enter('gone', { id: '~gone00000000', name: 'Gone' }), 4100);
  play.pass(11_000);
  await play.act('The lost members leave', olivia, { type: 'who', id: 'w1' });
  await play.act(
    'A frame that is far too large',
    await play.enter('large', { id: '~large0000000' }),
    'x'.repeat(65_537),
  );
  await play.act('A binary frame', await play.enter('binary', { id: '~binary000000' }), new ArrayBuffer(4));
  const rude = await play.enter('rude', { id: '~rude00000000' });
  await play.act('Too much bad input', rude, ...Array.from({ length: 10 }, () => '{'));
  await play.enter('silent', { id: '~silent000000' });
  play.pass(120_000);
  const typing = { type: 'typing' };
  await play.alarm('A silent connection is closed', [
    [olivia, typing],
    [keyed, typing],
  ]);
  await play.tables('Before events expire');

  const ada = await play.enter('ada', ADMIN);
  await play.act('An admin', ada, { type: 'set', id: 'r1', data: { retentionDays: 1 } });
  play.pass(2 * DAY_MS);
  await play.act('After two days', ada, { type: 'msg', id: 'ada1', data: 'old?' }, { type: 'history', id: 'h1' });
  await play.act('A repeat that is too old', ada, { type: 'msg', id: 'ada0', data: 'x', again: 1 });
  await play.alarm('Expired events are deleted');
  await play.enter('late', { id: '~late00000000', since: 3, epoch: welcomeOf(ada).epoch });
  await play.tables('The remaining events');

  await play.call('DELETE', '');
  await play.call('DELETE', '', { 'If-Match': '"other-1"' });
  const tag = (await play.call('GET', '/export')).get('ETag') ?? '';
  await play.call('DELETE', '', { 'If-Match': tag });
  await play.tables('The room is deleted');
  const again = await play.enter('again', { ...OLIVIA, since: 3, epoch: welcomeOf(ada).epoch });
  await play.act('The room starts again', again, { type: 'msg', id: 'o1', data: 'anew' });

  await play.sql('UPDATE meta SET version = 99');
  await play.sleep();
  await play.refused('A room of a newer version', come(upgrade(room, { sid: SID })));
  await play.refused('A room of a newer version, by a tool', come(upgrade(room)));
  await play.call('GET', '/export');
}
