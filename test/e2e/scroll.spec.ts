/**
 * The list keeps its reader's place to the pixel in every painted frame: at the end whatever changes, and elsewhere at
 * the first visible row. All scrolling uses a real wheel.
 */

import type { Page } from '@playwright/test';
import { copies, expect, type Person, test } from './fixtures.ts';
import { Eye, type Frame } from './support/eye.ts';
import { Writer } from './support/writer.ts';

/** A movement that is too small to see, in CSS pixels. */
const DRIFT_PX = 1;

/**
 * Space left above after a turn of the wheel. The topmost row loses its heading when others come above it, and the list
 * must not end there.
 */
const SPARE_PX = 100;

/** The maximum number of rows in the document, whatever the length of the history. */
const ROWS = 400;

/**
 * The length of a long history, of which the page holds a few hundred messages at a time. `SCROLL_MESSAGES=10000` takes
 * minutes.
 */
const LONG = Number(process.env.SCROLL_MESSAGES ?? 1_000);

/** Messages of different heights. */
function mixed(index: number): string {
  switch (index % 11) {
    case 3:
      return `${index} ${'a longer thought that goes over several lines of the list '.repeat(4)}`;
    case 5:
      return `${index}\n\`\`\`\nconst answer = 42;\nconsole.log(answer);\n\`\`\``;
    case 7:
      return `${index}\n> what was said\n\nand the answer`;
    case 9:
      return '🎉';
    default:
      return `line ${index}`;
  }
}

/** Changes that aren't caused by messages: the reader's settings, and content that arrives late. */
const circumstances: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'a lower window': (page) => page.setViewportSize({ width: 1_280, height: 500 }),
  'a narrower window': (page) => page.setViewportSize({ width: 620, height: 500 }),
  'a larger window': (page) => page.setViewportSize({ width: 1_280, height: 720 }),
  'larger text': (page) => page.evaluate(() => document.documentElement.style.setProperty('font-size', '20px')),
  'smaller text': (page) => page.evaluate(() => document.documentElement.style.removeProperty('font-size')),
  'another font': (page) => page.evaluate(() => document.body.style.setProperty('font-family', 'monospace')),
  'larger emoji': (page) =>
    page.evaluate(() => {
      for (const text of document.querySelectorAll<HTMLElement>('.jumbo')) text.style.fontSize = '64px';
    }),
  'rows that grow late': (page) =>
    page.evaluate(() => {
      for (const row of document.querySelectorAll<HTMLElement>('.scroller li:nth-child(3n)'))
        row.style.paddingTop = '37px';
    }),
};

test.describe('a list at its end', () => {
  test('the list stays at its end in each frame, whatever changes', async ({ server, somebody }) => {
    const room = 'pinned';
    const writer = await Writer.connect(server.url, room, 'Writer');
    const head = await writer.fill(120, mixed);
    const ana = await somebody();
    await ana.enter(`${server.url}/r/${room}`);
    const eye = await Eye.open(ana.page);
    await eye.still();
    const changes: Record<string, () => Promise<unknown>> = {
      'a new row': () => writer.say('hello'),
      'many new rows': () => writer.fill(60, mixed),
      'the window of rows moves': () => writer.fill(300, (index) => `drop ${index}`),
      'an edit in sight': () => writer.send({ type: 'edit', ref: head + 361, data: mixed(3) }),
      'an edit out of sight': () => writer.send({ type: 'edit', ref: head + 200, data: mixed(5) }),
      'a reaction': () => writer.send({ type: 'react', ref: head + 361, data: '👍' }),
      'a deletion': () => writer.send({ type: 'delete', ref: head + 361 }),
      'a composer that grows': () => ana.field.fill('one\ntwo\nthree\nfour\nfive\nsix'),
      'a composer that shrinks': () => ana.field.fill(''),
      ...Object.fromEntries(Object.entries(circumstances).map(([name, change]) => [name, () => change(ana.page)])),
    };
    for (const [name, change] of Object.entries(changes)) {
      await eye.frames();
      await change();
      await eye.still();
      const frames = await eye.frames();
      expect(frames.length, name).toBeGreaterThan(0);
      expect(Math.max(...frames.map(({ toEnd }) => toEnd)), name).toBeLessThanOrEqual(DRIFT_PX);
      expect(Math.max(...frames.map(({ rows }) => rows)), name).toBeLessThanOrEqual(ROWS);
    }
    writer.close();
  });

  test('the list stays at its end when the window shrinks before its scroll event', async ({ server, somebody }) => {
    const ana = await somebody();
    await ana.enter(`${server.url}/r/shrinks`);
    const writer = await Writer.connect(server.url, 'shrinks', 'Writer');
    await writer.fill(40, mixed);
    await expect(ana.messages).toHaveCount(40);
    const eye = await Eye.open(ana.page);
    await eye.still();
    // Between the frame in which the reader's own row appeared and the next one, at whose start the browser reports the
    // scroll.
    await ana.page.evaluate(() => {
      const list = document.querySelector('.scroller > ol');
      const foot = document.querySelector<HTMLElement>('.foot');
      if (!list || !foot) throw new Error('the list is missing');
      new MutationObserver((_, observer) => {
        observer.disconnect();
        setTimeout(() => foot.style.setProperty('padding-bottom', '300px'));
      }).observe(list, { childList: true });
    });
    await ana.say('mine');
    await expect(ana.messages.last()).toContainText('mine');
    await eye.still();
    expect((await eye.frames()).at(-1)?.toEnd).toBeLessThanOrEqual(DRIFT_PX);
    await writer.say('and on it goes');
    await expect(ana.messages.last()).toContainText('and on it goes');
    await expect(ana.messages.last()).toBeInViewport();
    writer.close();
  });

  test('a slow scroll leaves the end, however fast messages arrive', async ({ server, somebody }) => {
    const writer = await Writer.connect(server.url, 'slow-hand', 'Writer');
    await writer.fill(100, mixed);
    const ana = await somebody();
    await ana.enter(`${server.url}/r/slow-hand`);
    const eye = await Eye.open(ana.page);
    await overList(ana);
    await eye.still();
    await eye.frames();
    // A message arrives between any two turns of the wheel.
    let wanted = 0;
    for (let turn = 0; turn < 20; turn++) {
      await wheel(ana.page, -8);
      wanted += 8;
      await writer.say(`drop ${turn}`);
      await expect(ana.page.getByText(`drop ${turn}`, { exact: true })).toBeAttached();
    }
    await eye.still();
    const frames = await eye.frames();
    expect((frames[0]?.scrollTop ?? 0) - (frames.at(-1)?.scrollTop ?? 0)).toBe(wanted);
    writer.close();
  });
});

test.describe('a list above its end', () => {
  test('the first visible row keeps its place, whatever changes around it', async ({ server, somebody }) => {
    const room = 'unpinned';
    const writer = await Writer.connect(server.url, room, 'Writer');
    await writer.fill(200, mixed);
    const ana = await somebody();
    await ana.enter(`${server.url}/r/${room}`);
    const eye = await Eye.open(ana.page);
    await overList(ana);
    for (let turn = 0; turn < 6; turn++) {
      await wheel(ana.page, -310);
      await eye.still();
    }
    const first = await firstInSight(ana.page);
    const above = first - 4;
    const changes: Record<string, () => Promise<unknown>> = {
      'new rows': () => writer.fill(20, mixed),
      'an edit above that grows': () => writer.send({ type: 'edit', ref: above, data: mixed(3) }),
      'an edit above that shrinks': () => writer.send({ type: 'edit', ref: above, data: 'short' }),
      'an edit of the row itself': () => writer.send({ type: 'edit', ref: first, data: mixed(3) }),
      'an edit below': () => writer.send({ type: 'edit', ref: first + 2, data: mixed(3) }),
      'a reaction above': () => writer.send({ type: 'react', ref: above, data: '👍' }),
      'a second reaction above': () => writer.send({ type: 'react', ref: above - 1, data: '🎉' }),
      'a reaction taken back above': () => writer.send({ type: 'react', ref: above, data: '👍', off: true }),
      'a deletion above': () => writer.send({ type: 'delete', ref: above - 2 }),
      'a deletion of the row itself': () => writer.send({ type: 'delete', ref: first }),
      'a composer that grows': () => ana.field.fill('one\ntwo\nthree\nfour\nfive\nsix'),
      'a composer that shrinks': () => ana.field.fill(''),
      ...Object.fromEntries(Object.entries(circumstances).map(([name, change]) => [name, () => change(ana.page)])),
    };
    await eye.follow(`m${first}`);
    await eye.still();
    const start = (await eye.frames()).at(-1)?.top ?? Number.NaN;
    for (const [name, change] of Object.entries(changes)) {
      await change();
      await eye.still();
      const tops = (await eye.frames()).map(({ top }) => top ?? Number.NaN);
      expect(tops.length, name).toBeGreaterThan(0);
      for (const top of tops) expect(Math.abs(top - start), name).toBeLessThanOrEqual(DRIFT_PX);
    }
    writer.close();
  });

  test('rows at the very top keep their place when older ones load', async ({ server, somebody }) => {
    const writer = await Writer.connect(server.url, 'very-top', 'Writer');
    await writer.fill(400, (index) => (index % 5 === 0 ? mixed(index) : `line ${index}`));
    const ana = await somebody();
    // The server's frames are held back until the list is at the top.
    let isHeld = false;
    const held: (() => void)[] = [];
    await ana.page.routeWebSocket(/\/ws\//, (page) => {
      page.connectToServer().onMessage((message) => {
        if (isHeld) held.push(() => page.send(message));
        else page.send(message);
      });
    });
    await ana.enter(`${server.url}/r/very-top`);
    const eye = await Eye.open(ana.page);
    await overList(ana);
    await eye.still();
    const loading = ana.page.getByText('Loading older messages…');
    for (let page = 0; page < 3; page++) {
      isHeld = true;
      await expect(async () => {
        await wheel(ana.page, -400);
        await expect(loading).toBeAttached({ timeout: 100 });
      }).toPass();
      // Scrolls like a drag of the scroll bar.
      await ana.page.locator('.scroller').evaluate((scroller) => scroller.scrollTo({ top: 0 }));
      await eye.still();
      // The text of the very first row stays in place as well. Its heading disappears, so the row begins lower.
      const text = await ana.messages.first().locator('.text').elementHandle();
      const before = await text?.boundingBox();
      await eye.follow(`m${(await firstInSight(ana.page)) + 1}`);
      await eye.still();
      const [start] = await eye.frames();
      isHeld = false;
      for (const send of held.splice(0)) send();
      await expect(loading).toHaveCount(0);
      await eye.still();
      for (const frame of await eye.frames())
        expect(awayFrom(frame, start?.top ?? Number.NaN)).toBeLessThanOrEqual(DRIFT_PX);
      const after = await text?.boundingBox();
      expect(Math.abs((after?.y ?? Number.NaN) - (before?.y ?? Number.NaN))).toBeLessThanOrEqual(DRIFT_PX);
    }
    writer.close();
  });

  test('sending a message goes to the end, from anywhere', async ({ server, somebody }) => {
    const writer = await Writer.connect(server.url, 'own', 'Writer');
    await writer.fill(600, mixed);
    const ana = await somebody();
    await ana.enter(`${server.url}/r/own`);
    const eye = await Eye.open(ana.page);
    await overList(ana);
    // Scrolls so far up that the newest rows leave the document.
    await expect(async () => {
      await wheel(ana.page, -1_500);
      await eye.still();
      expect(await ana.messages.filter({ hasText: 'line 598' }).count()).toBe(0);
    }).toPass();
    await ana.say('here I am');
    await expect(ana.messages.last()).toContainText('here I am');
    await eye.still();
    expect((await eye.frames()).at(-1)?.toEnd).toBeLessThanOrEqual(DRIFT_PX);
    await expect(ana.messages.last()).toBeInViewport();
    writer.close();
  });
});

test.describe('opening a room', () => {
  /**
   * Records the height of the list each time the page scrolls it. The lines below the list change with the connection.
   */
  const keepHeights = (page: Page) =>
    page.context().addInitScript(() => {
      const heights = new Set<number>();
      Object.assign(globalThis, { heights });
      const scrollTop = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');
      Object.defineProperty(Element.prototype, 'scrollTop', {
        ...scrollTop,
        set(this: Element, top: number) {
          if (this.matches('.scroller')) heights.add(this.getBoundingClientRect().height);
          scrollTop?.set?.call(this, top);
        },
      });
    });
  /** The distance of the divider from a third of the height of the list. */
  const fromThird = (page: Page) =>
    page.evaluate(() => {
      const list = document.querySelector('.scroller')?.getBoundingClientRect();
      const divider = document.querySelector('.separator.new')?.getBoundingClientRect();
      const heights: number[] = [...Reflect.get(globalThis, 'heights')];
      if (!list || !divider) return Number.NaN;
      return Math.min(...heights.map((height) => Math.abs(divider.top - list.top - height / 3)));
    });
  /** The text of the first message below the divider. */
  const firstUnread = (page: Page) => page.locator('.separator.new + li .text');

  test('the first unread message is placed at a third of the height', async ({ server, somebody }) => {
    const writer = await Writer.connect(server.url, 'unread', 'Writer');
    await writer.fill(100, mixed);
    const ana = await somebody();
    await keepHeights(ana.page);
    await ana.enter(`${server.url}/r/unread`);
    await expect(ana.messages.last()).toContainText('99');
    await ana.enter(`${server.url}/r/scroll-elsewhere`);
    const link = ana.roomLink(/unread/);
    await writer.fill(250, (index) => `news ${index}`);
    await expect(link).toContainText('99+');
    await link.click();
    await expect(firstUnread(ana.page)).toHaveText('news 0');
    const eye = await Eye.open(ana.page);
    await eye.still();
    expect(await fromThird(ana.page)).toBeLessThanOrEqual(DRIFT_PX);
    writer.close();
  });

  /**
   * Reads a room of 100 messages to its end and closes it. Another 180 arrive meanwhile. Resolves with a page that can
   * open it again.
   */
  const leaveBehind = async (ana: Person, url: string, room: string, isKept: boolean): Promise<Page> => {
    const writer = await Writer.connect(url.slice(0, url.indexOf('/r/')), room, 'Writer');
    await writer.fill(100, mixed);
    await keepHeights(ana.page);
    await ana.enter(url);
    await expect(ana.messages.last()).toContainText('99');
    // The read mark and the copy are stored from time to time.
    await expect
      .poll(() => ana.page.evaluate((key) => localStorage.getItem(key), `parley:room:${room}`))
      .toMatch(/"seq":100/);
    if (isKept) await expect.poll(() => copies(ana.page)).toContain('"seq":100');
    const page = await ana.page.context().newPage();
    await ana.page.close();
    await writer.fill(180, (index) => `news ${index}`);
    writer.close();
    return page;
  };
  const expectAtThird = async (page: Page): Promise<void> => {
    await expect(firstUnread(page)).toHaveText('news 0');
    const eye = await Eye.open(page);
    await eye.still();
    expect(await fromThird(page)).toBeLessThanOrEqual(DRIFT_PX);
  };

  test('the first unread message is placed at a third of the height even if it must be loaded first', async ({
    server,
    somebody,
  }) => {
    const url = `${server.url}/r/unread-load`;
    const page = await leaveBehind(await somebody(), url, 'unread-load', false);
    // The whole history has to be loaded.
    await page.addInitScript(() => void indexedDB.deleteDatabase('parley-copies'));
    await page.goto(url);
    await expectAtThird(page);
  });

  test('the first unread message is placed at a third of the height from a stored copy, even if the first connection fails', async ({
    server,
    somebody,
  }) => {
    for (const [room, losses] of [
      ['unread-copy', 0],
      ['unread-lost', 1],
    ] as const) {
      const url = `${server.url}/r/${room}`;
      const page = await leaveBehind(await somebody(), url, room, true);
      let lost = 0;
      await page.routeWebSocket(/\/ws\//, (socket) => {
        if (lost++ < losses) socket.close({ code: 1011, reason: 'lost' });
        else socket.connectToServer();
      });
      await page.goto(url);
      await expectAtThird(page);
    }
  });

  test('without unread messages, a room opens at its end or at the reader’s last place', async ({
    server,
    somebody,
  }) => {
    const writer = await Writer.connect(server.url, 'left', 'Writer');
    await writer.fill(600, mixed);
    const ana = await somebody();
    await ana.enter(`${server.url}/r/beside`);
    await ana.enter(`${server.url}/r/left`);
    const rooms = ana.page.getByRole('navigation', { name: 'Rooms' });
    let eye = await Eye.open(ana.page);
    await eye.still();
    expect((await eye.frames()).at(-1)?.toEnd).toBeLessThanOrEqual(DRIFT_PX);
    await overList(ana);
    for (let turn = 0; turn < 5; turn++) {
      await wheel(ana.page, -1_130);
      await eye.still();
    }
    const first = await firstInSight(ana.page);
    await eye.follow(`m${first}`);
    await eye.still();
    const { top } = (await eye.frames()).at(-1) ?? {};
    await eye.close();
    await rooms.getByRole('link', { name: /beside/ }).click();
    await expect(ana.page).toHaveTitle(/beside/);
    // New messages don't move the reader either.
    await writer.fill(30, mixed);
    await rooms.getByRole('link', { name: /left/ }).click();
    await expect(ana.page.locator(`li[data-key="m${first}"]`)).toBeVisible();
    eye = await Eye.open(ana.page);
    await eye.follow(`m${first}`);
    await eye.still();
    const frames = await eye.frames();
    for (const frame of frames) expect(awayFrom(frame, top ?? Number.NaN)).toBeLessThanOrEqual(DRIFT_PX);
    writer.close();
  });
});

test.describe('the button to the latest message', () => {
  for (const reducedMotion of ['no-preference', 'reduce'] as const)
    test(`going to the latest message is ${reducedMotion === 'reduce' ? 'one step if motion is reduced' : 'animated, and ends at what arrived meanwhile'}`, async ({
      server,
      somebody,
    }) => {
      const room = `latest-${reducedMotion}`;
      const writer = await Writer.connect(server.url, room, 'Writer');
      await writer.fill(100, mixed);
      const ana = await somebody({ reducedMotion });
      // Simulates WebKit before 26.2, which has no `scrollend` event.
      await ana.page.addInitScript(() =>
        addEventListener('scrollend', (event) => event.stopImmediatePropagation(), true),
      );
      await ana.enter(`${server.url}/r/${room}`);
      const eye = await Eye.open(ana.page);
      await overList(ana);
      await eye.still();
      await wheel(ana.page, -900);
      await eye.still();
      await eye.frames();
      await ana.page.getByRole('button', { name: 'Jump to latest message' }).click();
      await writer.fill(3, (index) => `meanwhile ${index}`);
      await expect(ana.messages.last()).toContainText('meanwhile 2');
      await eye.still();
      const frames = await eye.frames();
      expect(frames.at(-1)?.toEnd).toBeLessThanOrEqual(DRIFT_PX);
      const between = frames.filter(({ toEnd }) => toEnd > DRIFT_PX && toEnd < 890);
      if (reducedMotion === 'reduce') expect(between).toEqual([]);
      else expect(between.length).toBeGreaterThan(1);
      writer.close();
    });

  test('the animation to the end stops when the reader scrolls up, by whatever means', async ({ server, somebody }) => {
    const writer = await Writer.connect(server.url, 'stopped', 'Writer');
    await writer.fill(100, mixed);
    const ana = await somebody();
    await ana.enter(`${server.url}/r/stopped`);
    const eye = await Eye.open(ana.page);
    await overList(ana);
    await eye.still();
    await wheel(ana.page, -900);
    await eye.still();
    await eye.frames();
    await ana.page.getByRole('button', { name: 'Jump to latest message' }).evaluate(async (button) => {
      const scroller = document.querySelector('.scroller');
      if (!scroller || !(button instanceof HTMLElement)) throw new Error('the list is missing');
      const from = scroller.scrollTop;
      button.click();
      while (scroller.scrollTop <= from) await new Promise(requestAnimationFrame);
      // In some browsers, dragging the scroll bar fires no pointer events.
      scroller.scrollBy({ top: -60, behavior: 'instant' });
    });
    await eye.still();
    expect((await eye.frames()).at(-1)?.toEnd).toBeGreaterThan(500);
    await writer.say('below');
    await expect(ana.page.getByRole('button', { name: '1 new' })).toBeVisible();
    writer.close();
  });
});

test('the window of rows comes to rest on a screen so tall that most rows are visible', async ({
  server,
  somebody,
}) => {
  const writer = await Writer.connect(server.url, 'high', 'Writer');
  await writer.fill(500, (index) => `line ${index}`);
  const ana = await somebody({ viewport: { width: 800, height: 2_900 } });
  await ana.enter(`${server.url}/r/high`);
  const eye = await Eye.open(ana.page);
  await overList(ana);
  await eye.still();
  for (let turn = 0; turn < 8; turn++) {
    await wheel(ana.page, -2_000);
    await eye.still();
  }
  await expect(ana.page.locator('.begins')).toBeVisible();
  const frames = await eye.frames();
  expect(Math.max(...frames.map(({ rows }) => rows))).toBeLessThanOrEqual(ROWS);
  writer.close();
});

test('a long history is read to the start and back, and every row is where the wheel puts it', async ({
  server,
  somebody,
}) => {
  test.setTimeout(180_000 + LONG * 90);
  const writer = await Writer.connect(server.url, 'long', 'Writer');
  // Most messages are one line, as in a chat.
  await writer.fill(LONG, (index) => (index % 5 === 0 ? mixed(index) : `line ${index}`));
  const ana = await somebody({ viewport: { width: 1_280, height: 1_000 } });
  await ana.enter(`${server.url}/r/long`);
  const eye = await Eye.open(ana.page);
  await overList(ana);
  await eye.still();
  await travel(ana.page, eye, -1);
  await expect(ana.page.locator('.begins')).toBeVisible();
  await expect(ana.messages.filter({ hasText: 'line 1' }).first()).toBeVisible();
  await travel(ana.page, eye, 1);
  await expect(ana.messages.last()).toContainText(`line ${LONG - 1}`);
  writer.close();
});

/** Turns the wheel until nothing is left in that direction, and checks where each turn leads. */
async function travel(page: Page, eye: Eye, direction: 1 | -1): Promise<void> {
  const step = 1_100;
  for (;;) {
    await roomFor(page, step + SPARE_PX, direction);
    await eye.followMiddle();
    await wheel(page, direction * step);
    await eye.still();
    const frames = await eye.frames();
    const [from, to] = [frames[0], frames.at(-1)];
    if (from?.top === undefined || to === undefined) throw new Error('The followed row is not in the document.');
    const isOver = direction === 1 ? to.toEnd <= 1 : to.scrollTop <= 1;
    for (const frame of frames) {
      expect(frame.rows).toBeLessThanOrEqual(ROWS);
      expect(frame.ordered).toBe(true);
      // The row is where it was, or where the wheel has moved it.
      if (!isOver) expect(awayFrom(frame, from.top, from.top - direction * step)).toBeLessThanOrEqual(DRIFT_PX);
    }
    if (isOver) return;
  }
}

function awayFrom({ top }: Frame, ...places: number[]): number {
  return Math.min(...places.map((place) => Math.abs((top ?? Number.NaN) - place)));
}

/** Resolves when the list can scroll that far, or to the end of the history. */
async function roomFor(page: Page, step: number, direction: 1 | -1): Promise<void> {
  await page.waitForFunction(
    ({ step, direction, newest }) => {
      const scroller = document.querySelector('.scroller');
      if (!scroller) return false;
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      if (direction === 1)
        return scrollHeight - clientHeight - scrollTop >= step || document.querySelector(newest) !== null;
      return scrollTop >= step || document.querySelector('.begins') !== null;
    },
    { step, direction, newest: `.scroller li[data-key="m${LONG}"]` },
  );
}

/** The `seq` of the first message that is completely visible. */
function firstInSight(page: Page): Promise<number> {
  return page.evaluate(() => {
    const top = document.querySelector('.scroller')?.getBoundingClientRect().top ?? 0;
    const rows = [...document.querySelectorAll<HTMLElement>('.scroller li[data-key^="m"]')];
    const row = rows.find((one) => one.getBoundingClientRect().top >= top);
    return Number(row?.dataset.key?.slice(1));
  });
}

/** Moves the mouse to a part of the list where no toolbar appears. */
async function overList(person: Person): Promise<void> {
  await person.page.locator('.scroller').hover({ position: { x: 4, y: 40 } });
}

/** Turns the wheel, and waits until the page has been told. */
async function wheel(page: Page, deltaY: number): Promise<void> {
  await page.mouse.wheel(0, deltaY);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

test('a double click on the button goes to the latest message, and the button covers the toolbar', async ({
  server,
  somebody,
  tool,
}) => {
  const hose = await tool('/ws/double-click');
  for (let line = 1; line <= 60; line++) hose.say(`line ${line}`);
  const ana = await somebody();
  await ana.enter(`${server.url}/r/double-click`);
  await expect(ana.messages.last()).toContainText('line 60');
  const list = ana.page.getByRole('region', { name: /^Messages/ });
  await list.hover();
  await ana.page.mouse.wheel(0, -1_500);
  const jump = ana.page.locator('.jump');
  await expect(jump).toBeVisible();
  const box = await jump.boundingBox();
  if (!box) throw new Error('The button is not on the screen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // Moves the mouse along a row whose toolbar would reach under the button.
  await ana.page.mouse.move(box.x - 200, box.y + box.height + 2);
  await ana.page.mouse.move(x, y, { steps: 10 });
  await ana.page.mouse.dblclick(x, y);
  await expect(ana.messages.last()).toBeInViewport();
  await expect(jump).toHaveCount(0);
  await expect(ana.page.getByRole('dialog')).toHaveCount(0);
});
