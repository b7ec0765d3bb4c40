import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const PAGE = join(import.meta.dirname, '../../src/page');
const FILES = readdirSync(PAGE, { recursive: true, encoding: 'utf8' });
const SHEETS = FILES.filter((file) => file.endsWith('.css'));
const read = (file: string): string => readFileSync(join(PAGE, file), 'utf8');

/**
 * The page's code by folder, such as `shell` or `features/search`. The gallery isn't part of the page, so it is left
 * out.
 */
const CODE = Map.groupBy(
  FILES.filter((file) => /\.(tsx?|html)$/.test(file) && !file.startsWith('gallery/')).map((file) => ({
    folder: folderOf(file),
    text: read(file),
  })),
  ({ folder }) => folder,
);

function folderOf(file: string): string {
  return file.startsWith('features/') ? file.split('/').slice(0, 2).join('/') : file.includes('/') ? dirname(file) : '';
}

/** The class names for which a sheet has rules. */
function classesIn(sheet: string): Set<string> {
  const rules = read(sheet).replaceAll(/\/\*.*?\*\//gs, '');
  const selectors = [...rules.matchAll(/[^{};]+(?=\{)/g)].map(([selector]) => selector);
  return new Set(
    selectors.flatMap((selector) => [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name)),
  );
}

/** Whether `text` contains this class, in full or as a prefix that is completed: `on-${where}`. */
function says(text: string, name: string): boolean {
  const [beginning] = /^[a-z]+-/.exec(name) ?? [];
  return (
    new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text) ||
    (beginning !== undefined && text.includes(`${beginning}\${`))
  );
}

test('no animation changes colours, because WebKit keeps those of the previous theme', async () => {
  const moved = new Set<string>();
  for (const file of SHEETS) {
    const style = read(file);
    for (const [, frames = ''] of style.matchAll(/@keyframes \S+ \{(.*?)^\}/gms))
      for (const [, property = ''] of frames.matchAll(/([\w-]+):/g)) moved.add(property);
  }
  expect(moved.size).toBeGreaterThan(0);
  for (const property of moved)
    expect(['opacity', 'visibility', 'transform', 'translate'], property).toContain(property);
});

test('scroll bars have theme colours, because Firefox may draw them white in the dark theme', async () => {
  const style = await readFile(join(PAGE, 'ui/base.css'), 'utf8');
  expect(/^html \{.*?^\}/ms.exec(style)?.[0]).toContain('scrollbar-color: var(--edge) transparent;');
});

test('success and failure have clearly different colours', async () => {
  const style = await readFile(join(PAGE, 'features/moderation/saving.css'), 'utf8');
  expect(/^\.saved \{.*?^\}/ms.exec(style)?.[0]).toContain('color: var(--good);');
});

describe('class names', () => {
  test.each(SHEETS)('every class that %s styles is used on the page', (sheet) => {
    const code = [...CODE.values()].flat();
    const unused = [...classesIn(sheet)].filter((name) => !code.some(({ text }) => says(text, name)));
    expect(unused).toEqual([]);
  });

  const ofFeatures = SHEETS.filter((sheet) => sheet.startsWith('features/'));
  test.each(ofFeatures)('every class in %s belongs to its feature, to what that uses, or to what shows it', (sheet) => {
    const own = folderOf(sheet);
    const imports = (from: string, to: string): boolean =>
      (CODE.get(from) ?? []).some(({ text }) =>
        new RegExp(`from '(\\.\\./)+(features/)?${to.replace('features/', '')}/`).test(text),
      );
    const near = [...CODE.keys()].filter((folder) => folder === own || imports(own, folder) || imports(folder, own));
    const code = near.flatMap((folder) => CODE.get(folder) ?? []);
    const foreign = [...classesIn(sheet)].filter((name) => !code.some(({ text }) => says(text, name)));
    expect(foreign).toEqual([]);
  });
});
