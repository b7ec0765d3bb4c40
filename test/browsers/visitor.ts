/** A simulated person at the page in a real browser, who looks, points and types. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Driver, KeyAction, PointerAction } from './driver.ts';

const PATIENCE_MS = 30_000;
const POLL_MS = 50;

/** The characters by which WebDriver denotes keys without text. */
const KEYS = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Delete: '\uE017',
  ArrowUp: '\uE013',
  Control: '\uE009',
  End: '\uE010',
} as const;

/** Values that can be read from a page. They are JSON, so a check never holds an element. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };

/** An element: the first visible match of a selector that contains this text. */
export interface Target {
  css: string;
  text?: string;
}

export class Visitor {
  readonly driver: Driver;

  constructor(driver: Driver) {
    this.driver = driver;
  }

  /** Runs a function in the page. It can use its arguments but nothing else of this process. */
  async run<Args extends readonly Json[], Result>(
    look: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    const given = args.map((arg) => JSON.stringify(arg ?? null)).join();
    return JSON.parse(await this.driver.run(`() => (${look})(${given})`));
  }

  /**
   * Runs a function in the page until it returns a value.
   * @throws Error after half a minute, with `what` and the last result
   */
  async wait<Args extends readonly Json[], Result>(
    what: string,
    look: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<NonNullable<Result>> {
    return until(what, () => this.run(look, ...args));
  }

  /**
   * Waits until an element is visible and doesn't move.
   * @returns its centre
   */
  async find({ css, text = '' }: Target): Promise<{ x: number; y: number }> {
    return this.wait(
      `${css} ${text}`,
      async (selector, wanted) => {
        const element = [...document.querySelectorAll(selector)].find(
          (one) => one.checkVisibility() && one.textContent.includes(wanted),
        );
        if (!element) return null;
        const box = () => element.getBoundingClientRect();
        if (box().top < 0 || box().bottom > innerHeight) element.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = box();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        if (box().x !== x || box().y !== y || width === 0) return null;
        return { x: Math.floor(x + width / 2), y: Math.floor(y + height / 2) };
      },
      css,
      text,
    );
  }

  async hover(target: Target): Promise<void> {
    await this.#point([{ type: 'pointerMove', ...(await this.find(target)) }]);
  }

  async click(target: Target): Promise<void> {
    await this.#point([
      { type: 'pointerMove', ...(await this.find(target)) },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  /** Types text with one key press for each character. */
  async type(text: string): Promise<void> {
    await this.#keys([...text].flatMap((value) => tap(value)));
  }

  /** Presses a key while others are held down. */
  async press(key: keyof typeof KEYS | (string & {}), ...held: (keyof typeof KEYS)[]): Promise<void> {
    const down = held.map((name): KeyAction => ({ type: 'keyDown', value: KEYS[name] }));
    const up = held.map((name): KeyAction => ({ type: 'keyUp', value: KEYS[name] }));
    await this.#keys([...down, ...tap(isNamed(key) ? KEYS[key] : key), ...up.reverse()]);
  }

  async #keys(actions: KeyAction[]): Promise<void> {
    await this.driver.perform([{ type: 'key', id: 'keyboard', actions }]);
  }

  async #point(actions: PointerAction[]): Promise<void> {
    await this.driver.perform([{ type: 'pointer', id: 'mouse', actions }]);
  }
}

const tap = (value: string): KeyAction[] => [
  { type: 'keyDown', value },
  { type: 'keyUp', value },
];

const isNamed = (key: string): key is keyof typeof KEYS => key in KEYS;

/**
 * Polls until there is a value.
 * @throws Error after half a minute
 */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Gave up waiting for ${what}; last result: ${JSON.stringify(found)}`);
    await delay(POLL_MS);
  }
}
