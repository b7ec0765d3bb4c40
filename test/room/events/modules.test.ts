/** The modules of single kinds: their effects on items and on the room, and which requests repeat a stored event. */

import { describe, expect, it } from 'vitest';
import type { Request } from '../../../src/protocol/events/registry.ts';
import type { Kind } from '../../../src/protocol/events/traits.ts';
import type { Refusal } from '../../../src/protocol/refusal.ts';
import { STATE_CODEC } from '../../../src/room/access/state-codec.ts';
import type { Common } from '../../../src/room/events/contract.ts';
import { remove } from '../../../src/room/events/delete.ts';
import { edit } from '../../../src/room/events/edit.ts';
import { mod } from '../../../src/room/events/mod.ts';
import { msg } from '../../../src/room/events/msg.ts';
import { react } from '../../../src/room/events/react.ts';
import { set } from '../../../src/room/events/set.ts';
import { ANA, asked, BO, BY, LIMITS, meeting, message, NOW, present } from './support.ts';

/** A member with a key whom the deployment lists as an admin. */
const ADMIN = 'admin00000000000';
const GONE = { text: '', state: { gone: true as const } };
const body = (text: string, state: object | null = null) => ({ text, state });

/** The refusal of a new event with this content. */
function checked<K extends Kind>(module: Common<K>, request: Request[K]): Refusal | undefined {
  const composed = module.compose(request);
  return 'refused' in composed ? composed : module.check?.(composed, LIMITS);
}

describe('a message', () => {
  it("a message's text is cleaned, and the message says so", () => {
    const told = { ref: null, body: body('a\nb'), text: 'a\nb' };
    expect(msg.compose({ type: 'msg', id: 'c', data: 'a\r\nb' })).toEqual({ ...told, cleaned: true });
    expect(msg.compose({ type: 'msg', id: 'c', data: 'a\nb' })).toEqual({ ...told, cleaned: false });
  });

  it.each([
    ['', 'bad_text'],
    [' \n\u200b', 'bad_text'],
    ['x'.repeat(21), 'too_large'],
  ])('the text %j is refused as a message', (data, code) => {
    expect(checked(msg, { type: 'msg', data })).toMatchObject({ refused: true, code });
    expect(checked(edit, { type: 'edit', id: 'c', ref: 1, data })).toMatchObject({ refused: true, code });
  });

  it('a message may reply to an earlier one', () => {
    expect(msg.judge(asked('msg', 2, body('x')), meeting([message(1), message(2)]))).toEqual({ effects: [] });
    expect(msg.judge(asked('msg', 3, body('x')), meeting([message(1), message(2)]))).toMatchObject({
      code: 'bad_request',
      why: '"re" must be the seq of a stored message, 1 to 2.',
    });
    expect(msg.judge(asked('msg', 1, body('x')), meeting([]))).toMatchObject({
      why: '"re" must be the seq of a stored message, and there is none.',
    });
  });

  it('a request with the same text repeats a message, and so does one with any text after the message was changed', () => {
    const again = { ref: null, body: body('b'), text: 'b', cleaned: false };
    const sameAs = (stored: ReturnType<typeof body>) => msg.same(message(1, { body: stored }), again, present([]));
    expect(sameAs(body('a'))).toBe(false);
    expect(sameAs(body('b'))).toBe(true);
    // An older version removed fewer characters when cleaning.
    expect(sameAs(body('\u0007b'))).toBe(true);
    expect(sameAs(body('a', { edited: NOW }))).toBe(true);
    expect(sameAs(GONE)).toBe(true);
    expect(sameAs(body('a', { reacts: {} }))).toBe(false);
  });

  it('the ack of a repeated message contains the stored text', () => {
    expect(msg.echo?.(message(1), { type: 'msg', data: 'text 1' })).toBeUndefined();
    expect(msg.echo?.(message(1), { type: 'msg', data: 'text\u0007 1' })).toBe('text 1');
  });
});

describe('an edit', () => {
  it('an edit replaces the text of a message and overwrites the old one', () => {
    const reacts = { '👍': [BO] };
    const target = message(1, { body: body('old', { reacts }) });
    expect(edit.judge(asked('edit', 1, {}), meeting([target], { text: 'new' }))).toEqual({
      effects: [{ on: 'item', item: { ...target, body: body('new', { reacts, edited: NOW + 1 }) }, erases: true }],
    });
  });

  it('only the author of an existing message may edit it', () => {
    const events = [message(1), message(2, { body: GONE })];
    const refusal = (ref: number | null, member = ANA) => edit.judge(asked('edit', ref, {}, member), meeting(events));
    expect(refusal(1, BO)).toMatchObject({ code: 'forbidden' });
    for (const ref of [2, 3, null]) expect(refusal(ref)).toMatchObject({ code: 'not_found' });
  });

  it('an edit of anything but a message gets not_found', () => {
    const reaction = { ...BY, seq: 2, ts: NOW, kind: 'react' as const, ref: 1, body: { emoji: '👍', off: false } };
    expect(edit.judge(asked('edit', 2, {}), meeting([message(1), reaction]))).toMatchObject({ code: 'not_found' });
  });

  it('only a request with the same text repeats an edit while the message still has that text', () => {
    const stored = { ...BY, seq: 2, ts: NOW, kind: 'edit' as const, ref: 1, body: {} };
    const target = message(1, { body: body('new', { edited: NOW }) });
    const again = (text: string) => ({ ref: 1, body: {}, text, cleaned: false });
    expect(edit.same(stored, again('new'), present([target, stored]))).toBe(true);
    expect(edit.same(stored, again('other'), present([target, stored]))).toBe(false);
    // After another change the old text is unknown, so every text counts as a repeat.
    expect(edit.same(stored, again('other'), present([target, stored, { ...stored, seq: 3 }]))).toBe(true);
    expect(edit.same(stored, again('other'), present([message(1, { body: GONE }), stored]))).toBe(true);
    expect(edit.same(stored, again('other'), present([stored]))).toBe(true);
  });
});

describe('a deletion', () => {
  it('a deletion leaves nothing of a message', () => {
    const target = message(1, { body: body('old', { edited: NOW, reacts: { '👍': [BO] } }) });
    expect(remove.judge(asked('delete', 1, {}), meeting([target]))).toEqual({
      effects: [{ on: 'item', item: { ...target, body: GONE }, erases: true }],
    });
  });

  it("only a moderator may delete another member's message", () => {
    const judge = (rank: 'member' | 'moderator') =>
      remove.judge(asked('delete', 1, {}, BO), meeting([message(1)], { rank }));
    expect(judge('member')).toMatchObject({ code: 'forbidden' });
    expect(judge('moderator')).toMatchObject({ effects: [{ on: 'item', erases: true }] });
  });
});

describe('a reaction', () => {
  const judge = (state: object | null, off: boolean) =>
    react.judge(asked('react', 1, { emoji: '👍', off }), meeting([message(1, { body: body('x', state) })]));
  const item = (state: object) => ({
    effects: [{ on: 'item', item: message(1, { body: body('x', state) }), erases: false }],
  });

  it('a reaction counts once, after earlier reactions, and can be removed', () => {
    expect(judge(null, false)).toEqual(item({ reacts: { '👍': [ANA] } }));
    expect(judge({ edited: 1, reacts: { '👍': [ANA, BO] } }, false)).toEqual(
      item({ edited: 1, reacts: { '👍': [BO, ANA] } }),
    );
    expect(judge({ reacts: { '👍': [ANA, BO] } }, true)).toEqual(item({ reacts: { '👍': [BO] } }));
    expect(judge({ edited: 1, reacts: { '👍': [ANA] } }, true)).toEqual(item({ edited: 1 }));
  });

  it('reactions are limited in number and in kinds', () => {
    const full = { '🎉': Array.from({ length: 500 }, (_, n) => `m${n}`) };
    const kinds = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`${n}`, ['m']]));
    for (const reacts of [full, kinds]) expect(judge({ reacts }, false)).toMatchObject({ code: 'bad_request' });
  });

  it('a reaction is exactly one emoji', () => {
    const code = 'bad_request';
    expect(checked(react, { type: 'react', id: 'c', ref: 1, data: 'x' })).toMatchObject({ code });
    expect(checked(react, { type: 'react', id: 'c', ref: 1, data: '👍' })).toBeUndefined();
  });
});

describe('settings', () => {
  it('settings are stored without the key, whose hash locks the room', () => {
    const key = 'A'.repeat(43);
    const request = { type: 'set' as const, id: 'c', data: { locked: true, key } };
    expect(set.compose(request)).toEqual({
      ref: null,
      body: { change: { locked: true } },
      text: '',
      cleaned: false,
    });
    const prepared = { keyHash: 'hash' };
    const judged = set.judge(
      asked('set', null, { change: { locked: true } }),
      meeting([], { rank: 'owner', prepared }),
    );
    expect(judged).toMatchObject({ effects: [{ on: 'room', state: { moderation: { lock: 'hash' } } }] });
    expect(set.prepare?.({ ...request, data: {} }, { salt: undefined, addressesOf: () => [] })).toBeUndefined();
  });

  it('a set must change something, and a lock must have a key', () => {
    for (const data of [{}, { locked: true }, { key: 'A'.repeat(43) }, { locked: false, key: 'A'.repeat(43) }])
      expect(set.compose({ type: 'set', id: 'c', data })).toMatchObject({ code: 'bad_request' });
  });

  it('not every member may change settings', () => {
    const event = asked('set', null, { change: { slow: 5 } });
    expect(set.judge(event, meeting([], { rank: 'member' }))).toMatchObject({ code: 'forbidden' });
  });
});

describe('an act of moderation', () => {
  const act = { action: 'mute', who: BO } as const;
  const judge = (more: object, events = [message(1)]) =>
    mod.judge(
      asked('mod', null, { act }, ADMIN),
      meeting(events, { rank: 'owner', admins: new Set([ADMIN]), ...more }),
    );

  it('an act of moderation names the member by its current, restricted or latest name', () => {
    const restricted = {
      ...STATE_CODEC.empty,
      moderation: { ...STATE_CODEC.empty.moderation, mutes: new Map([[BO, { name: 'Mute' }]]) },
    };
    const wrote = [message(1, { member: BO, name: 'Wrote' })];
    expect(judge({ nameOf: () => 'Here', state: restricted }, wrote)).toMatchObject({ body: { act, name: 'Here' } });
    expect(judge({ state: restricted }, wrote)).toMatchObject({ body: { act, name: 'Mute' } });
    expect(judge({}, wrote)).toMatchObject({ body: { act, name: 'Wrote' } });
    expect(judge({})).toMatchObject({ body: { act } });
  });

  it('an act that changes no state, such as a kick, only writes its own row', () => {
    const kick = { action: 'kick', who: BO } as const;
    const judged = mod.judge(
      asked('mod', null, { act: kick }, ADMIN),
      meeting([message(1)], { admins: new Set([ADMIN]), nameOf: () => 'Bo' }),
    );
    expect(judged).toEqual({ effects: [], body: { act: kick, name: 'Bo' } });
  });

  it('addresses are only hashed for bans by address', () => {
    const around = { salt: 'salt', addressesOf: () => ['a'] };
    const prepare = (data: object) =>
      mod.prepare?.({ type: 'mod', id: 'c', data: { action: 'ban', who: BO, ...data } }, around);
    expect(prepare({})).toBeUndefined();
    expect(prepare({ address: false })).toBeUndefined();
    return expect(prepare({ address: true })).resolves.toMatchObject({ salt: 'salt', hashes: [expect.any(String)] });
  });

  it('an act disconnects the members it kicks or bans, and nobody else', () => {
    const done: unknown[][] = [];
    const acts = { expel: (...args: unknown[]) => done.push(args), forgetWrongKeys: () => done.push(['keys']) };
    const stored = { ...BY, seq: 1, ts: NOW, kind: 'mod' as const, ref: null };
    mod.stored?.({ ...stored, body: { act } }, acts);
    mod.stored?.({ ...stored, body: { act: { action: 'kick', who: BO } } }, acts);
    mod.stored?.({ ...stored, body: { act: { action: 'ban', who: BO, untilMs: NOW, address: true } } }, acts);
    expect(done).toEqual([
      [BO, 'kicked', 'A moderator removed you from the room.'],
      [
        BO,
        'banned',
        `A moderator banned you from the room until ${new Date(NOW).toISOString()}.`,
        { untilMs: NOW, addresses: true },
      ],
    ]);
  });
});
