/** A room with so many members that it announces counts instead of joins and leaves. */

import { COUNT_FROM, COUNT_UNTIL } from '../../../src/protocol/limits.ts';
import { Peer, tryConnect } from '../support.ts';
import { BEA, MO, mod, OLIVIA } from './people.ts';
import type { Transcript } from './transcript.ts';

export async function large(play: Transcript): Promise<void> {
  const olivia = await play.enter('olivia', OLIVIA);
  await play.act('Olivia starts the room', olivia, { type: 'msg', id: 'o1', data: 'one' });
  const crowd: Peer[] = [];
  const more = async () => {
    const id = `~crowd${String(crowd.length).padStart(7, '0')}`;
    const { webSocket } = await tryConnect(play.room, { id, name: `m${crowd.length}`, kind: 'base' });
    if (!webSocket) throw new Error('refused');
    crowd.push(new Peer(webSocket));
  };
  const fewer = async () => {
    play.pass(1_000);
    const peer = crowd.pop();
    peer?.close(1000);
    await peer?.closed;
  };
  await play.aside('A crowd joins', async () => {
    while (crowd.length < COUNT_FROM - 2) await more();
    // The notices of so many joins are combined.
    await olivia.peer.next('system', ({ count }) => count === COUNT_FROM - 1);
  });
  const mo = await play.enter('mo', MO);
  const bea = await play.enter('bea', BEA);
  await play.act('The member list', olivia, { type: 'who', id: 'w1', after: '~crowd0000190' });
  await play.happen('One more join, too soon', more);
  await play.happen('Another join after a while', () => {
    play.pass(5_000);
    return more();
  });
  await play.act('Names', mo, { type: 'name', id: 'n1', data: 'Moritz' });
  await play.act('A role', olivia, mod('m1', { action: 'role', who: MO.id, role: 'moderator' }));
  await play.act('The name of a moderator', mo, { type: 'name', id: 'n2', data: 'Max' }, { type: 'typing' });
  await play.act('A message', bea, { type: 'msg', data: 'hello, all' });
  await play.leave(mo, 1000);
  await play.act('A kick', olivia, mod('m2', { action: 'kick', who: '~crowd0000000' }));
  await play.aside('The crowd leaves', async () => {
    while (crowd.length > COUNT_UNTIL - 1) await fewer();
  });
  await play.happen('One member fewer', fewer);
  await play.happen('The room is small again', fewer);
  await play.happen('Names are announced again', fewer);
  for (const peer of crowd) peer.close(1000);
}
