/** An event that the room has stored is acknowledged however often it comes, whatever has happened since. */

import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/protocol/events/registry.ts';
import { KINDS, type Kind } from '../../src/protocol/events/traits.ts';
import type { SingleFrame } from '../../src/protocol/frames.ts';
import { ask, evict, fill, freshRoom, joinAs, type Peer } from './support.ts';

const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const VIC = 'vic0000000000000';

/** Places in the log before the event in question. */
const PLACE = { message: 1, poll: 2, closed: 3, own: 5 };

const EVENTS: { readonly [K in Kind]: Omit<Request[K], 'id' | 'again'> } = {
  msg: { type: 'msg', data: 'hello', re: PLACE.message },
  edit: { type: 'edit', ref: PLACE.own, data: 'edited' },
  delete: { type: 'delete', ref: PLACE.message },
  react: { type: 'react', ref: PLACE.message, data: '👍' },
  poll: { type: 'poll', data: 'Dinner?', options: ['Rice', 'Pasta'] },
  vote: { type: 'vote', ref: PLACE.poll, choice: [1] },
  close: { type: 'close', ref: PLACE.poll },
  set: { type: 'set', data: { topic: 'Food' } },
  mod: { type: 'mod', data: { action: 'mute', who: VIC } },
};

/** What comes after the event: Mo may do nothing any more, and all that the event refers to is closed and deleted. */
const AFTER = [
  { type: 'close', ref: PLACE.poll },
  { type: 'delete', ref: PLACE.message },
  { type: 'delete', ref: PLACE.poll },
  { type: 'delete', ref: PLACE.own },
  { type: 'set', data: { topic: 'Nothing', slow: 3_600 } },
  { type: 'mod', data: { action: 'role', who: MO, role: 'member' } },
  { type: 'mod', data: { action: 'mute', who: MO } },
];

/** A room of Olivia's with a message and two polls. Mo is a moderator with a message of its own. */
async function roomOf() {
  const room = freshRoom();
  const olivia = await joinAs(room, OLIVIA, { name: 'Olivia' });
  const mo = await joinAs(room, MO, { name: 'Mo', session: 'mo-phone' });
  await ask(olivia, { type: 'msg', data: 'Welcome' });
  for (const data of ['Lunch?', 'Breakfast?']) await ask(olivia, { type: 'poll', data, options: ['Soup', 'Cake'] });
  await ask(olivia, { type: 'mod', data: { action: 'role', who: MO, role: 'moderator' } });
  expect(await ask(mo, { type: 'msg', data: 'Hello' })).toMatchObject({ seq: PLACE.own });
  return { room, olivia, mo };
}

/** Sends a frame as it is, and returns the answer. */
async function answerTo(peer: Peer, frame: { id: string; again?: number }): Promise<SingleFrame | undefined> {
  const from = peer.frames.length;
  peer.send(frame);
  await peer.settled();
  return peer.frames.slice(from).find((other) => 'id' in other && other.id === frame.id);
}

describe('B19: a stored event that is sent again', () => {
  it.each(KINDS)('a "%s" is acknowledged after it became forbidden, from memory and by a scan', async (kind) => {
    const { room, olivia, mo } = await roomOf();
    const frame = { ...EVENTS[kind], id: 'once' };
    const seq = PLACE.own + 1;
    expect(await answerTo(mo, frame)).toMatchObject({ type: 'ack', seq });
    for (const after of AFTER) await ask(olivia, after);
    // The rules refuse a new event with this content now.
    if (kind !== 'delete') expect(await answerTo(mo, { ...frame, id: 'new' })).toMatchObject({ type: 'error' });
    expect(await answerTo(mo, frame)).toMatchObject({ type: 'ack', seq, dup: true });
    await fill(room, 70, (n) => `filling ${n}`);
    await evict(room);
    expect(await answerTo(mo, { ...frame, again: PLACE.own })).toMatchObject({ type: 'ack', seq, dup: true });
  });

  it.each([
    ['vote', { type: 'vote', ref: PLACE.closed, choice: [1] }],
    ['close', { type: 'close', ref: PLACE.closed }],
  ])('a "%s" that changed nothing is acknowledged again after it became forbidden', async (_, frame) => {
    const { olivia, mo } = await roomOf();
    const place = { type: 'ack', seq: PLACE.closed, dup: true };
    await ask(mo, { type: 'vote', ref: PLACE.closed, choice: [1] });
    if (frame.type === 'close') await ask(olivia, { type: 'close', ref: PLACE.closed });
    expect(await answerTo(mo, { ...frame, id: 'nothing' })).toMatchObject(place);
    await ask(olivia, { type: 'close', ref: PLACE.closed });
    for (const after of AFTER) await ask(olivia, after);
    expect(await answerTo(mo, { ...frame, id: 'nothing' })).toMatchObject(place);
    const other = { type: 'vote', ref: PLACE.closed, choice: [0] };
    expect(await answerTo(mo, { ...other, id: 'other' })).toMatchObject({ type: 'error', code: 'muted' });
  });
});
