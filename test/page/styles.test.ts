import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const STYLES = join(import.meta.dirname, '../../src/page/styles');

test('no animation is of colours: WebKit goes on with those of a theme that was left meanwhile', async () => {
  const moved = new Set<string>();
  for (const file of await readdir(STYLES)) {
    const style = await readFile(join(STYLES, file), 'utf8');
    for (const [, frames = ''] of style.matchAll(/@keyframes \S+ \{(.*?)^\}/gms))
      for (const [, property = ''] of frames.matchAll(/([\w-]+):/g)) moved.add(property);
  }
  expect(moved.size).toBeGreaterThan(0);
  for (const property of moved)
    expect(['opacity', 'visibility', 'transform', 'translate'], property).toContain(property);
});

test('scrollbars have the colours of the theme: Firefox may draw them white in the dark one', async () => {
  const style = await readFile(join(STYLES, 'base.css'), 'utf8');
  expect(/^html \{.*?^\}/ms.exec(style)?.[0]).toContain('scrollbar-color: var(--edge) transparent;');
});

test('what was done well has not the colour of what went wrong, nor one that is nearly the same', async () => {
  const style = await readFile(join(STYLES, 'manage.css'), 'utf8');
  expect(/^\.saved \{.*?^\}/ms.exec(style)?.[0]).toContain('color: var(--good);');
});
