/** A room in which clients ask questions, send signals, change names and send invalid frames. */

import { vi } from 'vitest';
import { BEA, GUS, MO, mod, NOBODY, OLIVIA } from './people.ts';
import type { Client, Transcript } from './transcript.ts';

export async function questions(play: Transcript): Promise<void> {
  const olivia = await play.enter('olivia', OLIVIA);
  const gus = await play.connect('gus', GUS);
  const history = (id: string, page: object = {}) => ({ type: 'history', id, ...page });
  const search = (id: string, data: string, before?: number) => ({ type: 'search', id, data, before });
  const audit = (id: string, before?: number) => ({ type: 'audit', id, before });
  await play.act('An empty room', gus, history('h0'), search('f0', 'x'), audit('a0'), { type: 'read', data: 1 });

  const texts = ['Café au lait', 'two\nlines', 'a "phrase" of words', 'CAFE', 'the end'];
  await play.act('Some texts', olivia, ...texts.map((data, n) => ({ type: 'msg', id: `t${n}`, data })));
  const changes = [
    { type: 'react', id: 'c1', ref: 1, data: '👍' },
    { type: 'edit', id: 'c2', ref: 2, data: 'two lines' },
    { type: 'delete', id: 'c3', ref: 5 },
    { type: 'set', id: 'c4', data: { topic: 'Coffee' } },
  ];
  await play.act('Changes', olivia, ...changes, mod('c5', { action: 'ban', who: NOBODY }));
  const bea = await play.enter('bea', BEA);
  await play.act('Gus sends a message too', gus, { type: 'msg', id: 'g1', data: 'tea', re: 1 });
  await play.act('Olivia deletes it', olivia, { type: 'delete', id: 'c6', ref: 11 });

  const pages = [
    history('h1', { limit: 2 }),
    history('h2', { before: 4, limit: 2 }),
    history('h3', { after: 2, limit: 2 }),
  ];
  await play.act('History', gus, ...pages, history('h4', { after: 99 }), history('h5', { before: 1 }));
  await play.act('History with own events', olivia, history('h6', { before: 3 }));
  await play.act('Search', gus, search('f1', 'café'), search('f2', '"two lines"'), search('f3', 'cafe lait', 4));
  await play.act(
    'Invalid searches',
    gus,
    search('f4', ' '),
    search('f5', 'x'.repeat(201)),
    search('f6', 'a b c d e f g h i j k'),
  );
  await play.act('Too many searches', gus, ...['s1', 's2', 's3', 's4', 's5', 's6'].map((id) => search(id, 'nowhere')));
  await play.act('The member list', gus, { type: 'who', id: 'w1' }, { type: 'who', id: 'w2', after: OLIVIA.id });
  await play.act('Audit', olivia, audit('a1'), audit('a2', 10));
  await play.act('Audit without the right', gus, audit('a3'));
  const set = { type: 'set', id: 'bs', data: { slow: 1 } };
  await play.act(
    'A base client asks',
    bea,
    history('bh'),
    set,
    { type: 'typing' },
    { type: 'read', data: 1 },
    audit('ba'),
  );

  await play.act(
    'Names',
    gus,
    { type: 'name', id: 'n1', data: ' Gustav ' },
    { type: 'name', id: 'n2', data: '\u200b' },
  );
  await play.act('A name that looks like another', gus, { type: 'name', id: 'n3', data: 'OIivia' });
  await play.act(
    'A name that stays the same',
    bea,
    { type: 'name', data: 'Parley' },
    { type: 'name', data: 'Beatrix' },
  );
  await play.enter('anonymous', { id: '~anon00000000' });
  await play.enter('badly named', { id: '~bad000000000', name: 'a\u202eb' });
  await play.act('Typing', gus, { type: 'typing' }, { type: 'typing' });
  const tablet = await play.enter('tablet', { ...OLIVIA, session: 'tablet000000' });
  await play.act('Read positions', olivia, { type: 'read', data: 3 }, { type: 'read', data: 4 });
  await play.act('A read position beyond the head', tablet, { type: 'read', data: 999 });
  await play.act('Ping', gus, 'ping');
  await malformed(play, await play.enter('mo', MO));

  const full =
    "CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.data = 'much' BEGIN SELECT RAISE(ABORT, 'full'); END";
  await play.sql(full);
  await play.act(
    'An event that can’t be stored',
    gus,
    { type: 'msg', id: 'g6', data: 'much' },
    { type: 'msg', id: 'g7', data: 'enough' },
  );
  vi.spyOn(String.prototype, 'normalize').mockImplementationOnce(() => {
    throw new Error('a fault');
  });
  await play.act('An internal error', gus, { type: 'name', id: 'n4', data: 'Faulty' });
  await play.call('GET', '/export?format=xml');
}

async function malformed(play: Transcript, client: Client): Promise<void> {
  await play.act('Not JSON, and not an object', client, '{', '[]', 'null', '"msg"');
  const types = [{}, { type: 7, id: 'i' }, { type: 'later', id: 'i' }, { type: 'constructor', id: 'i' }];
  await play.act('No type, and an unknown one', client, ...types);
  await play.act('A frame that is too large', client, { type: 'msg', id: 'i', data: 'x'.repeat(16_385) });
  const wrong: object[] = [
    { type: 'msg', id: 'a b', data: 'x' },
    { type: 'msg', id: 'i', data: 7 },
    { type: 'msg', id: 'i', data: 'x', re: 0 },
    { type: 'msg', id: 'i', data: 'x', again: -1 },
    { type: 'edit', ref: 1, data: 'x' },
    { type: 'edit', id: 'i', ref: 1.5, data: 'x' },
    { type: 'delete', id: 'i' },
    { type: 'react', id: 'i', ref: 1, data: '👍', off: 'yes' },
    { type: 'set', id: 'i', data: { slow: -1 } },
    { type: 'set', id: 'i', data: { locked: true, key: 'short' } },
    { type: 'mod', id: 'i', data: { action: 'sing', who: OLIVIA.id } },
    { type: 'mod', id: 'i', data: { action: 'kick', who: 'x' } },
    { type: 'mod', id: 'i', data: { action: 'role', who: OLIVIA.id, role: 'guest' } },
    { type: 'mod', id: 'i', data: { action: 'ban', who: OLIVIA.id, untilMs: 0 } },
    { type: 'audit' },
    { type: 'audit', id: 'i', before: 0 },
    { type: 'history', id: 'i', limit: 101 },
    { type: 'history', id: 'i', before: 3, after: 3 },
    { type: 'search', id: 'i' },
    { type: 'read', data: 0 },
    { type: 'who', id: 'i', after: 'x'.repeat(65) },
    { type: 'name', id: 'i' },
  ];
  await play.act('Invalid fields', client, ...wrong);
}
