/** A room from its first event on: events of all kinds, their refusals, replay and export. */

import { BEA, GUS, MO, mod, NOBODY, OLIVIA, welcomeOf } from './people.ts';
import type { Transcript } from './transcript.ts';

const UNCLEAN = ' two\r\nlines\u2028and\u0007 a bell 👩‍👩‍👧\ud800 \n';

export async function events(play: Transcript): Promise<void> {
  const olivia = await play.enter('olivia', OLIVIA);
  const gus = await play.connect('gus', GUS);
  await play.act('References to nothing', olivia, { type: 'msg', id: 'o0', data: 'x', re: 1 });
  await play.call('GET', '/export');
  await play.tables('No tables yet');
  await play.act('Olivia starts the room', olivia, { type: 'msg', id: 'o1', data: 'Hello, *world*' });
  const mo = await play.enter('mo', MO);
  const bea = await play.enter('bea', BEA);

  const twice = { type: 'msg', id: 'g2', data: UNCLEAN };
  const reply = { type: 'msg', id: 'g1', data: 'hi Olivia', re: 1 };
  const tool = [
    { type: 'msg', data: 'from a tool' },
    { type: 'msg', id: 'b2', text: 'alias' },
  ];
  await play.act('A base client sends a message', bea, ...tool);
  await play.act('A reply', gus, reply);
  await play.act('A text that is cleaned', gus, twice);
  await play.act(
    'Several messages at once',
    mo,
    ...['one', 'two', 'three'].map((id) => ({ type: 'msg', id, data: id })),
  );
  const bad = [
    { type: 'msg', data: 'without an id' },
    { type: 'msg', id: 'm1', data: ' \n\u200b' },
    { type: 'msg', id: 'm2', data: 'x'.repeat(4_001) },
    { type: 'msg', id: 'm3', data: 'x', re: 99 },
  ];
  await play.act('Invalid messages', mo, ...bad);

  const edit = (id: string, ref: number, data: string) => ({ type: 'edit', id, ref, data });
  const react = (id: string, data: string, off?: true) => ({ type: 'react', id, ref: 1, data, off });
  await play.act('Two edits of one message', gus, edit('e1', 4, 'hi, Olivia'), edit('e2', 4, 'hi,\r\nOlivia! '));
  await play.act('Invalid edits', gus, edit('x1', 1, 'x'), edit('x2', 99, 'x'), edit('x3', 9, 'x'), edit('x4', 4, ''));
  await play.act('Reactions', gus, react('r1', '👍'), react('r2', '❤'));
  await play.act(
    'A second reaction, a repeated one, and not an emoji',
    mo,
    react('r3', '👍'),
    react('r4', '👍'),
    react('r5', 'x'),
  );
  await play.act('Reactions removed', gus, react('r6', '👍', true), react('r7', '🎉', true));
  const gone = (id: string, ref: number) => ({ type: 'delete', id, ref });
  await play.act('A deletion', mo, gone('d1', 7));
  await play.act('Invalid deletions', mo, gone('d2', 7), gone('d3', 1), { ...react('d4', '👍'), ref: 7 });
  await play.act('An owner deletes another member’s message', olivia, gone('d5', 2));
  await play.act('An edit of a message with reactions', olivia, edit('e3', 1, 'Hello, **world**'));
  await play.act(
    'Repeats',
    gus,
    { ...reply, again: 1 },
    twice,
    edit('e2', 4, 'hi,\nOlivia! '),
    react('r6', '👍', true),
  );
  await play.act('Reused ids', gus, { ...reply, data: 'x' }, edit('e2', 4, 'x'), react('r1', '👍', true));

  const set = (id: string, data: object) => ({ type: 'set', id, data });
  const settings = [set('s1', { topic: ' Ship\non Thursdays ' }), set('s2', { slow: 30, retentionDays: 7 })];
  await play.act('Settings', olivia, ...settings);
  const wrong = [{}, { retentionDays: 31 }, { topic: 'x'.repeat(201) }, { locked: true }];
  await play.act('Invalid settings', olivia, ...wrong.map((data, n) => set(`x-${n}`, data)));
  await play.act('Settings without the right', gus, set('s3', { topic: 'x' }), set('s4', { retentionDays: 1 }));
  const once = [
    { type: 'msg', id: 'g3', data: 'once' },
    { type: 'msg', id: 'g4', data: 'twice' },
  ];
  await play.act('Slow mode', gus, ...once, edit('e5', 4, 'hi'));
  await play.act(
    'An owner is exempt from slow mode',
    olivia,
    { ...once[0], id: 'o2' },
    { ...once[1], id: 'o3' },
    set('s5', { slow: 0 }),
  );

  const who = gus.id;
  await play.act('A role', olivia, mod('m1', { action: 'role', who: MO.id, role: 'moderator' }));
  const mine = mod('x5', { action: 'role', who: MO.id, role: 'owner' });
  await play.act('A moderator', mo, set('s6', { topic: 'Ship' }), mine, mod('x6', { action: 'mute', who: OLIVIA.id }));
  await play.act('A temporary mute', mo, mod('m2', { action: 'mute', who, untilMs: Date.UTC(2101, 0) }));
  const silent = [{ type: 'msg', id: 'g5', data: 'x' }, react('r8', '👍'), { type: 'name', id: 'n0', data: 'Loud' }];
  await play.act('A muted member', gus, ...silent, { type: 'typing' }, gone('d6', 5));
  const acts = [
    { action: 'unban', who: NOBODY },
    { action: 'unmute', who: NOBODY },
    { action: 'kick', who: NOBODY },
    { action: 'role', who: NOBODY, role: 'owner' },
    { action: 'mute', who: NOBODY, untilMs: 1 },
    { action: 'role', who: OLIVIA.id, role: 'member' },
    { action: 'kick', who: OLIVIA.id },
    { action: 'ban', who: NOBODY, address: true },
  ];
  await play.act('Invalid acts', olivia, ...acts.map((act, n) => mod(`y-${n}`, act)));
  const away = { action: 'ban', who: '~gone00000000', untilMs: Date.UTC(2100, 1) };
  await play.act(
    'Acts on a member who isn’t connected',
    olivia,
    mod('m3', { action: 'mute', who: NOBODY }),
    mod('m4', away),
  );
  const unmute = mod('m5', { action: 'unmute', who });
  await play.act('Acts reversed', olivia, unmute, mod('m6', { action: 'unban', who: away.who }));
  await play.act('A repeated act', olivia, unmute, mod('m5', { action: 'unmute', who: NOBODY }));

  const { epoch } = welcomeOf(mo);
  const since = mo.peer.frames.findLast((frame) => 'seq' in frame)?.seq ?? 0;
  await play.act(
    'Mo’s connection is lost',
    mo,
    { type: 'msg', id: 'm8', data: 'lost?' },
    edit('m9', 6, 'One\nand a half'),
    gone('m11', 8),
  );
  await play.leave(mo, 4100);
  const meanwhile = [
    { type: 'msg', id: 'o4', data: 'gone?', re: 35 },
    edit('o5', 1, 'Hello once'),
    edit('o6', 1, 'Hello twice'),
  ];
  const more = [
    react('o7', '👋'),
    react('o10', '👋', true),
    react('o11', '❤️'),
    set('o8', { topic: 'Waiting' }),
    mod('o9', { action: 'mute', who: NOBODY }),
  ];
  await play.act('Meanwhile', olivia, ...meanwhile, ...more);
  const back = await play.enter('mo', { ...MO, since, epoch });
  const laptop = await play.enter('laptop', { ...MO, session: 'laptop000000', since, epoch });
  await play.enter('late', { id: '~late00000000', since: 1, epoch: 'of-another-life' });
  await play.enter('hasty', { id: '~hasty0000000', since: 9_999, epoch });
  await play.enter('current', { id: '~current00000', since: since + 11, epoch });
  await play.enter('all', { id: '~all000000000', since: 0, epoch });
  await play.act('Live after the replay', back, { type: 'msg', id: 'm10', data: 'here again' });
  await play.leave(laptop, 1000);
  await play.sleep();
  await play.act(
    'After hibernation',
    gus,
    { type: 'msg', id: 'g8', data: 'awake' },
    { type: 'msg', id: 'g8', data: 'awake' },
    edit('g9', 4, 'x'),
  );
  await play.call('GET', '/export');
  await play.call('GET', '/export?format=text');
  await play.tables('The tables');
}
