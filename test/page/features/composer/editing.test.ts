/** The life of an edit, without a browser. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Message, type Outgoing, RoomClient } from '../../../../src/client/index.ts';
import { edit, editable, editLast, leaveWriting } from '../../../../src/page/features/composer/editing.ts';
import { put } from '../../../../src/page/gallery/put.ts';
import { Room } from '../../../../src/page/state/room.ts';
import { NEW } from '../../../../src/page/state/writing.ts';
import { acceptOffer, endOffer, offered } from '../../../../src/page/ui/toast-offer.ts';

const POLL = { type: 'poll', options: ['a', 'b'], counts: [0, 0], voters: 0 } as const;

/** A room of Ana's, in which these messages are stored and waiting. */
function open(messages: readonly Message[], outbox: readonly Outgoing[] = []): Room {
  const room = new Room('den', 0);
  const { state } = new RoomClient({ url: 'http://nowhere.test', room: 'den' });
  const self = { id: 'ana', name: 'Ana', role: 'member', may: [] } as const;
  put(room.state, { ...state, link: { status: 'live', sinceMs: 0 }, self: { ...self, may: [] }, messages, outbox });
  return room;
}

const hers = (seq: number): Message => ({ seq, from: 'Ana', fromId: 'ana', data: `text ${seq}`, ts: 0 });
const waiting = (id: string): Outgoing => ({ type: 'msg', id, data: `text ${id}`, status: 'sending', createdMs: 0 });

beforeEach(() => {
  // Beginning an edit closes the open overlay, and an offer to undo listens to keys.
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('addEventListener', () => {});
});
afterEach(() => {
  endOffer();
  vi.unstubAllGlobals();
});

describe('which messages can be edited', () => {
  test('the reader can edit their own stored messages, but no deleted message and no poll', () => {
    const room = open([hers(1), { ...hers(2), fromId: 'bo' }, { ...hers(3), gone: true }, { ...hers(4), ...POLL }]);
    expect([1, 2, 3, 4, 5].map((seq) => editable(room, seq))).toEqual([
      'text 1',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('the reader can edit an unsent message if the room can’t have stored it', () => {
    const first = { epoch: 'e1', head: 1 };
    const room = open([], [waiting('a'), { ...waiting('b'), first }]);
    expect(['a', 'b', 'c'].map((id) => editable(room, id))).toEqual(['text a', undefined, undefined]);
  });

  test('the reader can edit no message outside the room', () => {
    const room = open([hers(1)]);
    put(
      room.state,
      room.state.value && { ...room.state.value, link: { status: 'stopped', code: 'banned', reason: '' } },
    );
    expect([editable(room, 1), edit(room, 1), room.composition.writing.value]).toEqual([undefined, false, NEW]);
  });
});

describe('the last message of the reader', () => {
  test('the last message is an unsent one if there is any', () => {
    const room = open([hers(1)], [waiting('a')]);
    expect([editLast(room), room.composition.writing.value]).toEqual([
      true,
      { kind: 'edit', ref: 'a', text: 'text a', was: 'text a' },
    ]);
  });

  test('while the last message is in transit, neither it nor the message before it can be edited', () => {
    const room = open([hers(1)], [{ ...waiting('a'), first: { epoch: 'e1', head: 1 } }]);
    expect([editLast(room), room.composition.writing.value]).toEqual([false, NEW]);
  });
});

describe('leaving an edit', () => {
  test('leaving an edit offers to restore the changed text', () => {
    const room = open([hers(1)]);
    edit(room, 1);
    room.composition.type('changed');
    leaveWriting(room);
    expect(room.composition.writing.value).toEqual(NEW);
    if (offered.value) acceptOffer(offered.value);
    expect(room.composition.writing.value).toEqual({ kind: 'edit', ref: 1, text: 'changed', was: 'text 1' });
  });

  test('editing another message offers to restore the changed text, and editing the same message continues the edit', () => {
    const room = open([hers(1), hers(2)]);
    edit(room, 1);
    room.composition.type('changed');
    edit(room, 1);
    expect([room.composition.text, offered.value]).toEqual(['changed', undefined]);
    edit(room, 2);
    expect(room.composition.text).toBe('text 2');
    if (offered.value) acceptOffer(offered.value);
    expect(room.composition.text).toBe('changed');
  });

  test('leaving an unchanged edit offers nothing', () => {
    const room = open([hers(1)]);
    edit(room, 1);
    leaveWriting(room);
    expect(offered.value).toBeUndefined();
  });
});
