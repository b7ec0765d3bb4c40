/** The text form of exports, and the traits of kinds. */

import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/protocol/events/registry.ts';
import { isKind, KINDS, sqlList } from '../../../src/protocol/events/traits.ts';

const BY = { from: 'Ana', fromId: '~ana000000000', ts: Date.UTC(2026, 10, 27, 7, 32, 42) };

describe('a line of an export as text', () => {
  it.each([
    [{ type: 'msg', seq: 7, ...BY, data: 'Hi all' }, '#7 Ana: Hi all'],
    [{ type: 'msg', seq: 7, ...BY, data: 'Yes', re: 3, edited: 1 }, '#7 Ana (re #3, edited): Yes'],
    [{ type: 'msg', seq: 7, ...BY, data: '', gone: true }, '#7 Ana: (deleted)'],
    [
      { type: 'poll', seq: 7, ...BY, data: 'Tea?', options: ['yes', 'no'], counts: [1, 0], voters: 1 },
      '#7 Ana (poll): Tea?\n    1. yes: 1\n    2. no: 0\n    1 voter',
    ],
    [
      { type: 'poll', seq: 7, ...BY, data: 'Tea?', options: ['yes', 'no'], counts: [1, 2], voters: 3, closed: 5 },
      '#7 Ana (poll, closed): Tea?\n    1. yes: 1\n    2. no: 2\n    3 voters',
    ],
    [{ type: 'poll', seq: 7, ...BY, data: '', gone: true, options: [], counts: [], voters: 0 }, '#7 Ana: (deleted)'],
    [{ type: 'set', seq: 7, ...BY, data: { topic: 'Ship', slow: 30 } }, '#7 * Ana set topic: Ship, slow: 30'],
    [{ type: 'mod', seq: 7, ...BY, data: { action: 'kick', who: '~bo0000000000' } }, '#7 * Ana removed ~bo0000000000'],
    [
      { type: 'mod', seq: 7, ...BY, data: { action: 'mute', who: 'x', name: 'Bo', untilMs: BY.ts } },
      '#7 * Ana silenced Bo until 2026-11-27T07:32:42.000Z',
    ],
    [
      { type: 'mod', seq: 7, ...BY, data: { action: 'role', who: 'x', name: 'Bo', role: 'moderator' } },
      '#7 * Ana made Bo moderator',
    ],
  ] as const)('an export has the line %j', (entry, line) => {
    expect(lineOf(entry)).toBe(`[2026-11-27T07:32:42.000Z] ${line}`);
  });

  it('an export has one line per event, except for further lines of messages, which are indented', () => {
    const name = 'Ana\u2028Bo';
    expect(lineOf({ type: 'msg', seq: 7, ...BY, from: name, data: 'one\r\ntwo\u0085three' })).toBe(
      '[2026-11-27T07:32:42.000Z] #7 Ana Bo: one\n    two\n    three',
    );
    expect(lineOf({ type: 'set', seq: 7, ...BY, from: name, data: { topic: 'a\nb' } })).toBe(
      '[2026-11-27T07:32:42.000Z] #7 * Ana Bo set topic: a b',
    );
  });
});

describe('the table of kinds', () => {
  it('the table of kinds knows its kinds and no inherited properties', () => {
    expect(KINDS).toEqual(['msg', 'edit', 'delete', 'react', 'poll', 'vote', 'close', 'set', 'mod']);
    for (const name of ['', 'Msg', 'constructor', '__proto__', 'toString']) expect(isKind(name)).toBe(false);
  });

  it('the table of kinds lists the kinds with a trait for SQL', () => {
    expect(sqlList(({ audited }) => audited === 'always')).toBe("'set','mod'");
    expect(sqlList(({ speech }) => speech === 'slow')).toBe("'msg','poll'");
  });
});
