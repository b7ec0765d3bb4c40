/** SQL with lists of kinds that are built from traits. */

import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { AUDIT, ITEMS_AFTER, ITEMS_BEFORE, TEXTS } from '../../../src/room/log/statements.ts';
import { fill, freshRoom, stubOf } from '../support.ts';

it('statements that are built from traits select the kinds with these traits', () => {
  for (const statement of [ITEMS_BEFORE, ITEMS_AFTER, TEXTS]) expect(statement).toContain("kind IN ('msg','poll')");
  expect(AUDIT).toContain("kind IN ('set','mod') OR");
  expect(AUDIT).toContain("kind IN ('delete','close') AND member <> (SELECT");
});

it('a query for a list of kinds has the same plan as for one kind', async () => {
  const room = freshRoom();
  await fill(room, 10, String);
  const plans = await runInDurableObject(stubOf(room), (_, { storage }) => {
    const planOf = (statement: string, bindings: readonly number[]) =>
      storage.sql
        .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement}`, ...bindings)
        .toArray()
        .map(({ detail }) => detail);
    const bound = [
      [ITEMS_BEFORE, [1, 10, 5]],
      [ITEMS_AFTER, [1, 10, 5]],
      [TEXTS, [1, 10]],
    ] as const;
    return bound.map(([statement, bindings]) => ({
      list: planOf(statement, bindings),
      one: planOf(statement.replace("kind IN ('msg','poll')", "kind = 'msg'"), bindings),
    }));
  });
  for (const { list, one } of plans) {
    expect(list).toEqual(one);
    expect(list).toEqual([expect.stringContaining('USING INTEGER PRIMARY KEY')]);
  }
});
