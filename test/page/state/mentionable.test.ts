import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/client/index.ts';
import { mentionOf } from '../../../src/page/features/members/suggestions.ts';
import { calls, callsMe, namesIn } from '../../../src/page/state/mentionable.ts';
import { peopleIn } from '../../../src/page/state/people.ts';
import type { Person } from '../../../src/protocol/members.ts';

const called = (data: string, mine = ['Ana'], names = ['Bo', 'Anabel']) => calls({ data }, mine, names);

describe('mentions of the reader', () => {
  test.each([
    '@Ana',
    'hi **@Ana**, _@Ana_',
    '- one\n- for @Ana',
    '1. @Ana',
    '> @Ana',
    '> > - @Ana',
    '/me waves at @Ana',
    '`code` @Ana',
    '```\ncode\n```\n@Ana',
    '```\ncode```\n@Ana',
    '```\ncode\n``` @Ana',
    '[label](https://a.example) @Ana',
    '＠Ana',
    '**重点**@Ana',
    '`code`\n@Ana',
  ])('a mention that is drawn counts: %j', (text) => {
    expect(called(text)).toBe(true);
  });

  test.each([
    '`@Ana`',
    '``a ` @Ana``',
    '```\n@Ana\n```',
    '~~~ts\n@Ana\n~~~',
    '```\n@Ana, and never closed',
    '> ```\n> @Ana\n> ```',
    '- `@Ana`',
    '/me types `@Ana`',
    'https://a.example/@Ana',
    'https://a.example/x?to=@Ana',
    'mailto:@Ana',
    'mailto:bo@Ana',
    '[@Ana](https://a.example)',
    '[for @Ana](https://a.example/x)',
    '[x](https://a.example/@Ana)',
    'ping\\@Ana',
    '\\@Ana',
    'bo@Ana',
    '`root`@Ana',
    '**root**@Ana',
    '@Anabel',
    'Ana',
  ])('a mention that isn’t drawn doesn’t count: %j', (text) => {
    expect(called(text)).toBe(false);
  });

  test('an edited message mentions people by its present text', () => {
    const message = { data: '@Ana' };
    expect(calls(message, ['Ana'], [])).toBe(true);
    expect(calls({ ...message, data: '`@Ana`' }, ['Ana'], [])).toBe(false);
    // A renamed member is mentioned by the new name.
    expect(calls(message, ['Anna'], [])).toBe(false);
  });
});

describe('completing a name', () => {
  test.each([
    'Ana',
    'Ana Souza',
    'Ana·cd34',
    'a_b_c',
    '_ana_',
    '*Ana*',
    'J.R.',
    '@Ana',
    '(^_^)',
    '¯\\_(ツ)_/¯',
    '👨‍👩‍👧',
  ])('%s can be mentioned as written', (name) => {
    expect(mentionOf(name)).toBe(`@${name}`);
    expect(called(`${mentionOf(name)} *hi*`, [name])).toBe(true);
  });

  test.each(['**Ana**', '`Ana`', 'Ana *star* x', '🎉*a*', '小*明*', '小**明**x', '``a``'])(
    'completing %s mentions that member, although part of the name would be read as markup',
    (name) => {
      expect(called(`@${name} *hi*`, [name])).toBe(false);
      expect(called(`${mentionOf(name)} *hi*`, [name])).toBe(true);
    },
  );
});

describe('names that are highlighted', () => {
  const ME: Person = { id: 'me', name: 'Me', role: 'member' };
  const ANA: Person = { id: 'ana', name: 'Ana', role: 'owner' };
  const wrote = (seq: number, from: string): Message => ({ seq, from, fromId: from, data: 'x', ts: 0 });
  const here = (count: number, messages: readonly Message[]) => ({
    self: ME,
    members: new Map([ME, ANA].map((person) => [person.id, person])),
    count,
    messages,
  });

  test('the names that can be completed are highlighted, in small and large rooms', () => {
    for (const count of [2, 300]) {
      const room = here(count, [wrote(1, 'Bo'), wrote(2, 'Cy')]);
      expect(namesIn(room)).toEqual(peopleIn(room).map(({ name }) => name));
    }
    expect(namesIn(undefined)).toEqual([]);
  });

  test('recent authors can be mentioned if not all members are known', () => {
    const room = here(300, [wrote(1, 'Me and Bo')]);
    const message = { ...wrote(2, 'Cy'), data: '@Me and Bo' };
    expect(callsMe(message, room)).toBe(false);
    expect(callsMe(message, { ...room, count: 2, members: new Map(room.members) })).toBe(true);
  });

  test('a reply to the reader needs no names', () => {
    const mine = { ...wrote(1, 'Me'), fromId: 'me' };
    const room = here(2, [mine, wrote(2, 'Ana')]);
    expect(callsMe({ ...wrote(3, 'Ana'), re: 1 }, room)).toBe(true);
    expect(callsMe({ ...wrote(3, 'Ana'), re: 2 }, room)).toBe(false);
    expect(callsMe({ ...wrote(3, 'Ana'), re: 1 }, { ...room, messages: [] })).toBe(false);
    expect(callsMe({ ...mine, seq: 3, re: 1, data: '@Me' }, room)).toBe(false);
    expect(callsMe({ ...wrote(3, 'Ana'), re: 1, gone: true }, room)).toBe(false);
  });

  test('the list of names stays the same object while the same people write', () => {
    const room = here(300, [wrote(1, 'Bo')]);
    const before = namesIn(room);
    expect(namesIn({ ...room, messages: [...room.messages, wrote(2, 'Bo')] })).toBe(before);
    expect(namesIn({ ...room, messages: [...room.messages, wrote(2, 'Cy')] })).toContain('Cy');
    const small = here(2, [wrote(1, 'Bo')]);
    expect(namesIn({ ...small, messages: [] })).toBe(namesIn(small));
  });
});
