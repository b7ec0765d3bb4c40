import { describe, expect, test } from 'vitest';
import type { Notice } from '../../../../../src/client/index.ts';
import {
  condensed,
  type Outcome,
  outcomesOf,
} from '../../../../../src/page/features/messages/notices/notice-outcomes.ts';

let keys = 0;
function notice(event: Notice['event'], who: Record<string, string>, over: Partial<Notice> = {}): Notice {
  keys++;
  const people = Object.entries(who).map(([id, name]) => ({ id, name }));
  return { key: keys, after: 1, ts: 0, event, who: people, count: 2, text: '', ...over };
}
const join = (who: Record<string, string>) => notice('join', who);
const leave = (who: Record<string, string>, cause?: Notice['cause']) =>
  notice('leave', who, cause === undefined ? {} : { cause });
const rename = (id: string, was: string, name: string) => notice('rename', { [id]: name }, { was });
const act = (action: 'kick' | 'mute', id: string, name: string) =>
  notice('notice', { [id]: name }, { mod: { action, who: id, by: { id: 'mo', name: 'Mo' } } });

/** The outcomes in a short readable form. */
const summary = (...notices: Notice[]): string[] =>
  outcomesOf(notices).map((one) => {
    switch (one.kind) {
      case 'renamed':
        return `${one.was} → ${one.name}`;
      case 'act':
        return `${one.mod.by.name} ${one.mod.action} ${one.mod.who}`;
      case 'set':
        return `${one.set.by.name} set ${Object.keys(one.set.data)}`;
      case 'text':
        return one.text;
      case 'left':
        return `${one.name} left${one.cause ? ` (${one.cause})` : ''}`;
      default:
        return `${one.name} ${one.kind}`;
    }
  });

describe('notices about one person between two messages', () => {
  test('a member who joined and took a name is shown as joined under that name', () => {
    expect(summary(join({ x: 'guest-x' }), rename('x', 'guest-x', '小明'))).toEqual(['小明 joined']);
    expect(summary(join({ x: 'guest-x' }), rename('x', 'guest-x', 'A'), rename('x', 'A', 'B'))).toEqual(['B joined']);
  });

  test('a member who joined and left again is shown as having stopped by', () => {
    expect(summary(join({ x: 'X' }), leave({ x: 'X' }))).toEqual(['X passed']);
    expect(summary(join({ x: 'guest-x' }), rename('x', 'guest-x', 'X'), leave({ x: 'X' }, 'lost'))).toEqual([
      'X passed',
    ]);
    expect(summary(join({ x: 'X' }), leave({ x: 'X' }, 'abuse'))).toEqual(['X left (abuse)']);
  });

  test('a member who left and came back under the same name isn’t mentioned', () => {
    expect(summary(leave({ x: 'X' }, 'lost'), join({ x: 'X' }))).toEqual([]);
    expect(summary(leave({ x: 'X' }), join({ x: 'X' }), leave({ x: 'X' }), join({ x: 'X' }))).toEqual([]);
    expect(summary(rename('x', 'X', 'Y'), rename('x', 'Y', 'X'))).toEqual([]);
  });

  test('several renames are shown as the first and the last name', () => {
    expect(summary(rename('x', 'A', 'B'), rename('x', 'B', 'C'))).toEqual(['A → C']);
    expect(summary(leave({ x: 'A' }), join({ x: 'guest-x' }), rename('x', 'guest-x', 'B'))).toEqual(['A → B']);
  });

  test('a member who left is shown under their known name', () => {
    expect(summary(rename('x', 'A', 'B'), leave({ x: 'B' }))).toEqual(['A left']);
    expect(summary(leave({ x: 'A' }, 'lost'), join({ x: 'A' }), leave({ x: 'A' }, 'slow'))).toEqual(['A left (slow)']);
  });

  test('notices keep the order of their first events, one per person', () => {
    expect(
      summary(
        join({ a: 'A', b: 'B' }),
        leave({ c: 'C' }),
        rename('a', 'A', 'Ana'),
        leave({ b: 'B' }),
        join({ c: 'C' }),
      ),
    ).toEqual(['Ana joined', 'B passed']);
  });

  test('after a removal, the member’s return is shown, but not that they left', () => {
    expect(summary(join({ x: 'X' }), act('kick', 'x', 'X'), leave({ x: 'X' }, 'kicked'))).toEqual([
      'X joined',
      'Mo kick x',
    ]);
    expect(
      summary(
        join({ x: 'X' }),
        act('kick', 'x', 'X'),
        leave({ x: 'X' }, 'kicked'),
        join({ x: 'X' }),
        leave({ y: 'Y' }),
      ),
    ).toEqual(['X joined', 'Mo kick x', 'X joined', 'Y left']);
    const set = { by: { id: 'mo', name: 'Mo' }, data: { topic: 'Tea' } };
    const events = [
      act('mute', 'x', 'X'),
      notice('notice', {}, { set }),
      notice('notice', {}, { text: 'The room restarts.' }),
    ];
    expect(summary(...events)).toEqual(['Mo mute x', 'Mo set topic', 'The room restarts.']);
  });
});

describe('many notices between two messages', () => {
  const short = (outcomes: readonly Outcome[], most: number): string[] =>
    condensed(outcomes, most).map((one) => {
      if ('sum' in one) return `${one.count} ${one.sum}`;
      return one.kind === 'act' ? one.mod.action : 'name' in one ? `${one.name} ${one.kind}` : one.kind;
    });

  test('notices keep their places, and a single person is named', () => {
    const acts = ['mute', 'kick', 'mute', 'mute'] as const;
    const outcomes = outcomesOf([...acts.map((action) => act(action, 'x', 'X')), join({ x: 'X' })]);
    expect(short(outcomes, 4)).toEqual(['mute', 'kick', 'mute', 'mute', 'X joined']);
  });

  test('joins and leaves are counted between two actions, and every action is shown', () => {
    const outcomes = outcomesOf([
      act('mute', 'x', 'X'),
      join({ a: 'A', b: 'B' }),
      leave({ c: 'C' }),
      act('mute', 'y', 'Y'),
      join({ d: 'D' }),
      act('kick', 'z', 'Z'),
    ]);
    expect(short(outcomes, 4)).toEqual(['mute', '2 joined', 'C left', 'mute', 'D joined', 'kick']);
    expect(short(outcomes, 1)).toEqual(['mute', '2 joined', 'C left', 'mute', 'D joined', 'kick']);
    const acts = Array.from({ length: 7 }, () => act('mute', 'x', 'X'));
    expect(short(outcomesOf(acts), 4)).toEqual(Array(7).fill('mute'));
  });

  test('renames are counted as well', () => {
    const outcomes = outcomesOf(['a', 'b', 'c', 'd', 'e'].map((id) => rename(id, id, id.toUpperCase())));
    expect(short(outcomes, 4)).toEqual(['5 renamed']);
  });

  test('a few notices are not shortened', () => {
    const outcomes = outcomesOf([join({ a: 'A' }), leave({ b: 'B' })]);
    expect(short(outcomes, 4)).toEqual(['A joined', 'B left']);
  });
});
