/** How joins, leaves and renames are combined into notices while they wait. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SystemFrame } from '../../../src/protocol/frames.ts';
import type { Connection } from '../../../src/room/presence/connection.ts';
import { foldRenames, type News, Notices } from '../../../src/room/presence/notices.ts';

const join = (id: string, name: string): News => ({ event: 'join', member: { id, name }, count: 1, back: false });
const leave = (id: string, name: string): News => ({ event: 'leave', member: { id, name }, count: 0, cause: 'left' });
const rename = (id: string, was: string, name: string): News => ({
  event: 'rename',
  member: { id, name },
  was,
  count: 1,
});

describe('B47: renames in quick succession', () => {
  it('several renames of a member are announced as one, from the last announced name to the newest', () => {
    expect(foldRenames([rename('a', 'A', 'B'), join('x', 'X'), rename('a', 'B', 'C'), rename('a', 'C', 'D')])).toEqual([
      rename('a', 'A', 'D'),
      join('x', 'X'),
    ]);
  });

  it('renames that end at the old name are not announced', () => {
    expect(foldRenames([rename('a', 'A', 'B'), rename('a', 'B', 'A')])).toEqual([]);
    expect(foldRenames([rename('a', 'A', 'B'), rename('a', 'B', 'A'), rename('a', 'A', 'C')])).toEqual([
      rename('a', 'A', 'C'),
    ]);
  });

  it('a newcomer that renames itself joins under its last name', () => {
    expect(foldRenames([join('a', 'A'), rename('a', 'A', 'B'), rename('a', 'B', 'C')])).toEqual([join('a', 'C')]);
  });

  it("renames of one member are not mixed with others' or with those from before it left", () => {
    const news = [rename('a', 'A', 'B'), rename('x', 'X', 'A'), leave('a', 'B'), join('a', 'C'), rename('a', 'C', 'D')];
    expect(foldRenames(news)).toEqual([news[0], news[1], news[2], join('a', 'D')]);
  });

  it('in a quiet room the first rename is announced at once, and later ones a second later as one', () => {
    const told: SystemFrame[] = [];
    const notices = new Notices((noticeFor) => told.push(JSON.parse(noticeFor(connection()) ?? 'null')));
    for (let n = 0; n < 25; n++) notices.add(rename('a', `A${n}`, `A${n + 1}`), 1_000_000 + n);
    expect(told).toMatchObject([{ event: 'rename', was: 'A0', who: [{ name: 'A1' }] }]);
    notices.flush(1_001_000);
    expect(told.slice(1)).toMatchObject([{ event: 'rename', was: 'A1', who: [{ name: 'A25' }] }]);
    notices.add(rename('a', 'A25', 'A26'), 1_002_001);
    expect(told).toHaveLength(3);
  });

  it('after any renames every connection, including newcomers, knows the current names', () => {
    const step = fc.record({
      do: fc.constantFrom('join', 'leave', 'rename', 'greet', 'flush'),
      id: fc.nat(3),
      name: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const members = new Map<string, string>();
        /** The names that each connection knows from its welcome and its notices. */
        const views = new Map([[connection(), new Map<string, string>()]]);
        const notices = new Notices(
          (noticeFor) => {
            for (const [connection, view] of views) {
              const text = noticeFor(connection);
              if (text !== undefined) apply(view, JSON.parse(text));
            }
          },
          () => true,
        );
        for (const [now, { do: what, id: n, name: m }] of steps.entries()) {
          const [id, name] = [`id${n}`, `name${m}`];
          const present = members.get(id);
          const count = members.size;
          if (what === 'flush') notices.flush(now);
          if (what === 'greet') {
            const newcomer = connection();
            notices.greet(newcomer, 0);
            views.set(newcomer, new Map(members));
          }
          if (what === 'join' && present === undefined) {
            members.set(id, name);
            notices.add({ ...join(id, name), count }, now);
          }
          if (what === 'leave' && present !== undefined) {
            members.delete(id);
            notices.add({ ...leave(id, present), count }, now);
          }
          if (what === 'rename' && present !== undefined && present !== name) {
            members.set(id, name);
            notices.add({ ...rename(id, present, name), count }, now);
          }
        }
        notices.flush(steps.length);
        for (const view of views.values()) expect(view).toEqual(members);
      }),
    );
  });
});

/** Stands for a socket. Notices only use its identity. */
function connection(): Connection {
  return {} as Connection;
}

function apply(view: Map<string, string>, { event, who, was }: SystemFrame): void {
  for (const { id, name } of who) {
    if (event === 'leave') expect(view.get(id)).toBe(name);
    if (event === 'rename') expect(view.get(id)).toBe(was);
    if (event === 'join') expect(view.has(id)).toBe(false);
    if (event === 'leave') view.delete(id);
    else view.set(id, name);
  }
}
