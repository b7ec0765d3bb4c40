/** Polls are started, voted on, closed and deleted. Shows what each member learns of that, live and in a replay. */

import { BEA, GUS, MO, OLIVIA, welcomeOf } from './people.ts';
import type { Transcript } from './transcript.ts';

export async function poll(play: Transcript): Promise<void> {
  const olivia = await play.enter('olivia', OLIVIA);
  const gus = await play.connect('gus', GUS);
  const bea = await play.enter('bea', BEA);
  const mo = await play.enter('mo', MO);
  await play.act('Olivia begins the room', olivia, { type: 'msg', id: 'o1', data: 'Hello' });
  const { epoch } = welcomeOf(await play.enter('laptop', { ...MO, session: 'laptop000000' }));

  const lunch = { type: 'poll', id: 'p1', data: ' Lunch?\r\n', options: [' Soup\n', 'Cake\u0007'] };
  await play.act('A poll, the first of the room', gus, lunch);
  const many = { type: 'poll', id: 'p2', data: 'Days?', options: ['Mon', 'Tue', 'Wed'], many: true };
  await play.act('Another, for several options', olivia, many);
  const bad = [
    { ...lunch, options: ['Soup'] },
    { ...lunch, options: ['Soup', 'Soup '] },
    { ...lunch, data: '\u200b' },
    { ...lunch, options: 'Soup' },
    { ...lunch, many: 1 },
  ];
  await play.act('Polls that can’t be', mo, ...bad.map((frame, n) => ({ ...frame, id: `x${n}` })));
  await play.act('A base client asks for one', bea, { ...lunch, id: 'b1' });

  const vote = (id: string, ref: number, ...choice: number[]) => ({ type: 'vote', id, ref, choice });
  await play.act('Votes', mo, vote('v1', 2, 1), vote('v2', 3, 0, 2));
  await play.act('Others', olivia, vote('v3', 2, 1), vote('v4', 3, 2));
  await play.act('The same again, another, none', mo, vote('v5', 2, 1), vote('v6', 2, 0), vote('v7', 3));
  await play.act(
    'Votes that can’t be',
    mo,
    vote('y1', 2, 2),
    vote('y2', 2, 0, 1),
    vote('y3', 3, 1, 1),
    vote('y4', 1, 0),
  );
  await play.act('Repeats', mo, vote('v6', 2, 0), vote('v6', 2, 1), { ...vote('v1', 2, 1), again: 3 });
  await play.act('The author’s own end', gus, { type: 'close', id: 'c1', ref: 2 });
  const late = [vote('z1', 2, 1), { type: 'close', id: 'z2', ref: 3 }, { type: 'edit', id: 'z3', ref: 2, data: 'x' }];
  await play.act('Too late, or not allowed', mo, ...late);
  await play.act('The end again', gus, { type: 'close', id: 'c2', ref: 2 });
  await play.act('A reaction and a reply', mo, { type: 'react', id: 'r1', ref: 2, data: '👍' }, { ...lunch, id: 'p3' });
  await play.act('An owner closes what another asked', olivia, { type: 'close', id: 'c3', ref: 12 });
  await play.act('And deletes it', olivia, { type: 'delete', id: 'd1', ref: 12 });
  await play.act('History', mo, { type: 'history', id: 'h' }, { type: 'search', id: 'f', data: 'lunch' });
  await play.act('Audit', olivia, { type: 'audit', id: 'a' });
  await play.sleep();
  await play.enter('all', { id: '~all000000000', since: 0, epoch });
  await play.leave(mo, 1000);
  await play.enter('mo', { ...MO, since: 1, epoch });
  await play.call('GET', '/export');
  await play.call('GET', '/export?format=text');
  await play.tables('The tables');
}
