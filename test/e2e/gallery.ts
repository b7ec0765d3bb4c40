/** Builds the gallery, which isn't part of the page, and shows it in a browser under the page's own headers. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { bundling } from '../../src/page/build/bundling.ts';

const root = join(import.meta.dirname, '../..');

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

export interface Gallery {
  /** Serves the gallery under /gallery/ of the server that `page` uses. */
  serve(page: Page): Promise<void>;
}

export async function buildGallery(): Promise<Gallery> {
  const { outputFiles } = await build({
    ...bundling,
    absWorkingDir: root,
    entryPoints: { gallery: 'src/page/gallery/gallery.tsx', style: 'src/page/shell/index.css' },
    outdir: 'gallery',
    write: false,
    logLevel: 'warning',
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path.slice(root.length), Buffer.from(contents)]));
  const template = await readFile(join(root, 'src/page/index.html'), 'utf8');
  const html = template
    .replace('{{style}}', '/gallery/style.css')
    .replace('<!-- scripts -->', '<script type="module" src="/gallery/gallery.js"></script>');
  files.set('/gallery/', Buffer.from(html));
  const policy = /Content-Security-Policy: (.*)/.exec(await readFile(join(root, 'public/_headers'), 'utf8'))?.[1] ?? '';
  return {
    serve: async (page) => {
      await page.route('**/gallery/**', async (route) => {
        const { pathname } = new URL(route.request().url());
        const body = files.get(pathname);
        if (!body) return route.fulfill({ status: 404, body: 'Not in the gallery.' });
        const type = TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/html';
        return route.fulfill({
          body,
          headers: { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy },
        });
      });
    },
  };
}
