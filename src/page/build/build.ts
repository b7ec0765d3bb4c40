/** Builds the pages from src/page into public/. `--check` also fails when a page exceeds its budgets. */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { bundling, EMOJI_FILE, inOnePiece } from './bundling.ts';
import { unstarted } from './unstarted.ts';

const pageDir = join(import.meta.dirname, '..');
const root = join(pageDir, '../..');
const publicDir = join(root, 'public');
const assetsDir = join(publicDir, 'assets');

/** The maximum size of each part, in bytes after gzip. */
const BUDGET = {
  'first JS': 43.8 * 1024,
  CSS: 10 * 1024,
  HTML: 4 * 1024,
  'lazy chunk': 20 * 1024,
  'emoji data': 45 * 1024,
};

/** The maximum number of scripts that a page may fetch later. Each is a request, and small files compress worse. */
const LAZY_CHUNKS = 8;

/** A built file: its name under public/assets, and its contents. */
interface Asset {
  name: string;
  contents: Uint8Array;
}

interface Page {
  document: Document;
  assets: Asset[];
  html: string;
  /** Names of the scripts that the page needs before it shows anything, in the order in which they run. */
  first: string[];
}

/** A document and its sources, as paths under src/page. */
interface Document {
  /** The base name of its built files. */
  name: string;
  /** Under public/. */
  file: string;
  template: string;
  script: string;
  /** A module that `script` imports and that runs while the rest of `script` is still loading. */
  early?: string;
  style: string;
}

const CHAT: Document = {
  name: 'app',
  file: 'index.html',
  template: 'index.html',
  script: 'shell/app.tsx',
  early: 'shell/early.ts',
  style: 'shell/index.css',
};
const DIAGNOSTICS: Document = {
  name: 'diagnostics',
  file: 'diagnostics.html',
  template: 'diagnostics/index.html',
  script: 'diagnostics/app.tsx',
  style: 'diagnostics/index.css',
};

/**
 * Bundles each document separately, because a file that two of them shared would be one more request for the chat page.
 */
async function bundle(document: Document): Promise<Page> {
  const entryPath = join(pageDir, document.script);
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      [document.name]: `src/page/${document.script}`,
      ...(document.early && { [`${document.name}-early`]: `src/page/${document.early}` }),
      [`${document.name}-style`]: `src/page/${document.style}`,
    },
    outdir: 'public/assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    ...bundling,
    plugins: [...bundling.plugins, inOnePiece(entryPath)],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  const style = entry(metafile, document.style);
  // esbuild moves code that several entries share into a chunk of its own. An entry that shares all of its code only
  // imports that chunk, and would be one more request for nothing.
  const isEmpty = (name: string): boolean =>
    name.endsWith('.js') && Object.keys(metafile.outputs[`public/assets/${name}`]?.inputs ?? {}).length === 0;
  const first = staticImports(metafile, entry(metafile, document.script)).filter((name) => !isEmpty(name));
  const assets = outputFiles
    .map(({ path, contents }) => ({ name: path.slice(assetsDir.length + 1), contents }))
    .filter(({ name }) => !isEmpty(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const template = await readFile(join(pageDir, document.template), 'utf8');
  const scripts = first.map((name) => `<script type="module" src="/assets/${name}" blocking="render"></script>\n`);
  const html = template
    .replace('{{style}}', `/assets/${style}`)
    .replace('<!-- scripts -->\n', scripts.join(''))
    .replace('<!-- unstarted -->\n', unstarted);
  return { document, assets, html, first };
}

/** The output for `source`. Parts that are fetched later are entries, too. */
function entry(metafile: Metafile, source: string): string {
  const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === `src/page/${source}`);
  if (!found) throw new Error(`The build produced no output for ${source}.`);
  return fileName(found[0]);
}

/** `script` and what it imports before it runs, in the order in which they run. */
function staticImports(metafile: Metafile, script: string): string[] {
  const seen = new Set<string>();
  const all: string[] = [];
  const follow = (name: string): void => {
    seen.add(name);
    for (const { path, kind } of metafile.outputs[`public/assets/${name}`]?.imports ?? [])
      if (kind === 'import-statement' && !seen.has(fileName(path))) follow(fileName(path));
    all.push(name);
  };
  follow(script);
  return all;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Writes only files that changed, because `wrangler dev` watches public/ and would reload the page for nothing. */
async function write(path: string, contents: Uint8Array | string): Promise<void> {
  const bytes = Buffer.from(contents);
  const old = await readFile(path).catch(() => undefined);
  if (!old?.equals(bytes)) await writeFile(path, bytes);
}

/** Files of the page in public/ that aren't built. */
const STILL = ['favicon.svg', 'favicon-unread.svg', 'icon-192.png', 'manifest.webmanifest'];

/** Stands for the id of the build until it is known. */
const ID = '{{build}}';

/** @returns the id of the chat page's build, which the server reports to open pages */
async function publish(pages: readonly Page[], chat: Page): Promise<string> {
  const worker = await readWorker(chat);
  // File names contain hashes of their contents, so hashing the names covers everything.
  const hash = createHash('sha256').update(chat.html).update(worker);
  for (const { name } of chat.assets) hash.update(name);
  for (const name of STILL) hash.update(await readFile(join(publicDir, name)));
  const id = hash.digest('hex').slice(0, 10);
  await mkdir(assetsDir, { recursive: true });
  for (const { document, assets, html } of pages) {
    for (const { name, contents } of assets) await write(join(assetsDir, name), contents);
    await write(join(publicDir, document.file), html.replaceAll(ID, id));
  }
  await write(join(publicDir, 'sw.js'), worker.replaceAll(ID, id));
  await write(join(publicDir, 'build.txt'), id);
  const kept = new Set(pages.flatMap(({ assets }) => assets.map(({ name }) => name)));
  for (const name of await readdir(assetsDir))
    if (!kept.has(name)) await rm(join(assetsDir, name), { recursive: true });
  return id;
}

/**
 * The service worker, with the list of the files that it caches at once. Emoji are cached when they are first used,
 * because they are half of the total size.
 */
async function readWorker({ assets }: Page): Promise<string> {
  const built = assets.map(({ name }) => name).filter((name) => !EMOJI_FILE.test(name));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/page/worker/sw.ts'],
    ...bundling,
    format: 'iife',
    splitting: false,
    define: {
      BUILD: JSON.stringify(ID),
      FILES: JSON.stringify(['/', ...STILL.map((name) => `/${name}`), ...built.map((name) => `/assets/${name}`)]),
    },
    write: false,
    logLevel: 'warning',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** The gzipped size of every part that has a budget. */
function measure({
  document,
  assets,
  html,
  first,
}: Page): { part: keyof typeof BUDGET; name: string; bytes: number }[] {
  const size = (contents: Uint8Array | string): number => gzipSync(contents, { level: 9 }).length;
  const firstBytes = assets.filter(({ name }) => first.includes(name)).reduce((sum, a) => sum + size(a.contents), 0);
  return [
    { part: 'first JS', name: first.join(' + '), bytes: firstBytes },
    { part: 'HTML', name: document.file, bytes: size(html) },
    ...assets
      .filter(({ name }) => !first.includes(name))
      .map(({ name, contents }) => ({
        part: lazyPart(name),
        name,
        bytes: size(contents),
      })),
  ];
}

function lazyPart(name: string): keyof typeof BUDGET {
  if (name.endsWith('.css')) return 'CSS';
  return EMOJI_FILE.test(name) ? 'emoji data' : 'lazy chunk';
}

const chat = await bundle(CHAT);
const pages = [chat, await bundle(DIAGNOSTICS)];
const id = await publish(pages, chat);
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;
for (const page of pages) {
  const parts = measure(page).map(({ part, bytes }) => `${part} ${kilobytes(bytes)}`);
  console.log(`${page.document.file} ${page === chat ? `${id}: ` : ''}${parts.join(', ')} (gzip)`);
}
if (process.argv.includes('--check')) {
  const parts = pages.flatMap(measure);
  for (const { part, name, bytes } of parts.filter(({ part, bytes }) => bytes > BUDGET[part])) {
    console.error(`${part} is over its budget: ${name} has ${kilobytes(bytes)}, at most ${kilobytes(BUDGET[part])}.`);
    process.exitCode = 1;
  }
  for (const { document, assets, first } of pages) {
    const lazy = assets.filter(({ name }) => name.endsWith('.js') && !first.includes(name));
    if (lazy.length <= LAZY_CHUNKS) continue;
    console.error(`${document.file} has ${lazy.length} lazy chunks, at most ${LAZY_CHUNKS}.`);
    process.exitCode = 1;
  }
}
