/**
 * Entering and leaving: locks, bans, refused connects, the ways a connection ends, retention, and the end of the room.
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

export async function doors(play: Transcript): Promise<void> {
  const { room } = play;
  const come = (request: Request) => () => exports.default.fetch(request);
  const asks = (headers: Record<string, string>, method = 'GET', path = `/ws/${room}`) =>
    come(new Request(`http://parley.test${path}`, { method, headers }));
  const olivia = await play.enter('olivia', OLIVIA);
  await play.act('Olivia begins the room', olivia, { type: 'msg', id: 'o1', data: 'one' });
  const gus = await play.connect('gus', GUS);

  await play.refused('No upgrade', asks({}));
  await play.refused('No GET', asks({}, 'POST'));
  await play.refused('No room name', asks({ Upgrade: 'websocket' }, 'GET', '/ws/%00'));
  await play.refused(
    'No room name, v1',
    asks({ Upgrade: 'websocket', 'Sec-WebSocket-Protocol': `parley.v1, sid.${SID}` }, 'GET', '/ws/%00'),
  );
  await play.refused('A foreign page', asks({ Upgrade: 'websocket', Origin: 'https://evil.example' }));
  await play.refused('No session', asks({ Upgrade: 'websocket', 'Sec-WebSocket-Protocol': 'parley.v1' }));
  await play.refused(
    'A bad proof',
    asks({ Upgrade: 'websocket', 'Sec-WebSocket-Protocol': `parley.v1, sid.${SID}, dpop.x` }),
  );

  await play.act('A lock', olivia, { type: 'set', id: 'l1', data: { locked: true, key: KEY } });
  await play.refused('Without the key', come(upgrade(room, { sid: SID })));
  await play.refused('Without the key, by a tool', come(upgrade(room)));
  await play.refused('A wrong key', come(upgrade(room, { sid: SID, key: WRONG })));
  await play.refused('One too many', async () => {
    const keyHash = await keyHashOf(WRONG);
    for (let n = 1; n < WRONG_KEYS; n++) await (await tryConnect(room, { id: '~thief0000000', keyHash })).text();
    return tryConnect(room, { id: '~thief0000000', keyHash });
  });
  await play.act('Another lock', olivia, { type: 'set', id: 'l2', data: { locked: true, key: WRONG } });
  const keyed = await play.connect('keyed', { sid: SID, name: 'Kay', key: WRONG });
  await play.connect('tab', { ...GUS, name: 'Gus in another tab' });
  await play.alarm('The session that was replaced is no more');
  await play.act('Unlocked', olivia, { type: 'set', id: 'l3', data: { locked: false } });

  await play.enter('mo', { ...MO, address: 'address-of-mo' });
  await play.enter('bea', { ...BEA, address: 'address-of-bea' });
  await play.act('A kick', olivia, mod('k1', { action: 'kick', who: BEA.id }));
  await play.enter('twin', { ...MO, session: 'laptop000000', address: 'address-of-twin' });
  const ban = mod('k2', { action: 'ban', who: MO.id, address: true, untilMs: Date.UTC(2100, 1) });
  await play.act('A ban of addresses', olivia, ban);
  await play.refused('The banned', () => tryConnect(room, MO));
  await play.refused('Another from there', () => tryConnect(room, { id: '~other0000000', address: 'address-of-twin' }));
  await play.act('A ban of a guest', olivia, mod('k3', { action: 'ban', who: gus.id }));
  await play.refused('The banned guest', come(upgrade(room, GUS)));
  await play.act('What is kept of it', olivia, { type: 'audit', id: 'a1' });

  const lost = await play.enter('lost', { id: '~lost00000000', name: 'Lo' });
  await play.leave(lost, 4100);
  await play.act('A kick of who is lost', olivia, mod('k4', { action: 'kick', who: '~lost00000000' }));
  await play.leave(await play.enter('gone', { id: '~gone00000000', name: 'Gone' }), 4100);
  play.pass(11_000);
  await play.act('The lost are gone', olivia, { type: 'who', id: 'w1' });
  await play.act(
    'A frame that no client sends',
    await play.enter('large', { id: '~large0000000' }),
    'x'.repeat(65_537),
  );
  await play.act('A frame of bytes', await play.enter('binary', { id: '~binary000000' }), new ArrayBuffer(4));
  const rude = await play.enter('rude', { id: '~rude00000000' });
  await play.act('Bad input for too long', rude, ...Array.from({ length: 10 }, () => '{'));
  await play.enter('silent', { id: '~silent000000' });
  play.pass(120_000);
  const typing = { type: 'typing' };
  await play.alarm('Who was silent for too long is closed', [
    [olivia, typing],
    [keyed, typing],
  ]);
  await play.tables('Before it ages');

  const ada = await play.enter('ada', ADMIN);
  await play.act('An admin', ada, { type: 'set', id: 'r1', data: { retentionDays: 1 } });
  play.pass(2 * DAY_MS);
  await play.act('After two days', ada, { type: 'msg', id: 'ada1', data: 'old?' }, { type: 'history', id: 'h1' });
  await play.act('First sent too long ago', ada, { type: 'msg', id: 'ada0', data: 'x', again: 1 });
  await play.alarm('What is too old is deleted');
  await play.enter('late', { id: '~late00000000', since: 3, epoch: welcomeOf(ada).epoch });
  await play.tables('What is left');

  await play.call('DELETE', '');
  await play.call('DELETE', '', { 'If-Match': '"other-1"' });
  const tag = (await play.call('GET', '/export')).get('ETag') ?? '';
  await play.call('DELETE', '', { 'If-Match': tag });
  await play.tables('Nothing is left');
  const again = await play.enter('again', { ...OLIVIA, since: 3, epoch: welcomeOf(ada).epoch });
  await play.act('The room begins again', again, { type: 'msg', id: 'o1', data: 'anew' });

  await play.sql('UPDATE meta SET version = 99');
  await play.sleep();
  await play.refused('A room of a newer version', come(upgrade(room, { sid: SID })));
  await play.refused('The same, by a tool', come(upgrade(room)));
  await play.call('GET', '/export');
}
