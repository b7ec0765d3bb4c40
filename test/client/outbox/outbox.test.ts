import { describe, expect, test } from 'vitest';
import {
  discarded,
  enqueue,
  joined,
  marked,
  memoryOutbox,
  nextToSend,
  refused,
  settled,
} from '../../../src/client/outbox/outbox.ts';
import type { Outbox } from '../../../src/client/outbox/own-event.ts';
import { retried } from '../../../src/client/outbox/retry-failed.ts';
import { rewritten } from '../../../src/client/outbox/rewritten.ts';

const NOW = 1_000_000;

function outboxOf(...ids: string[]): Outbox {
  return ids.reduce<Outbox>((outbox, id) => enqueue(outbox, id, { type: 'msg', data: `text ${id}` }, NOW), []);
}

function sent(outbox: Outbox, epoch = 'e1') {
  const next = nextToSend(outbox, epoch, NOW);
  return next.kind === 'send' ? next.frame : next;
}

describe('sending from the outbox', () => {
  test('events are sent in order, and the first attempt has no "again"', () => {
    const outbox = outboxOf('a', 'b');
    expect(sent(outbox)).toEqual({ type: 'msg', id: 'a', data: 'text a' });
    expect(sent(settled(outbox, 'a'))).toEqual({ type: 'msg', id: 'b', data: 'text b' });
    expect(sent([])).toEqual({ kind: 'idle' });
  });

  test("every later attempt carries the session's position at the first attempt", () => {
    const first = marked(outboxOf('a'), 'a', 'e1', 7);
    const second = marked(first, 'a', 'e1', 20);
    expect(sent(second)).toMatchObject({ id: 'a', again: 7 });
  });

  test('an id first sent under another epoch is sent as new', () => {
    const outbox = marked(outboxOf('a'), 'a', 'e1', 7);
    expect(sent(outbox, 'e2')).not.toHaveProperty('again');
    expect(sent(marked(outbox, 'a', 'e2', 3), 'e2')).toMatchObject({ again: 3 });
  });

  test('an id first sent into an empty room may have started its epoch, so it is never treated as new', () => {
    expect(sent(marked(outboxOf('a'), 'a', '', 0), 'e1')).toMatchObject({ again: 0 });
  });

  test('a reply keeps its target', () => {
    expect(sent(enqueue([], 'a', { type: 'msg', data: 'yes', re: 4, refEpoch: 'e1' }, NOW))).toMatchObject({ re: 4 });
  });

  test('a reply whose target belonged to an earlier life of the room is sent as a plain message', () => {
    const reply = enqueue([], 'a', { type: 'msg', data: 'yes', re: 4, refEpoch: 'e1' }, NOW);
    expect(sent(reply, 'e2')).toEqual({ type: 'msg', id: 'a', data: 'yes' });
    // If the client didn't know the room yet, the caller vouches for the target.
    expect(sent(enqueue([], 'a', { type: 'msg', data: 'yes', re: 4, refEpoch: '' }, NOW))).toMatchObject({ re: 4 });
  });

  test.each([
    { type: 'edit', ref: 4, data: 'new' },
    { type: 'delete', ref: 4 },
    { type: 'react', ref: 4, data: '👍' },
    { type: 'react', ref: 4, data: '👍', off: true },
  ] as const)('a change only ever applies to the message that it was meant for ($type)', (content) => {
    const outbox = marked(enqueue([], 'a', { ...content, refEpoch: 'e1' }, NOW), 'a', 'e1', 7);
    expect(sent(outbox)).toEqual({ ...content, id: 'a', again: 7 });
    expect(sent(outbox, 'e2')).toEqual({ kind: 'orphan', id: 'a' });
    expect(sent(outbox, '')).toEqual({ kind: 'orphan', id: 'a' });
  });

  test('a change of settings is sent in any life of the room', () => {
    const outbox = enqueue([], 'a', { type: 'set', data: { topic: 'Tea' } }, NOW);
    expect(sent(outbox, 'e2')).toEqual({ type: 'set', id: 'a', data: { topic: 'Tea' } });
  });
});

describe('a refusal', () => {
  test.each(['rate_limited', 'slow_mode', 'busy', 'storage', 'internal'] as const)(
    'the refusal %s delays the message, and the others keep their order behind it',
    (code) => {
      const outbox = refused(outboxOf('a', 'b'), 'a', { code, data: 'Later.', retryAfterMs: 700 }, NOW);
      expect(outbox[0]).toMatchObject({ status: 'sending', error: { code, text: 'Later.', retryAtMs: NOW + 700 } });
      expect(sent(outbox)).toEqual({ kind: 'wait', untilMs: NOW + 700 });
      expect(nextToSend(outbox, 'e1', NOW + 700)).toMatchObject({ kind: 'send', frame: { id: 'a' } });
    },
  );

  test.each(['expired', 'id_conflict', 'forbidden', 'bad_text', 'too_large', 'muted', 'bad_request'] as const)(
    'the refusal %s fails the message, and the next one is sent',
    (code) => {
      const outbox = refused(outboxOf('a', 'b'), 'a', { code, data: 'No.' }, NOW);
      expect(outbox[0]).toMatchObject({ status: 'failed', error: { code, text: 'No.' } });
      expect(sent(outbox)).toMatchObject({ id: 'b' });
    },
  );

  test('a temporary refusal does not revive a failed message, which others may have passed', () => {
    const failed = refused(outboxOf('a'), 'a', { code: 'muted', data: '' }, NOW);
    expect(refused(failed, 'a', { code: 'busy', data: '' }, NOW)).toBe(failed);
  });

  test('the refusal of a message is cleared when the message is sent again', () => {
    const outbox = refused(outboxOf('a'), 'a', { code: 'busy', data: 'Later.' }, NOW);
    expect(marked(outbox, 'a', 'e1', 1)[0]).not.toHaveProperty('error');
  });

  test('a refusal with an unknown id changes nothing', () => {
    const outbox = outboxOf('a');
    expect(refused(outbox, 'z', { code: 'busy', data: '' }, NOW)).toBe(outbox);
    expect(settled(outbox, 'z')).toBe(outbox);
  });
});

describe('a failed message', () => {
  const failedWith = (code: 'expired' | 'id_conflict' | 'forbidden') =>
    refused(marked(outboxOf('a', 'b'), 'a', 'e1', 7), 'a', { code, data: 'No.' }, NOW);

  test.each(['expired', 'id_conflict'] as const)(
    'a message that failed with %s is retried as a new one with a new id',
    (code) => {
      const result = retried(failedWith(code), 'a', 'a2');
      expect(result?.id).toBe('a2');
      expect(result?.outbox.map(({ id, status }) => [id, status])).toEqual([
        ['b', 'sending'],
        ['a2', 'sending'],
      ]);
      expect(result?.outbox[1]).not.toHaveProperty('first');
    },
  );

  test('a message that failed for another reason is retried with its own id, so that it cannot be stored twice', () => {
    const result = retried(failedWith('forbidden'), 'a', 'a2');
    expect(result?.outbox[1]).toMatchObject({ id: 'a', status: 'sending', first: { epoch: 'e1', head: 7 } });
  });

  test('a message that failed can be discarded, unless the room may have stored it', () => {
    expect(discarded(failedWith('expired'), 'a')?.map(({ id }) => id)).toEqual(['b']);
    expect(discarded(marked(outboxOf('a'), 'a', 'e1', 7), 'a')).toBeUndefined();
    expect(discarded(outboxOf('a'), 'a')).toEqual([]);
  });

  test('only a failed message can be retried', () => {
    expect(retried(outboxOf('a'), 'a', 'a2')).toBeUndefined();
  });
});

describe('a queued message', () => {
  test('a message that was never sent can be edited in place', () => {
    const outbox = rewritten(outboxOf('a', 'b'), 'a', 'new');
    expect(outbox).toMatchObject([
      { id: 'a', data: 'new', order: 1 },
      { id: 'b', data: 'text b' },
    ]);
  });

  test('a message that was sent cannot be edited in the outbox, because the server may have its old text', () => {
    expect(rewritten(marked(outboxOf('a'), 'a', 'e1', 7), 'a', 'new')).toBe('on_its_way');
  });

  test('only messages in the outbox can be edited there', () => {
    const outbox = enqueue([], 'e', { type: 'edit', ref: 4, data: 'x', refEpoch: 'e1' }, NOW);
    expect([rewritten(outbox, 'e', 'new'), rewritten(outbox, 'z', 'new')]).toEqual([undefined, undefined]);
  });
});

test.each([
  [{ type: 'msg', data: 'hi' }],
  [{ type: 'msg', data: 'yes', re: 4, refEpoch: 'e1' }],
  [{ type: 'edit', ref: 4, data: 'new', refEpoch: 'e1' }],
  [{ type: 'delete', ref: 4, refEpoch: 'e1' }],
  [{ type: 'react', ref: 4, data: '👍', refEpoch: 'e1', off: true }],
  [{ type: 'set', data: { topic: 'Tea' } }],
  [{ type: 'mod', data: { action: 'mute', who: 'ana' } }],
] as const)('entries stored by an earlier version are sent as requested: %j', (intent) => {
  const first = { epoch: 'e1', head: 4 };
  const stored = { ...intent, id: 'a', createdMs: NOW, status: 'sending', order: 7, first } as const;
  const { refEpoch: _, ...content } = { refEpoch: 'e1', ...intent };
  expect(JSON.stringify(sent(joined([stored], [])))).toBe(JSON.stringify({ ...content, id: 'a', again: 4 }));
});

test('a store in memory returns all entries that were written and not removed, in order', async () => {
  const store = memoryOutbox();
  const [a, b, c] = outboxOf('a', 'b', 'c');
  if (!a || !b || !c) throw new TypeError('expected three events');
  await store.write([c, a, b], []);
  await store.write([{ ...a, status: 'failed' }], [b.order]);
  expect(await store.load()).toEqual([{ ...a, status: 'failed' }, c]);
});

test('entries queued while the store is read come after the stored ones', () => {
  const stored = marked(outboxOf('a', 'b'), 'a', 'e1', 3);
  expect(joined(stored, outboxOf('c')).map(({ id, order }) => [id, order])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
});

test('an entry that the room put off before a crash is sent at once after the crash', () => {
  const stored = refused(outboxOf('a'), 'a', { code: 'slow_mode', data: '', retryAfterMs: 3_600_000 }, NOW);
  expect(sent(joined(stored, []))).toMatchObject({ id: 'a' });
});
