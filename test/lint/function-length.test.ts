/**
 * No function has more than 60 lines (docs/architecture.md), from its first to its last. Biome's rule for this, which
 * reports most of them earlier, doesn't count blank lines, comments or text in JSX.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

const SRC = join(import.meta.dirname, '../../src');
const MOST_LINES = 60;

/** A sentence about each function in `code` that is too long. */
function longFunctions(code: string): string[] {
  const lineAt = (offset: number): number => code.slice(0, offset).split('\n').length;
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isFunction(node)) {
      const first = lineAt(node.start);
      const length = lineAt(node.end) - first + 1;
      if (length > MOST_LINES) found.push(`line ${first} has a function of ${length} lines`);
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code, { lang: 'tsx' }));
  return found;
}

/** Whether `node` is a function of any kind. Methods contain one. */
function isFunction(node: object): node is { start: number; end: number } {
  return 'type' in node && /^(Function|ArrowFunction)(Declaration|Expression)$/.test(String(node.type));
}

/** A function of `lines` lines, with the lines that Biome's rule doesn't count. */
const component = (lines: number): string =>
  `export function Long() {\n${'  // A comment.\n\n'.repeat(10)}  return (\n    <p>\n${'      text\n'.repeat(lines - 26)}    </p>\n  );\n}\n`;

test('every physical line of a function counts', () => {
  expect(longFunctions(component(MOST_LINES))).toEqual([]);
  expect(longFunctions(component(MOST_LINES + 1))).toEqual(['line 1 has a function of 61 lines']);
});

test.for([
  ['function', 'function long() {', '}'],
  ['arrow function', 'const long = () => {', '};'],
  ['method', 'class Some { long() {', '}}'],
  ['getter', 'const some = { get long() {', '}};'],
])('a long %s is found', ([, begin, end]) => {
  expect(longFunctions(`${begin}\n${'\n'.repeat(MOST_LINES)}${end}`)).toHaveLength(1);
});

test('no function has more than 60 lines', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(0);
  const found = files.flatMap((file) =>
    longFunctions(readFileSync(join(SRC, file), 'utf8')).map((what) => `src/${file}: ${what}`),
  );
  expect(found).toEqual([]);
});
