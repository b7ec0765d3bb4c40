/** The page on a touch screen: sheets, the size of controls, and swiping. */

import type { CDPSession } from '@playwright/test';
import { expect, type Person, PHONE, row, test } from './fixtures.ts';
import { Eye } from './support/eye.ts';
import { Writer } from './support/writer.ts';

/** Controls that are smaller than 44 × 44 px. Links within a text may be as tall as its lines (WCAG 2.5.5). */
const tooSmall = (person: Person) =>
  person.page.evaluate(() => {
    const targets = 'a[href], button, input, select, textarea, summary, [role="option"]';
    const over = document.querySelector('dialog[open]');
    return [...document.querySelectorAll(targets)]
      .filter(
        (target) => target.checkVisibility({ visibilityProperty: true }) && !target.matches('.text p a, .text li a'),
      )
      .filter((target) => !over || over.contains(target))
      .map((target) => (target.matches('[type="checkbox"], [type="radio"]') && target.closest('label')) || target)
      .flatMap((target) => {
        const { width, height } = target.getBoundingClientRect();
        const name = target.getAttribute('aria-label') ?? target.textContent;
        return Math.min(width, height) >= 43.9 ? [] : [`${name}: ${Math.round(width)} × ${Math.round(height)}`];
      });
  });

test('on a phone, every control is at least 44 px high and wide', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'targets', 'Writer');
  const nour = await Writer.connect(server.url, 'targets', 'نور');
  await writer.say('who waters the [garden](https://a.example/)?');
  await writer.say('I do', 1);
  await writer.say(`\`\`\`js\nconst a = '${'x '.repeat(80)}';\n\`\`\``);
  await writer.say(Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\n'));
  await writer.say('| Who | Where |\n|-|-|\n| ana@a.example | #b |\n| [c](https://a.example/) | #d |');
  await writer.send({ type: 'react', ref: 1, data: '👍' });
  const ana = await somebody(PHONE);
  const { page } = ana;
  await page.goto(`${server.url}/r/targets`);
  await expect(page.getByRole('button', { name: 'Choose a name' })).toBeVisible();
  await ana.field.fill('mine');
  await page.getByRole('button', { name: 'Send' }).tap();
  await ana.field.blur();
  await expect(row(ana, 'mine')).toContainText('Sent');
  await expect(page.getByRole('button', { name: 'Wrap long lines' })).toBeVisible();
  await expect(page.getByRole('cell').getByRole('link')).toHaveCount(4);
  await page.locator('.scroller').evaluate((scroller) => scroller.scrollTo({ top: 0 }));
  await expect(page.getByRole('button', { name: 'Jump to latest message' })).toBeVisible();
  expect(await tooSmall(ana), 'the room').toEqual([]);

  const dialog = page.getByRole('dialog');
  /** Opens something by several taps, measures it and closes it. */
  const look = async (what: string, ...taps: (() => Promise<void>)[]): Promise<void> => {
    for (const tap of taps) await tap();
    await expect(dialog).toBeVisible();
    await expect(page.locator('dialog button').first()).toBeVisible();
    expect(await tooSmall(ana), what).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  const press = (name: string | RegExp) => () => page.getByRole('button', { name }).first().tap();
  const message = () => row(ana, 'I do').locator('.text').tap();
  const menu = press('Room actions');
  await look('the sheet of a message', message);
  await look('the emoji', press('Add reaction'), () => expect(page.locator('.grid button').first()).toBeVisible());
  await look('emoji to write', press('Emoji'), async () => {
    await expect(page.locator('.grid button').first()).toBeVisible();
    // The keyboard would cover the emoji.
    await expect(dialog.getByRole('searchbox')).not.toBeFocused();
  });
  await look(
    'who reacted',
    () =>
      row(ana, 'waters')
        .first()
        .locator('.text')
        .tap({ position: { x: 4, y: 8 } }),
    press('Who reacted'),
  );
  await look('a deletion', () => page.getByText('mine', { exact: true }).tap(), press(/^Delete/));
  await look('the search', press('Search this room'));
  await look('the menu of the room', menu);
  await look('sharing', menu, press('Share this room'));
  await look('notifications', menu, press(/^Notifications/));
  await look('settings', menu, press('Room settings'));
  await look('going to a room', menu, press('Go to a room'));
  await look('the keys', menu, press('Keyboard shortcuts and commands'));
  const left = async (name: string) => (await dialog.getByText(name, { exact: true }).boundingBox())?.x;
  await look('the members', press(/^Members/), async () => {
    await expect(dialog.getByText('نور')).toBeVisible();
    expect(await left('نور'), 'a name from right to left stands where all names do').toBe(await left('Writer'));
  });
  await look('a member', press(/^Members/), () => page.locator('dialog .person').last().tap());
  // Unsent and failed messages, including in the space that a keyboard leaves.
  await page.context().setOffline(true);
  await ana.field.fill('later');
  await page.getByRole('button', { name: 'Send' }).tap();
  await expect(row(ana, 'later').getByRole('button', { name: 'Delete' })).toBeVisible();
  expect(await tooSmall(ana), 'a message that waits').toEqual([]);
  await page.setViewportSize({ width: 390, height: 300 });
  for (const button of await row(ana, 'later').getByRole('button').all()) {
    const { width = 0, height = 0 } = (await button.boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(43.9);
  }
  await page.setViewportSize(PHONE.viewport);
  await page.context().setOffline(false);
  await expect(row(ana, 'later')).toContainText('Sent');
  await page.getByRole('link', { name: /^All rooms/ }).tap();
  await expect(page.getByRole('heading', { name: 'Your rooms' })).toBeVisible();
  expect(await tooSmall(ana), 'all rooms').toEqual([]);
  nour.close();
  writer.close();
});

test('the message sheet shows the author and the text', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'sheet-about', 'Writer');
  await writer.say(`who waters the **garden**? ${'and when? '.repeat(60)}`);
  const ana = await somebody(PHONE);
  await ana.page.goto(`${server.url}/r/sheet-about`);
  await row(ana, 'garden').locator('.text').tap();
  const about = ana.page.getByRole('dialog').locator('.about');
  await expect(about).toBeVisible();
  await expect(about).toContainText(/Writer.*who waters the garden\?/);
  expect((await about.boundingBox())?.height).toBeLessThan(80);
  await ana.page.getByRole('button', { name: 'More emoji' }).tap();
  await expect(about).toContainText(/Writer.*who waters the garden\?/);
  await ana.page.keyboard.press('Escape');
  // A menu beside the message doesn't repeat the message.
  const bo = await somebody();
  await bo.enter(`${server.url}/r/sheet-about`);
  await row(bo, 'garden').hover();
  await bo.page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(bo.page.getByRole('dialog')).toBeVisible();
  await expect(bo.page.locator('.about')).toBeHidden();
  writer.close();
});

/** A finger on the screen. */
class Finger {
  readonly #session: CDPSession;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of({ page }: Person): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  /** Touches the first of the points and moves through the others. */
  async draw(...points: { x: number; y: number }[]): Promise<void> {
    for (const [index, point] of points.entries())
      await this.#session.send('Input.dispatchTouchEvent', {
        type: index === 0 ? 'touchStart' : 'touchMove',
        touchPoints: [point],
      });
  }

  async lift(): Promise<void> {
    await this.#session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
}

/** Points from `x` and `y` by `dx` and `dy`, in steps. */
function path(x: number, y: number, dx: number, dy = 0): { x: number; y: number }[] {
  return Array.from({ length: 11 }, (_, step) => ({ x: x + (dx * step) / 10, y: y + (dy * step) / 10 }));
}

test('swiping a message to the right replies to it', async ({ server, somebody }) => {
  const writer = await Writer.connect(server.url, 'swipes', 'Writer');
  await writer.fill(40, (index) => `line ${index}`);
  await writer.say('who waters the garden?');
  const ana = await somebody(PHONE);
  const { page } = ana;
  await page.goto(`${server.url}/r/swipes`);
  await expect(page.getByRole('button', { name: 'Choose a name' })).toBeVisible();
  const question = row(ana, 'who waters');
  const bar = page.locator('.writing');
  const finger = await Finger.of(ana);
  const box = await question.boundingBox();
  const y = (box?.y ?? 0) + (box?.height ?? 0) / 2;

  // The message follows the finger, with an arrow that shows when it is far enough.
  await finger.draw(...path(120, y, 40));
  await expect(question.locator('.swipe-arrow')).toBeVisible();
  expect(((await question.boundingBox())?.x ?? 0) - (box?.x ?? 0)).toBeGreaterThan(20);
  await finger.lift();
  await expect(question.locator('.swipe-arrow')).toHaveCount(0);
  await expect(bar).toHaveCount(0);

  // The message moves neither to the left, nor while the list is scrolled, nor in a swipe from the edge, which belongs to
  // the browser.
  const scrollTop = () => page.locator('.scroller').evaluate((scroller) => scroller.scrollTop);
  for (const points of [path(300, y, -150), path(6, y, 150), path(120, y - 100, 80, 200)]) {
    await finger.draw(...points);
    await finger.lift();
    await expect(bar).toHaveCount(0);
  }
  await expect.poll(scrollTop).toBeGreaterThan(0);
  // The list keeps gliding after the finger is gone, and then goes to the latest message.
  const eye = await Eye.open(page);
  await eye.still();
  await page.getByRole('button', { name: 'Jump to latest message' }).tap();
  await expect.poll(async () => (await question.boundingBox())?.y).toBe(box?.y);

  await finger.draw(...path(120, y, 90));
  await expect(question.locator('.swipe-arrow.enough')).toBeVisible();
  await finger.lift();
  await expect(bar).toContainText('who waters the garden?');
  await expect(ana.field).toBeFocused();
  await expect.poll(async () => (await question.boundingBox())?.x).toBe(box?.x);
  // In right-to-left pages the message moves the other way.
  await page.getByRole('button', { name: 'Cancel reply' }).tap();
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await finger.draw(...path(270, y, -90));
  await finger.lift();
  await expect(bar).toContainText('who waters the garden?');
  writer.close();
});
