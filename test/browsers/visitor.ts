/** Somebody at the page of a real browser: looks at it, points and types. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Driver, KeyAction, PointerAction } from './driver.ts';

const PATIENCE_MS = 30_000;
const POLL_MS = 50;

/** WebDriver's characters for keys that write none. */
const KEYS = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Delete: '\uE017',
  ArrowUp: '\uE013',
  Control: '\uE009',
  End: '\uE010',
} as const;

/** What can be told of a page as JSON: a check never holds an element. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };

/** An element: the first one in sight that a selector finds and that has this text. */
export interface Target {
  css: string;
  text?: string;
}

export class Visitor {
  readonly driver: Driver;

  constructor(driver: Driver) {
    this.driver = driver;
  }

  /** Runs a function in the page, where nothing of this process is known but its arguments. */
  async run<Args extends readonly Json[], Result>(
    look: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    const given = args.map((arg) => JSON.stringify(arg ?? null)).join();
    return JSON.parse(await this.driver.run(`() => (${look})(${given})`));
  }

  /** Runs it until it returns something. @throws Error after half a minute, with what was waited for and the last answer */
  async wait<Args extends readonly Json[], Result>(
    what: string,
    look: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<NonNullable<Result>> {
    return until(what, () => this.run(look, ...args));
  }

  /** Waits until an element stands still in sight. @returns its centre */
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

  /** Types text, each character as a key. */
  async type(text: string): Promise<void> {
    await this.#keys([...text].flatMap((value) => tap(value)));
  }

  /** Presses a key, with others held down. */
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

/** Looks until there is something. @throws Error after half a minute */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}: ${JSON.stringify(found)}`);
    await delay(POLL_MS);
  }
}
