/** A room so busy that events wait for others and leave in batches. */

import { BEA, GUS, MO, mod, OLIVIA } from './people.ts';
import type { Frames, Transcript } from './transcript.ts';

/** So many events at once that, with five receivers, the next ones have to wait (pipeline/batch-window.ts). */
const FLOOD = 150;

export async function busy(play: Transcript): Promise<void> {
  const olivia = await play.enter('olivia', OLIVIA);
  const mo = await play.enter('mo', MO);
  const gus = await play.connect('gus', GUS);
  const bea = await play.enter('bea', BEA);
  const flooder = await play.enter('flooder', { id: '~flooder00000', kind: 'base' });
  const flood = Array.from({ length: FLOOD }, (_, n) => [flooder, { type: 'msg', data: `${n}` }] as const);
  const busily = (title: string, frames: Frames, until?: () => unknown) => play.busy(title, flood, frames, until);

  const msg = (id: string, data = id, re?: number) => ({ type: 'msg', id, data, re });
  await play.act('Olivia starts the room', olivia, msg('begun'));
  await play.act('A role', olivia, mod('role', { action: 'role', who: MO.id, role: 'moderator' }));
  await busily('Events of several members, some about waiting ones', [
    [gus, msg('g1', 'waits')],
    [mo, msg('m1', 'a\r\nreply', FLOOD + 3)],
    [bea, msg('b1', 'from a tool')],
    [gus, { type: 'edit', id: 'g2', ref: FLOOD + 4, data: 'not mine' }],
    [mo, { type: 'react', id: 'm2', ref: 1, data: '👍' }],
    [gus, { type: 'react', id: 'g3', ref: 1, data: '👍' }],
    [mo, { type: 'edit', id: 'm3', ref: FLOOD + 4, data: 'an edit' }],
    [mo, { type: 'edit', id: 'm4', ref: FLOOD + 4, data: 'another' }],
    [gus, { type: 'typing' }],
    [bea, msg('b2', 'the last')],
    [olivia, { type: 'history', id: 'h', limit: 2 }],
  ]);
  await busily('A repeat of a waiting event', [
    [gus, msg('g4')],
    [gus, msg('g4')],
    [mo, msg('m5')],
    [gus, msg('g4', 'other')],
    [mo, { type: 'delete', id: 'm6', ref: 1 }],
    [gus, { type: 'react', id: 'g5', ref: 1, data: '👍' }],
  ]);
  // A busy room combines its notices, which therefore come later.
  const news = () => olivia.peer.next('system', ({ event }) => event === 'leave');
  await busily(
    'An act is stored at once',
    [
      [gus, msg('g6', 'before')],
      [mo, mod('m7', { action: 'mute', who: gus.id })],
      [gus, msg('g7', 'after')],
      [olivia, msg('o1', 'goodbye')],
      [mo, mod('m8', { action: 'kick', who: BEA.id })],
    ],
    news,
  );
  await play.sql(
    "CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.data = 'much' BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  await busily('A batch that can’t be stored', [
    [mo, msg('m9', 'fits')],
    [olivia, msg('o2', 'much')],
    [mo, msg('m10', 'fits, too')],
  ]);
  await play.tables('The tables', flooder);
}
