/** How the page is bundled, both for the build (build.ts) and for the gallery's test. */

import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { minify } from 'terser';
import terser from 'terser/package.json' with { type: 'json' };
import { type CompactEmoji, emojiTable } from '../features/emoji/emoji-table.ts';
import { shortenExports } from './shorter-exports.ts';

const pageDir = join(import.meta.dirname, '..');
const root = join(pageDir, '../..');

/** Built files that contain emoji. */
export const EMOJI_FILE = /^emoji-/;

/** `import('emoji:en')` loads the emoji with their names in one language, cut down to what the page needs. */
const emoji: Plugin = {
  name: 'emoji',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^emoji:\w+$/ }, ({ path }) => ({ path: path.replace(':', '-'), namespace: 'emoji' }));
    onLoad({ filter: EMOJI_FILE, namespace: 'emoji' }, async ({ path }) => {
      const from = join(root, 'node_modules/emojibase-data');
      const language = path.replace(EMOJI_FILE, '');
      const read = async (name: string) => JSON.parse(await readFile(join(from, name), 'utf8'));
      const all: CompactEmoji[] = await read(`${language}/compact.json`);
      const shortcodes: Record<string, string | string[]> = await read('en/shortcodes/github.json');
      return { contents: `export const table = ${JSON.stringify(emojiTable(all, shortcodes))};` };
    });
  },
};

/**
 * How a feature imports the translation of its words (words/words.ts). Without the plug-in, this would make a file per
 * feature.
 */
const TRANSLATION = /\(\) => import\('\.\/(?:words|common)(\.first)?\.zh\.ts'\)/;

/**
 * Puts the Chinese words of all features into two files: one for the first script, and one for everything that is
 * loaded later.
 */
const chinese: Plugin = {
  name: 'chinese',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\/(words|common)(\.first)?\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const [own, first] = TRANSLATION.exec(text) ?? [];
      if (own === undefined) return { contents: text, loader: 'ts' };
      const fetch = text.replace(own, `from${first ? 'First' : 'Later'}('${featureOf(path)}')`);
      return { contents: `import { fromFirst, fromLater } from 'zh:fetch';\n${fetch}`, loader: 'ts' };
    });
    onResolve({ filter: /^zh:\w+$/ }, ({ path }) => ({ path: path.replace(':', '-'), namespace: 'zh' }));
    onLoad({ filter: /^zh-fetch$/, namespace: 'zh' }, () => ({
      contents: `
        export const fromFirst = (name) => () => import('zh:first').then((all) => ({ zh: all[name] }));
        export const fromLater = (name) => () => import('zh:later').then((all) => ({ zh: all[name] }));
      `,
    }));
    onLoad({ filter: /^zh-(first|later)$/, namespace: 'zh' }, async ({ path }) => {
      const files = await filesOf(
        path === 'zh-first' ? /\/(words|common)\.first\.zh\.ts$/ : /\/(words|common)\.zh\.ts$/,
      );
      const lines = files.map((file) => `export { zh as ${featureOf(file)} } from ${JSON.stringify(file)};`);
      return { contents: lines.join('\n'), resolveDir: pageDir };
    });
  },
};

/** Absolute paths of the page's files whose name matches. */
async function filesOf(name: RegExp): Promise<string[]> {
  const files = await readdir(pageDir, { recursive: true });
  return files
    .map((file) => join(pageDir, file))
    .filter((file) => name.test(file))
    .sort();
}

/** The folder of a file, which is the feature's name. No two features have the same name. */
function featureOf(path: string): string {
  return basename(dirname(path));
}

/** Absolute paths of the parts that are loaded after the first messages and may be fetched together. */
const LATER = ['late.ts', 'around.ts', 'overlays.ts'].map((name) => join(pageDir, name));

/** Absolute paths of the modules that more than one of `parts` reaches. */
async function sharedBy(parts: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    ...bundling,
    plugins: [emoji, chinese],
    absWorkingDir: root,
    entryPoints: [...parts],
    outdir: 'shared',
    metafile: true,
    write: false,
  });
  const times = new Map<string, number>();
  for (const part of parts) {
    const reached = new Set([part.slice(root.length + 1)]);
    for (const path of reached)
      for (const { path: next, kind } of metafile.inputs[path]?.imports ?? [])
        if (kind === 'import-statement') reached.add(next);
    for (const path of reached) times.set(path, (times.get(path) ?? 0) + 1);
  }
  return [...times].flatMap(([path, count]) => (count > 1 && path.startsWith('src/') ? join(root, path) : []));
}

/**
 * Keeps the script that draws the page in one file. The bundler would split it by which later parts share what, and small files
 * compress worse. Every later part therefore imports the entry, which already runs by then. What several later parts
 * share goes into one file in the same way: each of them imports all of it.
 * @param entry the page's script, as an absolute path
 */
export function inOnePiece(entry: string): Plugin {
  return {
    name: 'in one piece',
    setup({ onResolve, onLoad }) {
      const shared = sharedBy(LATER);
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) =>
        kind === 'dynamic-import' ? { path: join(resolveDir, path), pluginData: 'lazy' } : undefined,
      );
      onLoad({ filter: /\.tsx?$/ }, async ({ path, pluginData }) => {
        if (pluginData !== 'lazy') return undefined;
        const imports = [entry, ...(LATER.includes(path) ? await shared : [])];
        const lines = imports.map((file) => `import ${JSON.stringify(file)};`);
        const contents = [await readFile(path, 'utf8'), ...lines].join('\n');
        return { contents, loader: extname(path) === '.tsx' ? 'tsx' : 'ts', resolveDir: dirname(path) };
      });
    },
  };
}

/**
 * Minifies scripts again with a minifier that inlines and folds more than the bundler's. Getters keep their side
 * effects, because reading a signal subscribes to it. `unsafe` is safe here: it takes built-ins for unchanged, and an
 * object's text for that of its primitive value (`a + ''` for `String(a)`).
 */
const smaller: Plugin = {
  name: 'smaller',
  setup({ initialOptions, onEnd }) {
    // esbuild names a file by its content before this step, so another way of minifying must change that.
    initialOptions.footer = { js: `// ${terser.version}, short exports, unsafe` };
    onEnd(async ({ outputFiles = [] }) => {
      const files = outputFiles.filter(({ path }) => path.endsWith('.js') && !EMOJI_FILE.test(basename(path)));
      const scripts = new Map<string, string>();
      for (const { path, text } of files) {
        const { code = '' } = await minify(text, {
          module: true,
          ecma: 2020,
          compress: { passes: 3, unsafe: true, unsafe_arrows: true, lhs_constants: false },
          mangle: { toplevel: true },
        });
        scripts.set(basename(path), code);
      }
      const shortened = shortenExports(scripts, (name) => name.startsWith('chunk-'));
      for (const file of files) file.contents = new TextEncoder().encode(shortened.get(basename(file.path)));
    });
  },
};

/** The oldest browsers with light-dark() and CSS nesting of all kinds. */
export const BROWSERS = { chrome: '123', firefox: '128', safari: '17.5' };

export const bundling = {
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  legalComments: 'none',
  target: ['es2023', ...Object.entries(BROWSERS).map(([name, version]) => `${name}${version}`)],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // The hooks of a browser extension that visitors don't have.
  define: { 'window.__PREACT_SIGNALS_DEVTOOLS__': 'false' },
  // The client names its Node modules by path and never loads them in a browser.
  external: ['node:*'],
  plugins: [emoji, chinese, smaller],
  // Unescaped Chinese takes fewer bytes.
  charset: 'utf8',
} satisfies BuildOptions;
