/** Finds things by the beginning of their words. Pure. */

import { foldText } from '../../protocol/fold.ts';

/**
 * The items of `all` whose text has a word that begins with `query`, compared as the search compares texts, so that nobody needs
 * to type ø, ё or ’. Items whose text begins with `query` come first.
 * @param textOf what is looked into
 */
export function matching<Item>(
  all: readonly Item[],
  query: string,
  limit: number,
  textOf: (item: Item) => string,
): Item[] {
  const wanted = foldText(query);
  const first: Item[] = [];
  const others: Item[] = [];
  for (const item of all) {
    const text = foldText(textOf(item));
    if (text.startsWith(wanted)) first.push(item);
    else if (text.includes(` ${wanted}`)) others.push(item);
  }
  return [...first, ...others].slice(0, limit);
}
