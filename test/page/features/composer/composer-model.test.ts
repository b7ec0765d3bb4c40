/** Sending, editing and commands in the composer, without a browser. */

import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RoomClient } from '../../../../src/client/index.ts';
import { ComposerModel } from '../../../../src/page/features/composer/composer-model.ts';
import { onWritingKey } from '../../../../src/page/features/composer/field-keys.ts';
import { late } from '../../../../src/page/features/composer/late-parts.ts';
import { submitNonMessage } from '../../../../src/page/features/composer/submit-non-message.ts';
import { put } from '../../../../src/page/gallery/put.ts';
import { drafts } from '../../../../src/page/state/drafts.ts';
import { withEdit } from '../../../../src/page/state/rewriting.ts';
import { Room } from '../../../../src/page/state/room.ts';
import { NEW } from '../../../../src/page/state/writing.ts';
import type { KeyPress } from '../../../../src/page/ui/enter-key.ts';

const LIMIT = 300;
const ENTER: KeyPress = {
  key: 'Enter',
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
};

/** The composer of a room in which Ana has written `hello`. */
function open() {
  const room = new Room('den', 0);
  const client = new RoomClient({ url: 'http://nowhere.test', room: 'den' });
  put(room.client, client);
  // Lets the client send without a connection.
  room.send = (text, re) => client.send(text, re);
  const self = { id: 'ana', name: 'Ana', role: 'owner', may: [] } as const;
  put(room.state, {
    ...client.state,
    epoch: 'e1',
    link: { status: 'live', sinceMs: 0 },
    limits: { ...client.state.limits, textChars: LIMIT },
    self: { ...self, may: [] },
    messages: [{ seq: 1, from: 'Ana', fromId: 'ana', data: 'hello', ts: 0 }],
  });
  /** The text that the field shows. */
  const field = { text: '' };
  let sent = 0;
  const model = new ComposerModel(room, {
    show(text) {
      field.text = text;
    },
    onSent: () => sent++,
  });
  model.fill();
  const type = (text: string): void => {
    field.text = text;
    model.type(text);
  };
  const outbox = () => client.state.outbox.map(({ data, re }) => (re === undefined ? data : { data, re }));
  return { room, client, model, field, type, outbox, timesSent: () => sent };
}

/** Waits until the submitted command has run. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  // Beginning an edit closes the open overlay.
  vi.stubGlobal('document', { querySelector: () => null });
  drafts.set('den', '');
  late.value = {
    Completion: () => null,
    WritingBar: () => null,
    guardUndo: () => () => {},
    pickEmoji: () => {},
    onKey: () => false,
    received: () => {},
    submitNonMessage,
    whyRefused: ({ code }) => `refused: ${code}`,
    editWords: () => undefined,
    words: signal({ tooLong: 'long', charactersLeft: (count: number) => `${count}` }),
  };
});
afterEach(() => {
  vi.unstubAllGlobals();
  late.value = undefined;
});

describe('sending', () => {
  test('Enter sends the text, and empties the field and the draft', () => {
    const { room, model, field, type, outbox, timesSent } = open();
    room.composition.reply(1);
    type('hi');
    expect(drafts.get('den')).toBe('hi');
    expect(model.enter(ENTER, false)).toBe(true);
    expect(outbox()).toEqual([{ data: 'hi', re: 1 }]);
    expect([field.text, drafts.get('den'), room.composition.writing.value, timesSent()]).toEqual(['', '', NEW, 1]);
    model.enter(ENTER, false);
    expect(outbox()).toHaveLength(1);
  });

  test('Enter doesn’t send while composing or on a touch screen', () => {
    const { model, type, outbox, field } = open();
    type('nihao');
    expect(model.enter({ ...ENTER, isComposing: true }, false)).toBe(false);
    expect(model.enter({ ...ENTER, keyCode: 229 }, false)).toBe(false);
    expect(model.enter({ ...ENTER, shiftKey: true }, false)).toBe(false);
    expect(model.enter(ENTER, true)).toBe(false);
    expect([outbox(), field.text, drafts.get('den')]).toEqual([[], 'nihao', 'nihao']);
  });

  test('Enter rejects invisible text with a reason, and ignores an empty field', () => {
    const { model, type, outbox, field } = open();
    model.submit();
    expect(model.problem.value).toBeUndefined();
    type(' \u200b');
    model.submit();
    expect([model.problem.value, field.text]).toEqual(['A message must contain visible text.', ' \u200b']);
    expect(outbox()).toEqual([]);
    type('x');
    expect(model.problem.value).toBeUndefined();
  });

  test('a text that the client refused stays in the field, with the reason', () => {
    const { client, model, type, field, room, timesSent } = open();
    client.send = () => ({ ok: false, code: 'too_large', text: 'Too large.' });
    room.composition.reply(1);
    type('hi');
    model.submit();
    expect([model.problem.value, field.text, drafts.get('den')]).toEqual(['refused: too_large', 'hi', 'hi']);
    expect([room.composition.writing.value, timesSent()]).toEqual([{ kind: 'reply', to: 1 }, 0]);
  });
});

describe('the length limit', () => {
  test('the remaining characters are counted once few are left', () => {
    const { model, type } = open();
    type('a'.repeat(100));
    expect(model.left.value).toBeUndefined();
    type('😀'.repeat(101));
    expect(model.left.value).toBe(199);
    type('');
    expect(model.left.value).toBeUndefined();
  });

  test('a text over the limit is not sent as a message, an edit or a command', async () => {
    const { room, model, type, outbox, field } = open();
    for (const text of ['a'.repeat(LIMIT + 1), `/me ${'a'.repeat(LIMIT)}`]) {
      type(text);
      expect(model.left.value).toBe(LIMIT - text.length);
      model.submit();
      await turn();
      expect([outbox(), field.text]).toEqual([[], text]);
    }
    room.composition.edit(withEdit(NEW, 1, 'hello'));
    type('a'.repeat(LIMIT + 1));
    model.submit();
    expect(room.composition.writing.value.kind).toBe('edit');
    type('a'.repeat(LIMIT));
    model.submit();
    expect(room.composition.writing.value).toBe(NEW);
  });
});

describe('editing', () => {
  test('saving an edit changes its message and restores the draft', () => {
    const { room, client, model, type, outbox } = open();
    const { messages = [], self } = room.state.value ?? {};
    client.parts.store.set({ epoch: 'e1', head: 1, messages, self });
    type('half a sentence');
    room.composition.edit(withEdit(room.composition.writing.value, 1, 'hello'));
    expect(room.composition.text).toBe('hello');
    type('hello, all');
    model.submit();
    expect(client.state.changes).toMatchObject([{ type: 'edit', ref: 1, data: 'hello, all' }]);
    expect(outbox()).toEqual([]);
    expect([room.composition.writing.value, room.composition.text]).toEqual([NEW, 'half a sentence']);
  });

  test('an edit without text is not saved, and the reader is told why', () => {
    const { room, model, type } = open();
    room.composition.edit(withEdit(NEW, 1, 'hello'));
    type('');
    model.submit();
    expect([room.composition.writing.value.kind, model.problem.value]).toEqual([
      'edit',
      'A message must contain visible text.',
    ]);
  });

  test('↑ begins an edit only in an empty field, and Esc cancels it', () => {
    const { room, type } = open();
    type('x');
    expect(onWritingKey(room, { key: 'ArrowUp', altKey: false })).toBe(false);
    type('');
    expect(onWritingKey(room, { key: 'ArrowUp', altKey: true })).toBe(false);
    expect(onWritingKey(room, { key: 'Escape', altKey: false })).toBe(false);
    expect(onWritingKey(room, { key: 'ArrowUp', altKey: false })).toBe(true);
    expect(room.composition.writing.value).toMatchObject({ kind: 'edit', ref: 1 });
    expect(onWritingKey(room, { key: 'Escape', altKey: false })).toBe(true);
    expect(room.composition.writing.value).toBe(NEW);
  });
});

describe('commands in the composer', () => {
  test('a command runs instead of being sent, and leaves the field', async () => {
    const { model, type, field, outbox } = open();
    type('/mute Ana');
    model.submit();
    await turn();
    expect([field.text, model.problem.value]).toEqual(['/mute Ana', 'You can’t do this to yourself.']);
    type('/help');
    model.submit();
    await turn();
    expect([field.text, drafts.get('den'), outbox()]).toEqual(['', '', []]);
  });

  test('a command that makes a message sends it, as a reply if one is being written', async () => {
    const { room, model, type, field, outbox } = open();
    room.composition.reply(1);
    type('/shrug so');
    model.submit();
    await turn();
    expect([field.text, outbox()]).toEqual(['', [{ data: 'so ¯\\_(ツ)_/¯', re: 1 }]]);
  });

  test('a command that is still running doesn’t remove text typed since', async () => {
    const { model, type, field } = open();
    type('/help');
    model.submit();
    type('on the way');
    await turn();
    expect([field.text, drafts.get('den'), model.problem.value]).toEqual(['on the way', 'on the way', undefined]);
  });

  test('a second slash makes the line a message', () => {
    const { model, type, outbox } = open();
    type('//help');
    model.submit();
    expect(outbox()).toEqual(['/help']);
  });
});

test('others are told that the reader is typing a message, but not a command', () => {
  const { client, type } = open();
  let told = 0;
  client.typing = () => void told++;
  type('/kick');
  type('/me');
  expect(told).toBe(0);
  type('/me waves');
  expect(told).toBe(1);
});
