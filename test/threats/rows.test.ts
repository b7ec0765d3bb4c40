/** docs/threats.md and the tests agree: each row lists the files whose tests have its number in their names. */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GUARDS } from './guard-list.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROWS = 55;

/** All numbers in a text, with ranges expanded: B10–B12 stands for three. */
function numbersIn(text: string): number[] {
  return [...text.matchAll(/\bB(\d\d)(?:–B(\d\d))?/g)].flatMap(([, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => Number(first) + n),
  );
}

/** The numbers in the names of a file's tests. */
function numbersTested(file: string): number[] {
  const path = ['test.ts', 'spec.ts']
    .map((ending) => `${ROOT}/test/${file}.${ending}`)
    .find((name) => existsSync(name));
  if (path === undefined) throw new Error(`no such test: ${file}`);
  const names =
    readFileSync(path, 'utf8').match(/\b(?:describe|it|test)\b[^\n]*|^\s*\]\)\([^\n]*|^\s*\['B[^\n]*/gm) ?? [];
  return numbersIn(names.join('\n'));
}

const text = readFileSync(`${ROOT}/docs/threats.md`, 'utf8');
const rows = text
  .split('\n')
  .filter((line) => /^\| B\d\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 6)
  .map(([, number = '', , , tests = '']) => ({ number, tests: tests.split(', ') }));

describe('docs/threats.md', () => {
  it(`docs/threats.md contains all rows from B01 to B${ROWS}`, () => {
    expect(rows.flatMap(({ number }) => numbersIn(number))).toEqual(Array.from({ length: ROWS }, (_, n) => n + 1));
  });

  it.each(rows)('$number is in the names of tests of each file that its row lists', ({ number, tests }) => {
    const wanted = numbersIn(number);
    for (const file of tests)
      expect(
        wanted.some((one) => numbersTested(file).includes(one)),
        file,
      ).toBe(true);
    for (const one of wanted)
      expect(
        tests.some((file) => numbersTested(file).includes(one)),
        `B${one}`,
      ).toBe(true);
  });
});

describe('the removable guards', () => {
  it.each(GUARDS)('$row: the guard $what is in $file exactly once', ({ file, code }) => {
    expect(readFileSync(`${ROOT}/${file}`, 'utf8').split(code)).toHaveLength(2);
  });

  it('docs/threats.md names exactly the guards that can be removed', () => {
    const [, told = ''] = /a test of that row fails: of ([^;]*?), as\s/.exec(text) ?? [];
    expect(numbersIn(told)).toEqual([...new Set(GUARDS.flatMap(({ row }) => numbersIn(row)))]);
  });
});
