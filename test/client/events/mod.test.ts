import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/client/events/compose.ts';
import { mod } from '../../../src/client/events/mod.ts';
import type { ModData } from '../../../src/protocol/events/mod.ts';
import { applied, BY_ANA, JOINED, NOW, PLACE } from '../support/events.ts';
import { ANA, SELF } from '../support/frames.ts';

const act = (data: ModData, seq = 4) => ({ type: 'mod', ...BY_ANA, seq, data }) as const;

test('an act of moderation is requested and broadcast unchanged', () => {
  const data = { action: 'mute', who: 'bo', untilMs: NOW } as const;
  expect(compose('mod', data, JOINED)).toEqual({ type: 'mod', data });
  expect(mod.toEvent({ type: 'mod', data, ...PLACE }, undefined)).toEqual({ type: 'mod', data, ...PLACE });
});

describe('a stored act of moderation', () => {
  test('a stored act leaves a line that names the moderator, the act and the member', () => {
    const { notices } = applied(act({ action: 'role', who: 'bo', role: 'owner', name: 'Bo' }));
    expect(notices).toEqual([
      {
        key: 1,
        after: 3,
        ts: NOW,
        event: 'notice',
        who: [{ id: 'bo', name: 'Bo' }],
        count: 2,
        text: 'Ana changed the role of Bo: owner',
        mod: { action: 'role', who: 'bo', role: 'owner', name: 'Bo', by: { id: ANA.id, name: ANA.name } },
      },
    ]);
  });

  test('an act without a name uses the name from the member list, or else the id', () => {
    expect(applied(act({ action: 'mute', who: ANA.id })).notices.at(-1)?.text).toBe('Ana muted Ana');
    expect(applied(act({ action: 'unban', who: 'bo' })).notices.at(-1)?.text).toBe('Ana unbanned bo');
  });

  test('an act mutes this member for a time or for good, or unmutes it', () => {
    const muted = applied(act({ action: 'mute', who: SELF.id, untilMs: NOW }));
    expect(muted.self).toEqual({ ...SELF, muted: { untilMs: NOW } });
    const forGood = applied(act({ action: 'mute', who: SELF.id }), muted);
    expect(forGood.self).toEqual({ ...SELF, muted: {} });
    expect(applied(act({ action: 'unmute', who: SELF.id }), forGood).self).toEqual(SELF);
  });

  test('an act that only a later version knows leaves no line', () => {
    const praise = act(JSON.parse('{"action":"praise","who":"bo"}'));
    expect(applied(praise)).toBe(JOINED);
  });
});

test('a pending act leaves no line yet', () => {
  const state = applied(act({ action: 'role', who: ANA.id, role: 'owner' }, 0));
  expect(state.members.get(ANA.id)?.role).toBe('owner');
  expect(state.notices).toEqual([]);
});
