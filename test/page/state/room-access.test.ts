/** Outside a room, the reader can do nothing with its messages and is told why. */

import { beforeEach, describe, expect, test } from 'vitest';
import { type Link, type Outgoing, RoomClient } from '../../../src/client/index.ts';
import { mayTakeBack } from '../../../src/page/features/composer/restore-message.ts';
import { reactionPopup } from '../../../src/page/features/reactions/overlays.ts';
import { askForReaction, toggleReaction } from '../../../src/page/features/reactions/reacting.ts';
import { put } from '../../../src/page/gallery/put.ts';
import { Room } from '../../../src/page/state/room.ts';
import { opened } from '../../../src/page/ui/overlay.ts';
import { said } from '../../../src/page/ui/toast.ts';

const LIVE: Link = { status: 'live', sinceMs: 0 };
const BANNED: Link = { status: 'stopped', code: 'banned', reason: '' };
const SPOT = { top: 0, bottom: 0, left: 0, right: 0 };

function room(link: Link): Room {
  const made = new Room('den', Date.now());
  const client = new RoomClient({ url: 'http://nowhere.test', room: 'den' });
  put(made.client, client);
  put(made.state, {
    ...client.state,
    link,
    messages: [{ seq: 1, from: 'Ana', fromId: 'ana', data: 'hello', ts: 0, reacts: { '👍': ['ana'] } }],
  });
  return made;
}

beforeEach(() => {
  opened.value = undefined;
  said.value = '';
});

describe('picking a reaction', () => {
  test('the picker opens in a room that the reader is in', () => {
    askForReaction(room(LIVE), 1, SPOT);
    expect(opened.value).toMatchObject({ overlay: reactionPopup, props: { seq: 1 } });
    expect(said.value).toBe('');
  });

  test('outside the room, a reaction is neither picked nor sent, and the reader is told', () => {
    const out = room(BANNED);
    askForReaction(out, 1, SPOT);
    expect([opened.value, said.value]).toEqual([undefined, 'Banned']);
    said.value = '';
    toggleReaction(out, 1, '👍');
    expect(out.client.value?.state.changes).toEqual([]);
    expect(said.value).toBe('Banned');
  });
});

describe('taking a refused message back', () => {
  const error = { code: 'slow', text: 'slow mode' };
  const first = { epoch: 'e1', head: 1 };
  const failed: Outgoing = { type: 'msg', id: 'a', createdMs: 0, status: 'failed', data: 'mine', error, first };
  const delayed: Outgoing = { ...failed, status: 'sending' };

  test('a refused message can be taken back inside the room', () => {
    for (const outgoing of [failed, delayed]) expect(mayTakeBack(room(LIVE), outgoing)).toBe(true);
  });

  test('a refused message can’t be taken back outside the room, where there is no field', () => {
    for (const outgoing of [failed, delayed]) expect(mayTakeBack(room(BANNED), outgoing)).toBe(false);
  });

  test('a message can’t be taken back while it may be stored, or if it was never sent', () => {
    const { error: _, ...onItsWay } = delayed;
    const { first: __, ...unsent } = onItsWay;
    for (const outgoing of [onItsWay, unsent]) expect(mayTakeBack(room(LIVE), outgoing)).toBe(false);
  });
});
