/** Reads and checks the command lines of bench and load. An error names the invalid value and what is allowed. */

import { parseArgs } from 'node:util';

export type Parsed<T> = { kind: 'ok'; options: T } | { kind: 'bad'; why: string[] };

/** Reads options and collects problems. */
export class Reader {
  readonly problems: string[] = [];
  readonly #values: Readonly<Record<string, string | boolean | undefined>>;

  /** @param flags options with a value; `switches` are those without one */
  constructor(args: readonly string[], flags: readonly string[], switches: readonly string[] = []) {
    const options = {
      ...Object.fromEntries(flags.map((name) => [name, { type: 'string' as const }])),
      ...Object.fromEntries(switches.map((name) => [name, { type: 'boolean' as const }])),
    };
    try {
      this.#values = parseArgs({ args: [...args], options }).values as Record<string, string | boolean>;
    } catch (error) {
      this.#values = {};
      this.problems.push(
        `${error instanceof Error ? error.message.split('. ')[0] : String(error)}. The options are ${[...flags, ...switches].map((name) => `--${name}`).join(', ')}.`,
      );
    }
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  isSet(name: string): boolean {
    return this.#values[name] === true;
  }

  number(
    name: string,
    fallback: number,
    { min, max, whole = true }: { min: number; max: number; whole?: boolean },
  ): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    this.problems.push(`--${name} is "${text}", but must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`);
    return fallback;
  }

  /** One of several words. The default is the first. */
  choice<T extends string>(name: string, [fallback, ...others]: readonly [T, ...T[]]): T {
    const text = this.text(name);
    const allowed = [fallback, ...others];
    const found = allowed.find((word) => word === text);
    if (text !== undefined && found === undefined)
      this.problems.push(`--${name} is "${text}", but must be ${allowed.join(' or ')}.`);
    return found ?? fallback;
  }

  /** Names separated by commas, each one of `allowed`. The default is all of them. */
  list(name: string, allowed: readonly string[]): string[] {
    const text = this.text(name);
    if (text === undefined) return [...allowed];
    const list = text.split(',').map((entry) => entry.trim());
    const unknown = list.filter((entry) => !allowed.includes(entry));
    if (unknown.length > 0)
      this.problems.push(`--${name}: unknown ${unknown.join(', ')}; allowed are ${allowed.join(', ')}.`);
    return list;
  }
}
