/**
 * What each connection is sent in a flush: the right frames, in batches within their limits, without more work than
 * there are events.
 */

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SingleFrame } from '../../../src/protocol/frames.ts';
import { BATCH_BYTES, BATCH_FRAMES } from '../../../src/protocol/limits.ts';
import { utf8Bytes } from '../../../src/protocol/text.ts';
import { JoinedFrames } from '../../../src/room/delivery/batch-text.ts';
import { deliver } from '../../../src/room/delivery/delivery.ts';
import { SocketSink } from '../../../src/room/delivery/socket-sink.ts';
import type { Holder, Traffic } from '../../../src/room/delivery/types.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import { react } from '../../../src/room/events/react.ts';
import { batchOf } from '../../../src/room/pipeline/publish.ts';
import type { Admitted } from '../../../src/room/pipeline/stages.ts';

const EPOCH = 'epoch';

const NO_TRAFFIC: Traffic = {
  since: 0,
  framesIn: 0,
  framesOut: 0,
  charsIn: 0,
  charsOut: 0,
  failedSends: 0,
  maxBuffered: undefined,
};

interface Receiver extends Holder {
  readonly memberId: string;
  readonly texts: readonly string[];
}

/** A member's only connection. */
function receiver(memberId: string, kind: 'v1' | 'base' = 'v1', sessionTag = `s-${memberId}`): Receiver {
  const texts: string[] = [];
  const owner = {
    memberId,
    sessionTag,
    v1: kind === 'v1',
    traffic: { ...NO_TRAFFIC },
    noteFailed() {},
  };
  const sink = new SocketSink({ send: (text) => texts.push(text) }, owner);
  return { memberId, texts, sink };
}

/** A message by `member`, as admitted. */
function admitted(seq: number, member: string, more: Partial<Stored<'msg'>> = {}, text = `text ${seq}`): Admitted {
  const by = { member, sessionTag: `s-${member}`, clientEventId: `id-${seq}`, name: member };
  const event: Stored = { seq, ts: seq, kind: 'msg', ref: null, ...by, body: { text, state: null }, ...more };
  return { event, text, cleaned: false, effects: [] };
}

/** A reaction by `member` to the first event. */
function reaction(seq: number, member: string, emoji: string): Admitted {
  const { event, ...rest } = admitted(seq, member, {}, emoji);
  return { ...rest, event: { ...event, kind: 'react', ref: 1, body: { emoji, off: false } } };
}

/** The texts that each member receives. */
function published(events: readonly Admitted[], receivers: readonly Receiver[]): Map<string, readonly string[]> {
  expect(deliver(batchOf(events, EPOCH), receivers, 0)).toEqual({ failed: [], slow: [] });
  return new Map(receivers.map(({ memberId, texts }) => [memberId, texts]));
}

/**
 * Frames of one receiver, with batches unpacked. Checks that each batch is within its limits and has more than one
 * frame.
 */
function unpacked(texts: readonly string[] = []): SingleFrame[] {
  return texts.flatMap((text) => {
    const frame = JSON.parse(text);
    if (frame.type !== 'batch') return frame;
    expect(frame.data.length).toBeGreaterThan(1);
    expect(frame.data.length).toBeLessThanOrEqual(BATCH_FRAMES);
    expect(utf8Bytes(text)).toBeLessThanOrEqual(BATCH_BYTES);
    return frame.data;
  });
}

describe('a flush', () => {
  it.each([1, 2, 3, 40, 255, 256, 257, 700])(
    'each of %i events is delivered once and in order, with acks in place of the receivers’ own, for any mix of senders',
    (count) => {
      for (const senders of [1, 2, 7, count]) {
        const events = Array.from({ length: count }, (_, i) =>
          admitted(i + 1, `m${(i * i) % senders}`, {}, i % 5 === 0 ? `${'漢'.repeat(i)}🎉` : `text ${i}`),
        );
        const members = [...new Set(['nobody', ...events.map(({ event }) => event.member)])];
        const sent = published(
          events,
          members.map((member) => receiver(member)),
        );
        for (const member of members) {
          const frames = unpacked(sent.get(member));
          expect(frames).toEqual(
            events.map(({ event, text }) =>
              event.member === member
                ? {
                    type: 'ack',
                    id: event.clientEventId,
                    seq: event.seq,
                    ts: event.ts,
                    ...(event.seq === 1 ? { epoch: EPOCH } : {}),
                  }
                : expect.objectContaining({ type: 'broadcast', seq: event.seq, fromId: event.member, data: text }),
            ),
          );
        }
      }
    },
  );

  it("a receiver's own event without an id is left out, and the ack contains the cleaned text", () => {
    const events = [
      admitted(1, 'ana', { clientEventId: null }),
      { ...admitted(2, 'ana'), cleaned: true },
      admitted(3, 'bo', { clientEventId: null }),
    ];
    const sent = published(events, [receiver('ana'), receiver('bo')]);
    expect(unpacked(sent.get('ana'))).toMatchObject([
      { type: 'ack', seq: 2, data: 'text 2' },
      { type: 'broadcast', seq: 3 },
    ]);
    expect(unpacked(sent.get('bo'))).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    expect(published([admitted(4, 'ana', { clientEventId: null })], [receiver('ana')]).get('ana')).toEqual([]);
  });

  it("a sender's other sessions get what only the sender may know", () => {
    react.toSender = (event, context) => ({ ...react.frame(event, context), data: 'yours' });
    onTestFinished(() => {
      delete react.toSender;
    });
    const other = receiver('bo', 'v1', 'laptop');
    const events = [admitted(1, 'ana'), reaction(2, 'bo', '👍'), admitted(3, 'bo'), reaction(4, 'ana', '👍')];
    const sent = published(events, [receiver('ana'), receiver('bo')]);
    deliver(batchOf(events, EPOCH), [other], 0);
    expect(unpacked(sent.get('bo'))).toMatchObject([
      { type: 'broadcast', seq: 1 },
      { type: 'ack', seq: 2 },
      { type: 'ack', seq: 3 },
      { type: 'react', seq: 4, data: '👍' },
    ]);
    expect(unpacked(other.texts)).toMatchObject([
      { type: 'broadcast', seq: 1 },
      { type: 'react', seq: 2, data: 'yours' },
      { type: 'broadcast', seq: 3 },
      { type: 'react', seq: 4, data: '👍' },
    ]);
  });

  it('each event contains the item as that event leaves it', () => {
    const { frame } = react;
    vi.spyOn(react, 'frame').mockImplementation((event, context) => {
      return { ...frame(event, context), data: context.item(1)?.body.text ?? 'none' };
    });
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const leaving = (text: string) => [
      { on: 'item' as const, item: admitted(1, 'ana', {}, text).event, erases: false },
    ];
    const events = [
      { ...reaction(2, 'bo', '👍'), effects: leaving('once') },
      { ...reaction(3, 'bo', '👍'), effects: leaving('twice') },
      reaction(4, 'bo', '👍'),
    ];
    const sent = published(events, [receiver('ana')]);
    expect(unpacked(sent.get('ana'))).toMatchObject([{ data: 'once' }, { data: 'twice' }, { data: 'none' }]);
  });

  it('base clients get one message per frame, with acks in place of their own', () => {
    const events = [
      admitted(1, 'ana'),
      reaction(2, 'bo', '👍'),
      admitted(3, 'cy', { clientEventId: null }),
      admitted(4, 'cy'),
    ];
    const sent = published(events, [receiver('cy', 'base'), receiver('di', 'base')]);
    expect(sent.get('cy')?.map((text) => JSON.parse(text))).toMatchObject([
      { type: 'broadcast', seq: 1 },
      { type: 'ack', seq: 4 },
    ]);
    expect(sent.get('di')?.map((text) => JSON.parse(text))).toMatchObject([{ seq: 1 }, { seq: 3 }, { seq: 4 }]);
  });

  it('a batch stays within its bytes even if acks are longer than the events they replace', () => {
    const frames = Array.from({ length: 200 }, () => JSON.stringify({ type: 'ack', id: 'x'.repeat(1_280) }));
    const text = JSON.stringify({ type: 'ack', id: 'y'.repeat(4_000) });
    const texts = new JoinedFrames(frames).with(frames.map((_, index) => ({ index, text })));
    expect(unpacked(texts)).toHaveLength(200);
    expect(texts.length).toBeLessThan(8);
  });

  it('the work of a flush grows with the events, not with senders times events', () => {
    const readsOf = (senders: number): { reads: number; serialised: number } => {
      let reads = 0;
      const events = Array.from({ length: senders }, (_, i) => {
        const { event, ...rest } = admitted(i + 1, `m${i}`);
        return {
          ...rest,
          get event() {
            reads++;
            return event;
          },
        };
      });
      const receivers = Array.from({ length: senders }, (_, i) => receiver(`m${i}`));
      const stringify = vi.spyOn(JSON, 'stringify');
      deliver(batchOf(events, EPOCH), receivers, 0);
      const serialised = stringify.mock.calls.length;
      stringify.mockRestore();
      return { reads, serialised };
    };
    const [few, many] = [readsOf(25), readsOf(250)];
    expect(many.reads).toBeLessThanOrEqual(10 * few.reads);
    // Each event is serialised twice: as a broadcast for the others and as an ack for its sender.
    expect(many.serialised).toBe(500);
    expect(few.serialised).toBe(50);
  });
});
