/** Shortens the lists of exports and imports by which the built scripts share code. */

/** The list of exports at the end of a minified script. */
const EXPORTS = /export\s*\{([^{}]*)\};?\s*$/;
const IMPORTS = /import\s*\{([^{}]*)\}\s*from\s*"\.\/([^"]+)"/g;

/** The names in one item of a list: "a as b" and "a" have the pairs `['a', 'b']` and `['a', 'a']`. */
function namesOf(item: string): readonly [string, string] {
  const [from = '', to = from] = item.trim().split(/\s+as\s+/);
  return [from, to];
}

function listed(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map(([from, to]) => (from === to ? from : `${from} as ${to}`))
    .sort()
    .join();
}

/**
 * Gives each export the name that it has inside its script: `export{x as a,y as b}` becomes `export{x,y}`. The bundler
 * can't do this, because the minifier renames everything afterwards.
 * @param scripts texts by file name
 * @param isShared whether only static imports in `scripts` use the exports of this file
 */
export function shortenExports(
  scripts: ReadonlyMap<string, string>,
  isShared: (name: string) => boolean,
): Map<string, string> {
  const inner = new Map<string, ReadonlyMap<string, string>>();
  const shortened = new Map(scripts);
  for (const [name, text] of scripts) {
    const [whole, list] = (isShared(name) && EXPORTS.exec(text)) || [];
    if (whole === undefined || !list) continue;
    const pairs = list.split(',').map(namesOf);
    inner.set(name, new Map(pairs.map(([own, exported]) => [exported, own])));
    shortened.set(name, `${text.slice(0, -whole.length)}export{${listed(pairs.map(([own]) => [own, own]))}};`);
  }
  for (const [name, text] of shortened)
    shortened.set(
      name,
      text.replace(IMPORTS, (whole, list: string, from: string) => {
        const own = inner.get(from);
        if (!own) return whole;
        const pairs = list.split(',').map(namesOf);
        return `import{${listed(pairs.map(([exported, local]) => [own.get(exported) ?? exported, local]))}}from"./${from}"`;
      }),
    );
  return shortened;
}
