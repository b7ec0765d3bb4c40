/** What a room that one is out of lets one do with its messages: nothing, and it says why. */

import { beforeEach, describe, expect, test } from 'vitest';
import { type Link, type Outgoing, RoomClient } from '../../../src/client/index.ts';
import { mayTakeBack } from '../../../src/page/features/composer/restore-message.ts';
import { askForReaction, toggleReaction } from '../../../src/page/features/messages/tools/message-actions.ts';
import { reactionPopup } from '../../../src/page/features/reactions/overlays.ts';
import { Room } from '../../../src/page/state/room.ts';
import { opened } from '../../../src/page/ui/overlay.ts';
import { said } from '../../../src/page/ui/toast.ts';

const LIVE: Link = { status: 'live', sinceMs: 0 };
const BANNED: Link = { status: 'stopped', code: 'banned', reason: '' };
const SPOT = { top: 0, bottom: 0, left: 0, right: 0 };

function room(link: Link): Room {
  const made = new Room('den', Date.now());
  const client = new RoomClient({ url: 'http://nowhere.test', room: 'den' });
  made.client.value = client;
  made.state.value = {
    ...client.state,
    link,
    messages: [{ seq: 1, from: 'Ana', fromId: 'ana', data: 'hello', ts: 0, reacts: { '👍': ['ana'] } }],
  };
  return made;
}

beforeEach(() => {
  opened.value = undefined;
  said.value = '';
});

describe('a reaction', () => {
  test('is picked in a room that one is in', () => {
    askForReaction(room(LIVE), 1, SPOT);
    expect(opened.value).toMatchObject({ overlay: reactionPopup, props: { seq: 1 } });
    expect(said.value).toBe('');
  });

  test('is neither picked nor given where one is out: that is said instead', () => {
    const out = room(BANNED);
    askForReaction(out, 1, SPOT);
    expect([opened.value, said.value]).toEqual([undefined, 'Banned']);
    said.value = '';
    toggleReaction(out, 1, '👍');
    expect(out.client.value?.state.changes).toEqual([]);
    expect(said.value).toBe('Banned');
  });
});

describe('what was refused is taken back into the field', () => {
  const error = { code: 'slow', text: 'slow mode' };
  const first = { epoch: 'e1', head: 1 };
  const failed: Outgoing = { type: 'msg', id: 'a', createdMs: 0, status: 'failed', data: 'mine', error, first };
  const delayed: Outgoing = { ...failed, status: 'sending' };

  test('in a room that one is in', () => {
    for (const outgoing of [failed, delayed]) expect(mayTakeBack(room(LIVE), outgoing)).toBe(true);
  });

  test('and not where one is out: there is no field', () => {
    for (const outgoing of [failed, delayed]) expect(mayTakeBack(room(BANNED), outgoing)).toBe(false);
  });

  test('and not while it may be stored, or never went out', () => {
    const { error: _, ...onItsWay } = delayed;
    const { first: __, ...unsent } = onItsWay;
    for (const outgoing of [onItsWay, unsent]) expect(mayTakeBack(room(LIVE), outgoing)).toBe(false);
  });
});
