/** Checks that the list keeps its reader's place in every painted frame. */

import assert from 'node:assert/strict';
import { record, untilStill } from '../../e2e/support/eye.ts';
import type { Place } from '../place.ts';
import type { Visitor } from '../visitor.ts';

/** The largest drift that a reader doesn't notice, in CSS pixels. */
const DRIFT_PX = 1;

interface Eyed {
  eye: ReturnType<typeof record>;
}

/** Starts recording the position of the list. */
async function watch(visitor: Visitor): Promise<void> {
  await visitor.driver.run(`() => { globalThis.eye = (${record})(); }`);
}

const still = (visitor: Visitor) => visitor.driver.run(`${untilStill}`);

/** Follows the row in the middle of the list. */
const follow = (visitor: Visitor) =>
  visitor.run(() => {
    const { eye } = globalThis as unknown as Eyed;
    eye.follow(eye.middle());
  });

/** The frames since the last call, or since the row was first followed. */
const frames = (visitor: Visitor) =>
  visitor.run(() => (globalThis as unknown as Eyed).eye.take().map(({ top, toEnd }) => ({ top: top ?? null, toEnd })));

/** The largest distance of the followed row from its first position. */
async function drift(visitor: Visitor): Promise<number> {
  const tops = (await frames(visitor)).map(({ top }) => top);
  const [first] = tops;
  assert.ok(typeof first === 'number' && tops.length > 1, 'a row is followed');
  return Math.max(...tops.map((top) => (top === null ? Number.POSITIVE_INFINITY : Math.abs(top - first))));
}

const scrollTo = (visitor: Visitor, top: number) =>
  visitor.run((to) => {
    document.querySelector('.scroller')?.scrollTo({ top: to, behavior: 'instant' });
  }, top);

const textOf = (index: number) =>
  index % 5 === 0 ? `${index} ${'a longer thought over several lines of the list '.repeat(4)}` : `line ${index}`;

export const scrolling: Readonly<Record<string, (place: Place) => Promise<void>>> = {
  'the list keeps its place while 600 messages arrive, and returns to the latest': async ({ visitor, room, site }) => {
    const writer = await site.writer(room);
    await writer.fill(200, textOf);
    await visitor.wait('the last of 200', () => document.querySelector('.scroller')?.textContent.includes('line 199'));
    await still(visitor);
    const end = await visitor.run(() => document.querySelector('.scroller')?.scrollTop ?? 0);
    await scrollTo(visitor, end - 1_500);
    await still(visitor);
    await watch(visitor);
    await follow(visitor);
    await writer.fill(600, textOf);
    await visitor.wait('a count below', () => /\d/.test(document.querySelector('.jump')?.textContent ?? ''));
    await still(visitor);
    assert.ok((await drift(visitor)) <= DRIFT_PX, 'the row in the middle drifts');

    await visitor.click({ css: '.jump' });
    const atEnd = () => {
      const list = document.querySelector('.scroller');
      return list !== null && list.scrollHeight - list.clientHeight - list.scrollTop <= 1;
    };
    await visitor.wait('the end of the list', atEnd);
    await visitor.wait('no way to the latest', () => document.querySelector('.jump') === null);
    await writer.fill(15, (index) => `drop ${index}`);
    await visitor.wait('the last of them', () => document.querySelector('.scroller')?.textContent.includes('drop 14'));
    await still(visitor);
    assert.ok(await visitor.run(atEnd), 'the list stays at its end');
    writer.close();
  },

  'at the very top the rows keep their place when older ones load': async ({ visitor, room, site }) => {
    const writer = await site.writer(room);
    await writer.fill(300, textOf);
    await visitor.driver.reload();
    await site.arrived();
    await visitor.wait('the last of 300', () => document.querySelector('.scroller')?.textContent.includes('line 299'));
    await still(visitor);
    const before = await visitor.run(() => document.querySelector('.scroller article')?.textContent ?? '');
    await watch(visitor);
    await visitor.run(() => {
      const { eye } = globalThis as unknown as Eyed;
      const list = document.querySelector('.scroller');
      list?.scrollTo({ top: 0, behavior: 'instant' });
      eye.follow(eye.middle());
    });
    await visitor.wait(
      'older messages',
      (first) => document.querySelector('.scroller article')?.textContent !== first,
      before,
    );
    await still(visitor);
    assert.ok((await drift(visitor)) <= DRIFT_PX, 'the row in the middle drifts');
    writer.close();
  },
};
