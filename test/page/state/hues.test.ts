import { describe, expect, test } from 'vitest';
import { Hues } from '../../../src/page/state/hues.ts';

const message = (fromId: string) => ({ fromId });
const known = (members: readonly string[], authors: readonly string[] = []) => ({
  members: new Map(members.map((id) => [id, id])),
  messages: authors.map(message),
});
/** The hues of a room with `size` members, whose ids are derived from `seed`. */
const crowd = (seed: number, size: number): number[] => {
  const ids = Array.from({ length: size }, (_, index) => `${seed}-${index}`);
  const hues = new Hues(() => known(ids));
  return ids.map((id) => hues.of(id));
};
const apart = (a: number, b: number) => Math.min(Math.abs(a - b), 360 - Math.abs(a - b));

describe('the colours of members', () => {
  test('a few members have distant colours whatever their ids, and eighteen have different ones', () => {
    for (let seed = 0; seed < 60; seed++) {
      const five = crowd(seed, 5);
      const nearest = Math.min(...five.flatMap((a, i) => five.slice(i + 1).map((b) => apart(a, b))));
      expect(nearest).toBeGreaterThanOrEqual(40);
      expect(new Set(crowd(seed, 18)).size).toBe(18);
    }
  });

  test('each colour is used a second time once all are in use', () => {
    const counts = Map.groupBy(crowd(7, 36), (hue) => hue);
    expect([...counts.values()].every((of) => of.length === 2)).toBe(true);
  });

  test('colours stay the same when somebody joins, writes or leaves', () => {
    let now = known(['a', 'b', 'c']);
    const hues = new Hues(() => now);
    const before = ['a', 'b', 'c'].map((id) => hues.of(id));
    now = known(['0', '1', 'c', 'd'], ['x', 'y']);
    expect(['0', '1', 'd', 'x'].map((id) => hues.of(id))).not.toContain(before[0]);
    expect(['a', 'b', 'c'].map((id) => hues.of(id))).toEqual(before);
  });

  test('two pages that know the same people show the same colours, in any order', () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f'];
    const [one, two] = [
      new Hues(() => known(people, ['x', 'a'])),
      new Hues(() => known(people.toReversed(), ['x', 'a'])),
    ];
    const ofTwo = people.toReversed().map((id) => two.of(id));
    expect(people.map((id) => one.of(id))).toEqual(ofTwo.toReversed());
  });

  test('most members keep the colour that their id gives them', () => {
    const alone = (id: string) => new Hues(() => undefined).of(id);
    const people = ['kPrK_qmxVWaYVA9w', 'Zt0bX1nR4cQe', 'w7LmA_2uHs9f', 'o-3KdPq8VyJx', 'B5gTzE6rNhUi'];
    const hues = new Hues(() => known(people));
    expect(people.filter((id) => hues.of(id) === alone(id)).length).toBeGreaterThanOrEqual(2);
  });

  test('authors get colours first in a room with more members than colours', () => {
    const crowd = Array.from({ length: 200 }, (_, index) => `m${index}`);
    const hues = new Hues(() => known(crowd, ['m5', 'm17', 'm99', 'm150', 'm199']));
    hues.of('m0');
    expect(new Set(['m5', 'm17', 'm99', 'm150', 'm199'].map((id) => hues.of(id))).size).toBe(5);
  });

  test('a message without a known author takes no colour', () => {
    const hues = new Hues(() => known(['a']));
    hues.of('');
    expect(hues.of('a')).toBe(new Hues(() => undefined).of('a'));
  });
});
